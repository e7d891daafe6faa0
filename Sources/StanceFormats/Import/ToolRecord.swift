import StanceCore

/// What one person said about one text in a labelling tool.
///
/// Either the text as a whole has a label, and its spans are the actor's mentions; or the spans have
/// labels, and each is a row about whom it marks.
struct ToolRecord {
    /// A marked stretch of the text, in Unicode scalars.
    struct Span {
        var range: Range<Int>
        var label: String?
    }

    var text: String
    /// The labels of the text as a whole.
    var labels: [String] = []
    var spans: [Span] = []
    /// Whom the labels are about, where a field or the user names somebody.
    var actor: String?
    var id: String?
    var group: String?
    var annotator: String?
    var date: String?
    var source: String?

    /// Takes the text and what stands beside it in `object`, or in `meta` where it does not.
    ///
    /// - Throws: `ImportFault` when there is no text, or a field is of the wrong kind.
    init(
        _ object: JSONTree, meta: JSONTree? = nil, textFields: [String], options: ImportOptions
    ) throws {
        let fields = options.textField.map { [$0] } ?? textFields
        guard let text = try object.string(fields) else {
            throw ImportFault(
                "no " + fields.map { "\"\($0)\"" }.joined(separator: " or "))
        }
        self.text = text
        func given(_ keys: [String]) throws -> String? {
            try object.identifier(keys) ?? meta?.identifier(keys)
        }
        let actors = options.actorField.map { [$0] } ?? ["actor", "target"]
        actor = try object.string(actors) ?? meta?.string(actors) ?? options.actor
        id = try given(["id"])
        group = try given(["group", "document"])
        date = try given(["date"])
        source = try given(["source"])
        annotator = try given(["annotator"])
    }

    /// The rows of the record.
    ///
    /// - Throws: `ImportFault` when the record as a whole cannot be understood.
    func units(_ meanings: ImportLabels) throws -> [ImportUnit] {
        guard labels.count < 2 else {
            let words = labels.map { "\"\($0)\"" }.joined(separator: ", ")
            throw ImportFault("\(labels.count) labels (\(words)); expected one")
        }
        let spans = spans.map {
            Span(range: TextSpan.trimmed($0.range, in: text), label: $0.label)
        }
        guard let label = labels.first else {
            guard !spans.isEmpty else { return [.leftOut(reason: "not labelled")] }
            return try spans.enumerated().map { place, span in
                try .of {
                    guard let label = span.label else { throw ImportFault("a span has no label") }
                    let quote = TextSpan.quote(span.range, in: text)
                    var row = newRow(about: actor ?? quote, try meanings.stance(label))
                    row.spans = [span.range]
                    if spans.count > 1, let id { row.id = "\(id)-\(place + 1)" }
                    return .row(row)
                }
            }
        }
        var row = newRow(about: try name(of: spans), try meanings.stance(label))
        if !spans.isEmpty {
            row.spans = spans.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
        }
        return [.row(row)]
    }

    private func newRow(about actor: String, _ stance: Stance) -> ImportedRow {
        var row = ImportedRow(text: text, actor: actor, stance: stance)
        row.id = id
        row.group = group
        row.annotator = annotator
        row.date = date
        row.source = source
        return row
    }

    private func name(of spans: [Span]) throws -> String {
        if let actor { return actor }
        let quotes = spans.map { TextSpan.quote($0.range, in: text) }
        guard let first = quotes.first else {
            throw ImportFault(
                "no actor; expected a field \"actor\" or \"target\", a marked span, or --actor")
        }
        guard quotes.allSatisfy({ $0.unicodeScalars.elementsEqual(first.unicodeScalars) }) else {
            throw ImportFault(
                "the spans mark several names; expected a field \"actor\" or \"target\"")
        }
        return first
    }
}
