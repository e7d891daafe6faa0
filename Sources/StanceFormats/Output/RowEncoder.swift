/// Lays fields out as a JSON object or as a record of a table.
///
/// The columns are fixed: a table has them all, empty where there is nothing; JSON has only those
/// that are given.
struct RowEncoder {
    let format: RowFormat
    let columns: [String]
    private let delimiter: UInt8
    private var column = 0
    private var isFirst = true

    init(format: RowFormat, columns: [String]) {
        self.format = format
        self.columns = columns
        delimiter = format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
    }

    /// The header of a table with its line end; nothing for JSON Lines.
    var header: [UInt8] {
        guard format != .jsonLines else { return [] }
        let separator = String(decoding: [delimiter], as: UTF8.self)
        return Array((columns.joined(separator: separator) + "\n").utf8)
    }

    /// Appends the next column as text.
    mutating func append(_ text: String, to bytes: inout [UInt8]) {
        begin(&bytes)
        if format == .jsonLines {
            FieldEscaping.appendJSON(text, to: &bytes)
        } else {
            FieldEscaping.appendCell(text, delimiter: delimiter, to: &bytes)
        }
    }

    /// Appends the next column with six decimals.
    mutating func append(_ number: Double, to bytes: inout [UInt8]) {
        begin(&bytes)
        FixedDecimal.append(number, to: &bytes)
    }

    /// Appends the next column as a whole number.
    mutating func append(_ number: Int, to bytes: inout [UInt8]) {
        begin(&bytes)
        FixedDecimal.append(number, to: &bytes)
    }

    /// Appends the next column as true or false.
    mutating func append(_ flag: Bool, to bytes: inout [UInt8]) {
        begin(&bytes)
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    /// Appends the next column as a list of words; joined by `|` in a table.
    mutating func append(_ words: [String], to bytes: inout [UInt8]) {
        guard format == .jsonLines else {
            append(words.joined(separator: "|"), to: &bytes)
            return
        }
        begin(&bytes)
        bytes.append(UInt8(ascii: "["))
        for (index, word) in words.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            FieldEscaping.appendJSON(word, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Appends the next column as a list of [from,to] pairs; the same JSON in a table's cell.
    mutating func append(_ spans: [Range<Int>], to bytes: inout [UInt8]) {
        let pairs = spans.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ",")
        guard format == .jsonLines else {
            append("[\(pairs)]", to: &bytes)
            return
        }
        begin(&bytes)
        bytes.append(contentsOf: "[\(pairs)]".utf8)
    }

    /// Appends the next column as text; null where there is none, an empty cell in a table.
    mutating func append(_ text: String?, to bytes: inout [UInt8]) {
        if let text { append(text, to: &bytes) } else { appendNull(to: &bytes) }
    }

    /// Appends the next column with six decimals; null where there is no number.
    mutating func append(_ number: Double?, to bytes: inout [UInt8]) {
        if let number { append(number, to: &bytes) } else { appendNull(to: &bytes) }
    }

    /// Appends the next column as a whole number; null where there is none.
    mutating func append(_ number: Int?, to bytes: inout [UInt8]) {
        if let number { append(number, to: &bytes) } else { appendNull(to: &bytes) }
    }

    private mutating func appendNull(to bytes: inout [UInt8]) {
        begin(&bytes)
        if format == .jsonLines { bytes.append(contentsOf: "null".utf8) }
    }

    /// Leaves columns out: no key in JSON, empty cells in a table.
    mutating func skip(_ count: Int, to bytes: inout [UInt8]) {
        for _ in 0..<count {
            if format == .jsonLines { column += 1 } else { begin(&bytes) }
        }
    }

    /// Ends the row.
    ///
    /// - Precondition: Every column was appended or skipped.
    mutating func endRow(_ bytes: inout [UInt8]) {
        precondition(column == columns.count, "a row has every column")
        if format == .jsonLines { bytes.append(UInt8(ascii: "}")) }
        bytes.append(0x0a)
        column = 0
        isFirst = true
    }

    private mutating func begin(_ bytes: inout [UInt8]) {
        let isObject = format == .jsonLines
        if isFirst {
            if isObject { bytes.append(UInt8(ascii: "{")) }
        } else {
            bytes.append(isObject ? UInt8(ascii: ",") : delimiter)
        }
        isFirst = false
        if isObject {
            FieldEscaping.appendJSON(columns[column], to: &bytes)
            bytes.append(UInt8(ascii: ":"))
        }
        column += 1
    }
}
