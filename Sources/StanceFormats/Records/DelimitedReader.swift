import StanceCore

/// Reads CSV and TSV records under a header row that names their columns.
///
/// Blank lines are skipped; a byte order mark, CRLF, quoted line ends and a missing last line end
/// are fine. Ragged records, unbalanced quotes and text after a closing quote are rejected. Where a
/// rejected record has several lines, only its first is given up: a stray quote swallows no row.
/// - SeeAlso: `DelimitedScanner` for the grammar, `SwallowedRows` for quotes that pair by chance.
package final class DelimitedReader: RecordReader {
    package let file: String
    package private(set) var line = 0
    package private(set) var byte = 0
    package let isTable = true
    package private(set) var dialectNote: String?
    private let columns: [String]
    private var window: ByteWindow
    private var scanner: DelimitedScanner
    private var nextLine = 1
    private var recordLength = 0
    private var header: [String] = []
    private var headerLine = 1
    /// For each wanted column its field, or nil when the header does not name it.
    private var fieldOfColumn: [Int?] = []

    /// Reads the header from `source` and looks for `columns` in it.
    ///
    /// Without `quoting` every quote is an ordinary character and every line a record. A dialect
    /// that is not `isFixed` gives way to one that the header and the first records show.
    /// - Throws: `StanceError`: `badData` when the header names a wanted column twice or is no
    ///   record, and as `ByteSource.read`.
    package init(
        _ source: ByteSource, dialect: Dialect, isFixed: Bool = true, columns: [String]
    ) throws {
        file = source.name
        self.columns = columns
        window = try ByteWindow(source)
        var taken = dialect
        if !isFixed {
            taken = try DialectSniffer.dialect(of: &window, assumed: dialect, columns: columns)
            dialectNote = taken.difference(from: dialect)
        }
        scanner = DelimitedScanner(delimiter: taken.delimiter, quoting: taken.quoting)
        switch try readRecord() {
        case .record:
            header = scanner.fields.map(text(of:))
            headerLine = line
        case .rejected(let error): throw error
        case .end: break
        }
        try checkHeader()
        fieldOfColumn = columns.map { header.firstIndex(of: $0) }
    }

    package func step() throws -> RecordStep {
        let step = try readRecord()
        guard case .record = step else { return step }
        let error: StanceError
        if scanner.fields.count != header.count {
            error = StanceError(
                .badData,
                "expected \(header.count) fields as in the header, found \(scanner.fields.count)",
                at: location)
        } else if scanner.quotedLineFeeds > 0, looksLikeRows() {
            error = fault(
                "its quoted lines look like rows of their own: a stray quote? Double it within quotes, or "
                    + "read with --no-quotes", 0)
        } else {
            return step
        }
        return try giveUpFirstLine(error)
    }

    package func value(at column: Int) -> FieldValue {
        guard let field = fieldOfColumn[column] else { return .missing }
        return .text(text(of: scanner.fields[field]))
    }

    package func foundColumns() -> (names: [String], line: Int) { (header, headerLine) }

    /// Moves to the next record that is not a blank line.
    private func readRecord() throws -> RecordStep {
        repeat {
            window.consume(recordLength)
            recordLength = 0
            line = nextLine
            byte = window.offset
            scanner.reset()
            let step = try scanRecord()
            guard case .record = step else { return step }
            nextLine = line + scanner.quotedLineFeeds + 1
        } while isBlank
        do {
            try window.withBytes { bytes in
                let record = UnsafeRawBufferPointer(rebasing: bytes[..<recordLength])
                try TextEncoding.check(record, file: file, line: line, offset: byte)
            }
            return .record
        } catch let error as StanceError {
            // Rows that a stray quote has swallowed may be among the lines.
            return scanner.quotedLineFeeds > 0 ? try giveUpFirstLine(error) : .rejected(error)
        }
    }

    private func scanRecord() throws -> RecordStep {
        var atEnd = false
        while true {
            switch window.withBytes({ scanner.scan($0, atEnd: atEnd) }) {
            case .record(let length):
                recordLength = length
                return .record
            case .end:
                return .end
            case .needsMore:
                do {
                    atEnd = try !window.refill(line: line)
                } catch let error as StanceError where window.isOverLimit {
                    return try giveUpFirstLine(error)
                }
            case .textAfterQuote(let lineFeeds):
                return try giveUpFirstLine(
                    fault(
                        "text after a closing quote; write a quote within quotes as \"\", or read with "
                            + "--no-quotes", lineFeeds))
            case .unclosedQuote(let lineFeeds):
                return try giveUpFirstLine(fault("this quote is never closed", lineFeeds))
            }
        }
    }

    /// Leaves the line on which the record begins, so that reading goes on at the next.
    private func giveUpFirstLine(_ error: StanceError) throws -> RecordStep {
        try window.skipLine()
        recordLength = 0
        nextLine = line + 1
        return .rejected(error)
    }

    private func looksLikeRows() -> Bool {
        window.withBytes { bytes in
            SwallowedRows.areLikely(
                in: UnsafeRawBufferPointer(rebasing: bytes[..<recordLength]),
                delimiter: scanner.delimiter, fieldCount: header.count)
        }
    }

    private func fault(_ message: String, _ lineFeeds: Int) -> StanceError {
        StanceError(.badData, message, at: SourceLocation(file: file, line: line + lineFeeds))
    }

    private var isBlank: Bool {
        guard scanner.fields.count == 1, let field = scanner.fields.first else { return false }
        return field.range.isEmpty && !field.isQuoted
    }

    private func checkHeader() throws {
        let location = SourceLocation(file: file, line: headerLine)
        for column in columns where header.count(where: { $0 == column }) > 1 {
            throw StanceError(.badData, "the header names \"\(column)\" twice", at: location)
        }
        // A file of the old Macintosh kind would otherwise be one long header.
        guard !header.contains(where: { $0.utf8.contains(0x0d) }) else {
            throw StanceError(
                .badData, "a carriage return in the header; lines must end in LF or CRLF",
                at: location)
        }
    }

    private func text(of field: DelimitedScanner.Field) -> String {
        window.withBytes { bytes in
            let content = UnsafeRawBufferPointer(rebasing: bytes[field.range])
            guard field.hasDoubledQuotes else { return String(decoding: content, as: UTF8.self) }
            return unescape(content)
        }
    }

    /// Reads every `""` as `"`.
    private func unescape(_ content: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: content.count) { target in
            var length = 0
            var index = 0
            while index < content.count {
                target[length] = content[index]
                length += 1
                // In a complete field every quote is the first of two.
                index += content[index] == UInt8(ascii: "\"") ? 2 : 1
            }
            return length
        }
    }
}
