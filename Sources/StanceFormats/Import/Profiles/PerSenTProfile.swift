import StanceCore

/// PerSenT: news documents with a label for each paragraph, CSV.
///
/// The paragraphs of `DOCUMENT` are its lines that are not blank; `Paragraph0`, `Paragraph1`, ...
/// label them in their order. Where the counts differ nobody knows which label is whose, and the
/// document is rejected as a whole. An empty cell before the last label leaves its paragraph out.
/// - SeeAlso: Bastan et al. 2020, Author's Sentiment Prediction.
struct PerSenTProfile: ImportProfile {
    private static let prefix = "Paragraph"
    private let labels: ImportLabels

    init(_ options: ImportOptions) { labels = ImportLabels(options.stanceMap) }

    func layout(of path: String) -> ImportLayout {
        .table(path, required: ["DOCUMENT_INDEX", "TARGET_ENTITY", "DOCUMENT", "Paragraph0"])
    }

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        guard case .cells(let cells) = record else { return [] }
        let paragraphs = cells.text("DOCUMENT")
            .split(whereSeparator: \.isNewline).map(String.init).filter { !isWhitespace($0) }
        var words: [String] = []
        while let word = cells[Self.prefix + String(words.count)] { words.append(word) }
        while words.last?.isEmpty ?? false { words.removeLast() }
        guard words.count == paragraphs.count else {
            throw ImportFault(
                "DOCUMENT has \(paragraphs.count) paragraphs and \(words.count) labels; "
                    + "expected as many")
        }
        guard !paragraphs.isEmpty else { return [.leftOut(reason: "no paragraphs")] }
        let document = cells.given("DOCUMENT_INDEX")
        return try paragraphs.indices.map { number in
            try .of {
                guard !words[number].isEmpty else { return .leftOut(reason: "not labelled") }
                var row = ImportedRow(
                    text: paragraphs[number], actor: cells.text("TARGET_ENTITY"),
                    stance: try labels.stance(words[number]))
                row.id = document.map { "\($0)-\(number + 1)" }
                row.group = document
                return .row(row)
            }
        }
    }
}
