import StanceCore

/// Reads JSON Lines: one object a line.
///
/// Blank lines are skipped; a byte order mark, CRLF and a missing last line end are fine. A wanted
/// key that occurs twice in an object is an error; of other keys nothing is asked. A column `a.b` is
/// the key b of the object a, where no key is called "a.b".
package final class JSONLinesReader: RecordReader {
    package let file: String
    package private(set) var line = 0
    package private(set) var byte = 0
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

    package func step() throws -> RecordStep {
        while true {
            byte = window.offset
            let length: Int
            do {
                guard let found = try window.nextLineLength(line: line + 1) else { return .end }
                length = found
            } catch let error as StanceError where window.isOverLimit {
                line += 1
                try window.skipLine()
                return .rejected(error)
            }
            line += 1
            let step = try window.withBytes { bytes in
                try parse(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
            }
            window.consume(length)
            if let step { return step }
        }
    }

    /// Nil for a blank line.
    private func parse(_ text: UnsafeRawBufferPointer) throws -> RecordStep? {
        guard !isBlank(text) else { return nil }
        do {
            try scanner.parseObject(text, file: file, line: line, offset: byte)
            return .record
        } catch let error as StanceError where error.kind == .badData {
            return .rejected(error)
        }
    }

    package func value(at column: Int) -> FieldValue { scanner.value(at: column) }

    package func foundColumns() -> (names: [String], line: Int) { (scanner.keys(), line) }

    private func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    }
}
