import StanceCore

/// The records of a table under its header.
///
/// A record that cannot be read costs no other: after a fault of quoting, or with too few or too many
/// fields, the reader goes on at the line after the faulty record's first.
struct TableRecords: ImportRecords {
    private let file: String
    private let encoding: ImportEncoding
    private var window: ByteWindow
    private var scanner: DelimitedScanner
    private var nextLine = 1
    private var header: [String] = []

    /// Reads the header.
    ///
    /// - Throws: `StanceError.Kind.badData` when there is none, or it lacks or repeats a column
    ///   that is `required`.
    init(
        _ source: ByteSource, delimiter: UInt8, quoting: Bool, required: [String],
        encoding: ImportEncoding
    ) throws {
        file = source.name
        self.encoding = encoding
        window = try ByteWindow(source)
        scanner = DelimitedScanner(delimiter: delimiter, quoting: quoting)
        let line = nextLine
        switch try nextFields()?.fields {
        case .success(let fields)?: header = fields
        case .failure(let fault)?: throw bad(fault.reason, line)
        case nil: throw bad("no header; expected the columns \(Self.list(required))", nil)
        }
        for name in required where header.count(where: { $0 == name }) != 1 {
            throw bad(
                header.contains(name)
                    ? "the header names \"\(name)\" twice"
                    : "no column \"\(name)\"; found \(Self.list(Array(header.prefix(20))))", line)
        }
    }

    mutating func next() throws -> CutRecord? {
        guard let (line, byte, fields) = try nextFields() else { return nil }
        return try CutRecord(line: line, byte: byte) {
            .cells(ImportCells(header: header, cells: try fields.get()))
        }
    }

    /// The fields of the next record that is not a blank line.
    private mutating func nextFields() throws
        -> (line: Int, byte: Int, fields: Result<[String], ImportFault>)?
    {
        while true {
            let (line, byte) = (nextLine, window.offset)
            scanner.reset()
            let outcome: DelimitedScanner.Outcome
            do {
                outcome = try scan(line)
            } catch let error as StanceError where window.isOverLimit {
                try skipLine()
                return (line, byte, .failure(ImportFault(error.message)))
            }
            switch outcome {
            case .end, .needsMore: return nil
            case .record(let length):
                if let fault = shapeFault(length) {
                    try skipLine()
                    return (line, byte, .failure(fault))
                }
                nextLine += scanner.quotedLineFeeds + 1
                defer { window.consume(length) }
                if isBlank { continue }
                return (line, byte, try fields())
            case .textAfterQuote(let lineFeeds):
                try skipLine()
                return (line, byte, .failure(fault("text after a closing quote", lineFeeds)))
            case .unclosedQuote(let lineFeeds):
                try skipLine()
                return (line, byte, .failure(fault("a quote that is never closed", lineFeeds)))
            }
        }
    }

    private mutating func scan(_ line: Int) throws -> DelimitedScanner.Outcome {
        var atEnd = false
        while true {
            let outcome = window.withBytes { scanner.scan($0, atEnd: atEnd) }
            guard outcome == .needsMore, !atEnd else { return outcome }
            atEnd = try !window.refill(line: line)
        }
    }

    /// What speaks against the record in hand being one of this table.
    private func shapeFault(_ length: Int) -> ImportFault? {
        guard !header.isEmpty, !isBlank else { return nil }
        guard scanner.fields.count == header.count else {
            return ImportFault(
                "expected \(header.count) fields as in the header, found \(scanner.fields.count)")
        }
        guard scanner.quotedLineFeeds > 0 else { return nil }
        let looksLikeRows = window.withBytes { bytes in
            SwallowedRows.areLikely(
                in: UnsafeRawBufferPointer(rebasing: bytes[..<length]),
                delimiter: scanner.delimiter, fieldCount: header.count)
        }
        return looksLikeRows
            ? ImportFault("its quoted lines look like rows of their own: a stray quote?") : nil
    }

    private mutating func skipLine() throws {
        try window.skipLine()
        nextLine += 1
    }

    private var isBlank: Bool {
        guard scanner.fields.count == 1, let field = scanner.fields.first else { return false }
        return field.range.isEmpty && !field.isQuoted
    }

    private func fields() throws -> Result<[String], ImportFault> {
        do {
            return .success(
                try window.withBytes { bytes in
                    try scanner.fields.map { field in
                        let text = try encoding.text(
                            UnsafeRawBufferPointer(rebasing: bytes[field.range]))
                        return field.hasDoubledQuotes ? Self.unescaped(text) : text
                    }
                })
        } catch let fault as ImportFault {
            return .failure(fault)
        }
    }

    /// Every `""` as `"`; in a complete field every quote is the first of two.
    private static func unescaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterQuote = false
        for scalar in text.unicodeScalars {
            let isQuote = scalar == "\""
            if !(isQuote && afterQuote) { result.append(scalar) }
            afterQuote = isQuote && !afterQuote
        }
        return String(result)
    }

    private func fault(_ message: String, _ lineFeeds: Int) -> ImportFault {
        ImportFault(lineFeeds > 0 ? "\(message), \(lineFeeds) lines below" : message)
    }

    private func bad(_ message: String, _ line: Int?) -> StanceError {
        StanceError(.badData, message, at: SourceLocation(file: file, line: line))
    }

    private static func list(_ names: [String]) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
