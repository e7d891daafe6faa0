import StanceCore

/// fastText's lines: one label, the actor where `stance export` marked it, and the text.
struct FastTextProfile: ImportProfile {
    private let options: ImportOptions
    private let labels: ImportLabels

    init(_ options: ImportOptions) {
        self.options = options
        labels = ImportLabels(options.stanceMap)
    }

    func layout(of path: String) -> ImportLayout { .lines }

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        guard case .line(let line) = record else { return [] }
        let (words, actor, text) = try FastTextLine.decode(line)
        guard let label = words.first else { return [.leftOut(reason: "not labelled")] }
        guard words.count == 1 else { throw ImportFault("\(words.count) labels; expected one") }
        guard let actor = actor ?? options.actor else {
            throw ImportFault("no actor; expected a word __actor__NAME, or --actor")
        }
        return [.row(ImportedRow(text: text, actor: actor, stance: try labels.stance(label)))]
    }
}
