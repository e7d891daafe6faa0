import StanceCore

/// The rows of one file as documents.
final class DocumentRows: DocumentSource {
    private let fields: RowFields
    private let cellParser: JSONScanner
    private let readsGroups: Bool
    /// An input may be endless, so an id is looked for among the latest rows alone.
    static let rememberedIDs = 10_000
    private var ids = RowIDs(limit: rememberedIDs)
    private var rowCount = 0

    init(_ source: ByteSource, format: RowFormat, options: DocumentOptions) throws {
        let columns = RowColumns(
            options.columns,
            wanted: [.text, .actor, .id, .spans, .date]
                + (options.readsGroups ? [.group, .slice] : []),
            dates: options.readsDates)
        let reader = try format.reader(
            source, quoting: options.quoting, columns: columns.names, delimiter: options.delimiter)
        fields = RowFields(columns: columns, reader: reader)
        try fields.checkHeader(for: .text)
        cellParser = try JSONScanner(names: [])
        readsGroups = options.readsGroups
    }

    var lastLine: Int { fields.reader.line }

    /// How the table is written, where its name says otherwise.
    var dialectNote: String? { fields.reader.dialectNote }

    func next() throws -> DocumentStep? {
        let step = try fields.reader.step()
        if case .end = step {
            guard rowCount > 0 else {
                throw StanceError(
                    .badData, "no rows; expected at least one",
                    at: SourceLocation(file: fields.reader.file))
            }
            return nil
        }
        rowCount += 1
        if case .rejected(let error) = step { return rejected(error) }
        do {
            return .document(try document())
        } catch let error as StanceError where error.kind == .badData {
            return rejected(error)
        }
    }

    private func rejected(_ error: StanceError) -> DocumentStep {
        let reader = fields.reader
        return .rejected(
            RejectedRow(error, source: reader.file, line: reader.line, byte: reader.byte), error)
    }

    /// The row in hand: an article split at its line ends or, when it names an actor, a row as it is.
    private func document() throws -> Document {
        let location = fields.reader.location
        let text = try fields.text()
        let id = try fields.identifier(.id)
        try ids.take(id, of: fields)
        let document = id ?? location.description
        let date = try fields.date()
        let group = readsGroups ? try fields.identifier(.group) : nil
        let slice = readsGroups ? try fields.identifier(.slice) : nil
        guard let actor = try fields.actor(required: false) else {
            return Document(
                id: document, content: .paragraphs(PlainTextParagraphs.split(text)), date: date,
                group: group, slice: slice)
        }
        let mentions = try fields.mentions(in: text, cellParser: cellParser)
        let example = Example(
            text: text, actor: actor, mentions: mentions, date: date, id: id, location: location)
        return Document(id: document, content: .row(example), group: group, slice: slice)
    }
}
