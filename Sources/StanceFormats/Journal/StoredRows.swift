import StanceCore

/// Lays scored rows out with all that they say.
///
/// For outputs that are made of all rows at their end: databases, tables and summaries. Read by this
/// program alone, and only until the run is over.
///
///     "stance rows 1\n", then for each row, all numbers little-endian:
///     bytes that follow (4), what is there (1), paragraph (8), mentions (8), document,
///     [actor], three probabilities (8 each) or the reason, [set (1)], [group], [slice]
///
/// where a text is its length (4) and its UTF-8.
public struct StoredRowLayout: RowLayout {
    /// What a row says.
    public typealias Row = ScoredRow

    /// The flags of a row.
    struct Parts: OptionSet {
        let rawValue: UInt8
        static let actor = Parts(rawValue: 1)
        static let probabilities = Parts(rawValue: 2)
        static let set = Parts(rawValue: 4)
        static let group = Parts(rawValue: 8)
        static let slice = Parts(rawValue: 16)
    }

    static let header = Array("stance rows 1\n".utf8)

    /// The first line, which says what the file is.
    public var header: [UInt8] { Self.header }

    /// Prepares to lay rows out.
    public init() {}

    /// Appends one row.
    public func append(_ row: ScoredRow, to bytes: inout [UInt8]) {
        let start = bytes.count
        append(UInt32(0), to: &bytes)
        var parts: Parts = []
        if row.actor != nil { parts.insert(.actor) }
        if case .scored = row.outcome { parts.insert(.probabilities) }
        if row.set != nil { parts.insert(.set) }
        if row.group != nil { parts.insert(.group) }
        if row.slice != nil { parts.insert(.slice) }
        bytes.append(parts.rawValue)
        append(UInt64(bitPattern: Int64(row.paragraph)), to: &bytes)
        append(UInt64(bitPattern: Int64(row.mentions)), to: &bytes)
        append(row.document, to: &bytes)
        if let actor = row.actor { append(actor, to: &bytes) }
        switch row.outcome {
        case .scored(let probabilities):
            for stance in Stance.allCases { append(probabilities[stance].bitPattern, to: &bytes) }
        case .abstained(let reason): append(reason, to: &bytes)
        }
        if let set = row.set { bytes.append(set.reduce(0) { $0 | 1 << UInt8($1.rawValue) }) }
        if let group = row.group { append(group, to: &bytes) }
        if let slice = row.slice { append(slice, to: &bytes) }
        var length = UInt32(truncatingIfNeeded: bytes.count - start - 4)
        for place in start..<start + 4 {
            bytes[place] = UInt8(truncatingIfNeeded: length)
            length >>= 8
        }
    }

    private func append(_ text: String, to bytes: inout [UInt8]) {
        append(UInt32(truncatingIfNeeded: text.utf8.count), to: &bytes)
        bytes += text.utf8
    }

    private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for byte in 0..<number.bitWidth / 8 {
            bytes.append(UInt8(truncatingIfNeeded: number >> (8 * byte)))
        }
    }
}

/// Reads the rows of `StoredRowLayout` one after the other.
public final class StoredRowReader {
    private var window: ByteWindow
    private var count = 0

    /// - Throws: `StanceError`: `badData` where the file does not begin as such files do, and as
    ///   `ByteSource`.
    init(_ source: ByteSource) throws {
        window = try ByteWindow(source)
        guard try take(StoredRowLayout.header.count) == StoredRowLayout.header[...] else {
            throw damaged
        }
    }

    /// The next row, or nil after the last.
    ///
    /// - Throws: `StanceError`: `badData` where the file is not what was written, `inputOutput`.
    public func next() throws -> ScoredRow? {
        if window.count == 0, try !window.refill() { return nil }
        var head = StoredFields(rest: try take(4))
        guard let length = head.number(UInt32.self) else { throw damaged }
        var fields = StoredFields(rest: try take(Int(length)))
        guard let row = fields.row(), fields.rest.isEmpty else { throw damaged }
        count += 1
        return row
    }

    /// Makes sure that all rows were read: a file may end too early between two rows.
    ///
    /// - Throws: `StanceError`, as `next`.
    func expectEnd(after rows: Int) throws {
        guard count == rows, try next() == nil else { throw damaged }
    }

    private func take(_ count: Int) throws -> ArraySlice<UInt8> {
        while window.count < count, try window.refill() {}
        guard window.count >= count else { throw damaged }
        let bytes = window.withBytes { Array($0[..<count]) }
        window.consume(count)
        return bytes[...]
    }

    private var damaged: StanceError {
        StanceError(
            .badData, "does not hold the rows that were written; --restart begins anew",
            at: SourceLocation(file: window.source.name, byte: window.offset))
    }
}

/// The fields of a stored row, of which nothing is believed before it is looked at.
private struct StoredFields {
    var rest: ArraySlice<UInt8>

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        let width = Number.bitWidth / 8
        guard rest.count >= width else { return nil }
        defer { rest = rest.dropFirst(width) }
        return rest.prefix(width).reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    mutating func text() -> String? {
        guard let length = number(UInt32.self), rest.count >= length else { return nil }
        defer { rest = rest.dropFirst(Int(length)) }
        return String(validating: rest.prefix(Int(length)), as: UTF8.self)
    }

    mutating func row() -> ScoredRow? {
        guard let flags = number(UInt8.self), let paragraph = number(UInt64.self),
            let mentions = number(UInt64.self), let document = text()
        else { return nil }
        let parts = StoredRowLayout.Parts(rawValue: flags)
        var actor: String?
        if parts.contains(.actor) {
            guard let text = text() else { return nil }
            actor = text
        }
        guard let outcome = outcome(parts) else { return nil }
        var row = ScoredRow(
            document: document, paragraph: Int(Int64(bitPattern: paragraph)), actor: actor,
            outcome: outcome, mentions: Int(Int64(bitPattern: mentions)))
        if parts.contains(.set) {
            guard let bits = number(UInt8.self) else { return nil }
            row.set = Stance.allCases.filter { bits >> UInt8($0.rawValue) & 1 == 1 }
        }
        for (part, field) in [(.group, \.group), (.slice, \.slice)]
            as [(StoredRowLayout.Parts, WritableKeyPath<ScoredRow, String?>)]
        where parts.contains(part) {
            guard let text = text() else { return nil }
            row[keyPath: field] = text
        }
        return row
    }

    private mutating func outcome(_ parts: StoredRowLayout.Parts) -> ScoredRow.Outcome? {
        guard parts.contains(.probabilities) else { return text().map { .abstained(reason: $0) } }
        guard let critical = number(UInt64.self), let neutral = number(UInt64.self),
            let supportive = number(UInt64.self)
        else { return nil }
        return .scored(
            StanceProbabilities(
                critical: Double(bitPattern: critical), neutral: Double(bitPattern: neutral),
                supportive: Double(bitPattern: supportive)))
    }
}
