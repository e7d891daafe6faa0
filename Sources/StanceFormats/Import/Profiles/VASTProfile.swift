import StanceCore

/// VAST: comments on varied topics, CSV with the columns `post`, `new_topic` and `label`.
///
/// The labels are 0 = con, 1 = pro, 2 = neutral, and so only in the authors' files: some copies
/// number them otherwise, which no reader can tell. `text` and `text_s` are lists of tokens; the text
/// is `post`. Comments on one article share `arc_id`.
/// - SeeAlso: Allaway and McKeown 2020, Zero-Shot Stance Detection.
struct VASTProfile: ImportProfile {
    private let labels: ImportLabels

    init(_ options: ImportOptions) {
        labels = ImportLabels(
            options.stanceMap, defined: ["0": .critical, "1": .supportive, "2": .neutral])
    }

    func layout(of path: String) -> ImportLayout {
        .table(path, required: ["post", "new_topic", "label"])
    }

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        guard case .cells(let cells) = record else { return [] }
        var row = ImportedRow(
            text: cells.text("post"), actor: cells.text("new_topic"),
            stance: try labels.stance(cells.text("label")))
        row.id = cells.given("new_id")
        row.group = cells.given("arc_id")
        return [.row(row)]
    }
}
