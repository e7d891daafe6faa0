import StanceCore

/// Reads JSON Lines: one object a line.
///
/// Blank lines are skipped; a byte order mark, CRLF and a missing last line end are fine. A wanted
/// key that occurs twice in an object is an error; of other keys nothing is asked. A column `a.b` is
/// the key b of the object a, where no key is called "a.b".
package final class JSONLinesReader: RecordReader {
    package let file: String
    package private(set) var line = 0
    package let isTable = false
    private var window: ByteWindow
    private let scanner: JSONScanner

    /// Reads from `source` the keys `columns`.
    ///
    /// - Throws: `StanceError`, as `ByteSource.read`.
    package init(_ source: ByteSource, columns: [String]) throws {
        file = source.name
        window = try ByteWindow(source)
        scanner = try JSONScanner(names: columns)
    }

    package func advance() throws -> Bool {
        while let length = try window.nextLineLength(line: line + 1) {
            line += 1
            let found = try window.withBytes { bytes in
                let text = UnsafeRawBufferPointer(rebasing: bytes[..<length])
                guard !isBlank(text) else { return false }
                try scanner.parseObject(text, file: file, line: line, offset: window.offset)
                return true
            }
            window.consume(length)
            if found { return true }
        }
        return false
    }

    package func value(at column: Int) -> FieldValue { scanner.value(at: column) }

    package func foundColumns() -> (names: [String], line: Int) { (scanner.keys(), line) }

    private func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    }
}
