import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads JSON Lines: one object a line.
///
/// Blank lines are skipped; a byte order mark, CRLF and a missing last line end are fine. A wanted
/// key that occurs twice in an object is an error; of other keys nothing is asked.
package final class JSONLinesReader: RecordReader {
    package let file: String
    package private(set) var line = 0
    package let isTable = false
    private var window: ByteWindow
    private let scanner: JSONScanner

    /// Reads from `source` the top-level keys `columns`.
    ///
    /// - Throws: `StanceError`, as `ByteSource.read`.
    package init(_ source: ByteSource, columns: [String]) throws {
        file = source.name
        window = try ByteWindow(source)
        scanner = try JSONScanner(names: columns)
    }

    package func advance() throws -> Bool {
        while let length = try nextLineLength() {
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

    /// The next line's length with its line feed, or nil at the end.
    private func nextLineLength() throws -> Int? {
        var searched = 0
        while true {
            let end = window.withBytes { bytes -> Int? in
                guard searched < bytes.count, let start = bytes.baseAddress else { return nil }
                return memchr(start + searched, 0x0a, bytes.count - searched)
                    .map { UnsafeRawPointer($0) - start + 1 }
            }
            if let end { return end }
            searched = window.count
            guard try window.refill(line: line + 1) else { return searched > 0 ? searched : nil }
        }
    }

    private func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    }
}
