import StanceCore

/// The paragraphs of files and folders, in batches: for reading much text in flat memory.
///
/// The inputs are those of `DocumentReader`; a plain text file is read line by line, so that it may
/// be of any size. Memory holds a batch, and the largest Markdown file or row.
public final class ParagraphReader {
    /// The bytes of text that end a batch.
    public static let batchBytes = 4 << 20

    private let options: DocumentOptions
    private var pending: [String]
    private var lines: (window: ByteWindow, line: Int)?
    private var documents: DocumentReader?

    /// Takes the inputs in order: files, folders (their files sorted by path) and "-".
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
            if let document = try documents?.next() {
                switch document.content {
                case .paragraphs(let paragraphs): paragraphs.forEach { add($0.text) }
                case .row(let example): add(example.text)
                }
                continue
            }
            documents = nil
            guard let path = pending.popLast() else { break }
            if DocumentFormat(path: path) ?? options.inputFormat == .plainText {
                lines = (try ByteWindow(ByteSource(path: path)), 1)
            } else {
                documents = try DocumentReader(inputs: [path], options: options)
            }
        }
        return batch.isEmpty ? nil : batch
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
