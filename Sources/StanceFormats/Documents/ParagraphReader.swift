import StanceCore

/// The paragraphs of files and folders, in batches: for reading much text in flat memory.
///
/// The inputs are those of `DocumentReader`, and so are the paragraphs; but a plain text file is
/// read line by line, so that it may be of any size, and of a row only the text is asked, which is
/// always split at its line ends. Memory holds a batch, and the largest Markdown or HTML
/// file or row.
public final class ParagraphReader {
    /// The bytes of text that end a batch.
    public static let batchBytes = 4 << 20

    /// Takes what is to be said of how a table is written, such as "x.csv: fields separated by ;".
    public var note: ((String) -> Void)?
    private let options: DocumentOptions
    private var pending: [String]
    private var lines: (window: ByteWindow, line: Int)?
    private var rows: RowFields?
    private var documents: DocumentReader?

    /// Takes the inputs in order: files, folders (their files sorted by path), patterns and
    /// "-".
    ///
    /// - Throws: `StanceError`: `noInput` for a folder without a file to read.
    public init(inputs: [String], options: DocumentOptions = DocumentOptions()) throws {
        self.options = options
        pending = try DocumentReader.files(of: inputs).reversed()
    }

    /// The next paragraphs, or nil after the last; never only white space.
    ///
    /// - Throws: `StanceError`, as `DocumentReader.next`.
    public func nextBatch() throws -> [String]? {
        var batch: [String] = []
        var bytes = 0
        let add = { (paragraph: String) in
            batch.append(paragraph)
            bytes += paragraph.utf8.count
        }
        while bytes < Self.batchBytes {
            if try addLines(add) { continue }
            if try addRow(add) { continue }
            if case .paragraphs(let paragraphs) = try documents?.next()?.content {
                paragraphs.forEach { add($0.text) }
                continue
            }
            documents = nil
            guard let path = pending.popLast() else { break }
            switch DocumentFormat(path: path) ?? options.inputFormat {
            case .plainText: lines = (try ByteWindow(ByteSource(path: path)), 1)
            case .rows(let format): rows = try fields(of: path, format)
            case .markdown, .html, nil:
                documents = try DocumentReader(inputs: [path], options: options)
            }
        }
        return batch.isEmpty ? nil : batch
    }

    /// The text column alone: of a row nothing else is asked.
    private func fields(of path: String, _ format: RowFormat) throws -> RowFields {
        let columns = RowColumns(options.columns, wanted: [.text], dates: false)
        let reader = try format.reader(
            ByteSource(path: path), quoting: options.quoting, columns: columns.names,
            delimiter: options.delimiter)
        if let said = reader.dialectNote { note?("\(path): \(said)") }
        return RowFields(columns: columns, reader: reader)
    }

    /// Takes a row of the table in hand; false if there is none.
    private func addRow(_ add: (String) -> Void) throws -> Bool {
        guard let rows else { return false }
        guard try rows.reader.advance() else {
            self.rows = nil
            return false
        }
        for paragraph in PlainTextParagraphs.split(try rows.text()) { add(paragraph.text) }
        return true
    }

    /// Takes a line of the plain text file in hand; false if there is none.
    private func addLines(_ add: (String) -> Void) throws -> Bool {
        guard var (window, line) = lines else { return false }
        // Moved out, so that the window is not copied while it is changed.
        lines = nil
        guard let length = try window.nextLineLength(line: line) else { return false }
        try window.withBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[..<length])
            try TextEncoding.check(
                text, file: window.source.name, line: line, offset: window.offset)
            for paragraph in PlainTextParagraphs.split(String(decoding: text, as: UTF8.self)) {
                add(paragraph.text)
            }
        }
        window.consume(length)
        line += 1
        lines = (window, line)
        return true
    }
}
