import StanceCore

/// How documents to score are to be read.
public struct DocumentOptions: Sendable, Hashable {
    /// The format where a file's name tells none; nil: plain text for standard input.
    public var inputFormat: DocumentFormat?
    /// Column names that differ from the usual ones; text, actor, id, spans and date are looked
    /// for.
    public var columns: ColumnNames
    /// False takes quotes in CSV and TSV as ordinary characters.
    public var quoting: Bool
    /// Whether the date column is read, which only dated aliases ask for; a column that the user
    /// names is read in any case.
    public var readsDates: Bool

    /// Whether rows are read with the article they belong to, and with the column that summaries are
    /// made by where it is named.
    public var readsGroups = false
    /// What parts the fields of CSV and TSV; nil: what the name says, or the header shows.
    public var delimiter: Delimiter?

    /// Describes documents.
    public init(
        inputFormat: DocumentFormat? = nil, columns: ColumnNames = ColumnNames(),
        quoting: Bool = true, readsDates: Bool = true
    ) {
        self.inputFormat = inputFormat
        self.columns = columns
        self.quoting = quoting
        self.readsDates = readsDates
    }
}

/// The documents of files, folders and standard input, one after the other.
///
/// A text, Markdown or HTML file is one document, if an empty one; of rows each is one. Memory holds
/// one document and the ids of a file's rows.
public final class DocumentReader {
    /// The largest text or Markdown file that is read.
    public static let textLimit = 1 << 30

    /// The files to read, in order; those of a folder by name.
    public let files: [String]
    /// Takes what is to be said of how a table is written, such as "x.csv: fields separated by ;".
    public var note: ((String) -> Void)?
    private let options: DocumentOptions
    private var pending: [String]
    private var rows: DocumentRows?

    /// Takes the inputs in order: files, folders (their files sorted by path), patterns and "-".
    ///
    /// - Throws: `StanceError`: `noInput` for a folder without a file to score and a pattern that
    ///   matches nothing; `usage` when a file
    ///   is there twice.
    public init(inputs: [String], options: DocumentOptions = DocumentOptions()) throws {
        self.options = options
        files = try Self.files(of: inputs)
        pending = files.reversed()
    }

    /// The files that some inputs mean, in order: a pattern stands for what it matches, a folder for
    /// its files.
    ///
    /// - Returns: the paths, none of them twice.
    /// - Throws: as `init`.
    static func files(of inputs: [String]) throws -> [String] {
        var files: [String] = []
        for input in try PathPattern.expanded(inputs) {
            if input != ByteSource.standardInput, FolderListing.isFolder(input) {
                files += try FolderListing.files(in: input)
            } else {
                files.append(input)
            }
        }
        var seen: Set<String> = []
        for file in files where !seen.insert(file).inserted {
            throw StanceError(.usage, "the input is given twice", at: SourceLocation(file: file))
        }
        return files
    }

    /// The next document, or nil after the last.
    ///
    /// - Throws: `StanceError`: `noInput`, `badData` with file and line, `inputOutput`, and
    ///   `usage` when neither a file's name nor the options tell its format.
    public func next() throws -> Document? {
        while true {
            if let document = try rows?.next() { return document }
            rows = nil
            guard let path = pending.popLast() else { return nil }
            let source = try ByteSource(path: path)
            switch try format(of: path) {
            case .plainText:
                let text = try contents(source)
                return Document(
                    id: path, content: .paragraphs(PlainTextParagraphs.split(text)))
            case .markdown:
                let text = try TextEncoding.string(
                    source.readAll(limit: MarkdownParagraphs.sizeLimit), file: path)
                return Document(id: path, content: .paragraphs(MarkdownParagraphs.split(text)))
            case .html:
                let page = try HTMLArticle(
                    source.readAll(limit: HTMLArticle.sizeLimit), name: path)
                return Document(
                    id: path, content: .paragraphs(page.paragraphs),
                    date: options.readsDates ? page.date : nil)
            case .rows(let format):
                rows = try DocumentRows(source, format: format, options: options)
                if let said = rows?.dialectNote { note?("\(path): \(said)") }
            }
        }
    }

    private func format(of path: String) throws -> DocumentFormat {
        if let format = DocumentFormat(path: path) ?? options.inputFormat { return format }
        guard path == ByteSource.standardInput else {
            throw StanceError(
                .usage,
                "the name tells no format; expected .txt, .md, .html, .jsonl, .csv or .tsv, or "
                    + "--input-format",
                at: SourceLocation(file: path))
        }
        return .plainText
    }

    private func contents(_ source: ByteSource) throws -> String {
        try TextEncoding.string(source.readAll(limit: Self.textLimit), file: source.name)
    }
}

/// The rows of one file as documents.
final class DocumentRows {
    private let fields: RowFields
    private let cellParser: JSONScanner
    private let readsGroups: Bool
    private var ids = RowIDs()
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
        cellParser = try JSONScanner(names: [])
        readsGroups = options.readsGroups
    }

    var dialectNote: String? { fields.reader.dialectNote }

    /// The next row: an article split at its line ends or, when it names an actor, a row as it is.
    func next() throws -> Document? {
        guard try fields.reader.advance() else {
            guard rowCount > 0 else {
                throw StanceError(
                    .badData, "no rows; expected at least one",
                    at: SourceLocation(file: fields.reader.file))
            }
            return nil
        }
        rowCount += 1
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
