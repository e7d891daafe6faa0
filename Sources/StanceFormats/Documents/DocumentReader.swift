import StanceCore

/// The documents of files, folders and standard input, one after the other.
///
/// A text, Markdown or HTML file is one document, if an empty one; of rows each is one. Memory holds
/// one document and the ids of a file's rows.
public final class DocumentReader {
    /// The largest plain text that is read whole, where it does not come by line.
    public static let textLimit = 1 << 30

    /// The files to read, in order; those of a folder by name.
    public let files: [String]
    /// Takes what is to be said of how a table is written, such as "x.csv: fields separated by ;".
    public var note: ((String) -> Void)?
    private let options: DocumentOptions
    private var pending: [String]
    private var source: DocumentSource?
    private let wait: InputWait?

    /// Takes the inputs in order: files, folders (their files sorted by path), patterns and "-".
    ///
    /// `wait` says how to wait for pipes.
    /// - Throws: `StanceError`: `noInput` for a folder without a file to score and a pattern that
    ///   matches nothing; `usage` when a file
    ///   is there twice.
    public init(
        inputs: [String], options: DocumentOptions = DocumentOptions(), wait: InputWait? = nil
    ) throws {
        self.options = options
        self.wait = wait
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
        switch try step() {
        case .document(let document): return document
        case .rejected(_, let error): throw error
        case nil: return nil
        }
    }

    /// The next document, or what cannot be read, or nil after the last.
    ///
    /// A row that is rejected is passed over. Of a file that turns out to be damaged, what was read
    /// before stands, and one rejection speaks for the rest of it.
    /// - Throws: `StanceError`: `noInput`, `inputOutput`, and `usage` when neither a file's name nor
    ///   the options tell its format; as `InputWait`.
    public func step() throws -> DocumentStep? {
        while let path = pending.last {
            do {
                if let step = try source?.next() { return step }
                if source != nil {
                    source = nil
                    pending.removeLast()
                } else {
                    source = try open(path)
                }
            } catch let error as StanceError where error.kind == .badData {
                var told = error
                if let line = source?.lastLine, line > 0 {
                    told.message += "; nothing behind line \(line) was read"
                }
                source = nil
                pending.removeLast()
                let place = told.location
                return .rejected(
                    RejectedRow(told, source: path, line: place?.line, byte: place?.byte), error)
            }
        }
        return nil
    }

    private func open(_ path: String) throws -> DocumentSource {
        // A file's head is waited for: until it is there, nothing is known of the file.
        let yields = wait?.yields ?? false
        wait?.yields = false
        defer { wait?.yields = yields }
        let source = try ByteSource(path: path, wait: wait)
        switch try format(of: path) {
        case .plainText where options.readsByLine: return try DocumentLines(source)
        case .plainText:
            return WholeDocument(source, limit: Self.textLimit) { bytes in
                let text = try TextEncoding.string(bytes, file: path)
                return Document(id: path, content: .paragraphs(PlainTextParagraphs.split(text)))
            }
        case .markdown:
            return WholeDocument(source, limit: MarkdownParagraphs.sizeLimit) { bytes in
                let text = try TextEncoding.string(bytes, file: path)
                return Document(id: path, content: .paragraphs(MarkdownParagraphs.split(text)))
            }
        case .html:
            return WholeDocument(source, limit: HTMLArticle.sizeLimit) { [options] bytes in
                let page = try HTMLArticle(bytes, name: path)
                return Document(
                    id: path, content: .paragraphs(page.paragraphs),
                    date: options.readsDates ? page.date : nil)
            }
        case .rows(let format):
            let rows = try DocumentRows(source, format: format, options: options)
            if let said = rows.dialectNote { note?("\(path): \(said)") }
            return rows
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
}
