import StanceCore

/// What a reader of documents met next.
public enum DocumentStep: Sendable {
    /// A document.
    case document(Document)
    /// What cannot be read, and the error to throw where nothing may be passed over.
    case rejected(RejectedRow, StanceError)
}

/// One opened file of documents.
protocol DocumentSource: AnyObject {
    /// The next document or rejected row, or nil after the last.
    ///
    /// - Throws: `StanceError` when the file cannot be read on.
    func next() throws -> DocumentStep?
    /// The last line that was read; 0 where there is none.
    var lastLine: Int { get }
}

/// A file that is one document, read whole.
final class WholeDocument: DocumentSource {
    private var source: ByteSource?
    private let limit: Int
    private let document: ([UInt8]) throws -> Document
    let lastLine = 0

    /// Takes the most bytes that are read, and what makes a document of them.
    init(_ source: ByteSource, limit: Int, _ document: @escaping ([UInt8]) throws -> Document) {
        self.source = source
        self.limit = limit
        self.document = document
    }

    func next() throws -> DocumentStep? {
        guard let source else { return nil }
        // Half a document is of no use, so the rest is waited for.
        let yields = source.wait?.yields ?? false
        source.wait?.yields = false
        defer { source.wait?.yields = yields }
        let bytes = try source.readAll(limit: limit)
        self.source = nil
        return .document(try document(bytes))
    }
}

/// A plain text of any length: each line that is a paragraph comes as a `Document` of its own.
///
/// All have the file's id; a text without a paragraph is one empty document. A line that is no text is
/// rejected and keeps its number.
final class DocumentLines: DocumentSource {
    private var window: ByteWindow
    private var line = 0
    private var number = 0

    init(_ source: ByteSource) throws { window = try ByteWindow(source) }

    var lastLine: Int { line }

    func next() throws -> DocumentStep? {
        let id = window.source.name
        while let result = try nextLine() {
            switch result {
            case .text(let text):
                guard !isWhitespace(text) else { continue }
                number += 1
                let paragraph = Paragraph(number: number, text: text)
                return .document(Document(id: id, content: .paragraphs([paragraph])))
            case .bad(let error, let byte):
                number += 1
                return .rejected(RejectedRow(error, source: id, line: line, byte: byte), error)
            }
        }
        guard number == 0 else { return nil }
        number = 1
        return .document(Document(id: id, content: .paragraphs([])))
    }

    private enum Line {
        case text(String)
        case bad(StanceError, byte: Int)
    }

    /// The next line without its end.
    private func nextLine() throws -> Line? {
        let byte = window.offset
        do {
            guard let length = try window.nextLineLength(line: line + 1) else { return nil }
            line += 1
            defer { window.consume(length) }
            return try window.withBytes { bytes in
                var end = length
                if bytes[end - 1] == 0x0a { end -= 1 }
                if end > 0, bytes[end - 1] == 0x0d { end -= 1 }
                let text = UnsafeRawBufferPointer(rebasing: bytes[..<end])
                do {
                    try TextEncoding.check(text, file: window.source.name, line: line, offset: byte)
                } catch let error as StanceError {
                    return .bad(error, byte: byte)
                }
                return .text(String(decoding: text, as: UTF8.self))
            }
        } catch let error as StanceError where window.isOverLimit {
            line += 1
            try window.skipLine()
            return .bad(error, byte: byte)
        }
    }
}
