/// Lays rejected rows out as bytes: `source, line, byte, reason`.
public struct RejectedRowEncoder: RowLayout {
    /// The columns, in order.
    public static let columns = ["source", "line", "byte", "reason"]

    private var encoder: RowEncoder

    /// Prepares to lay rows out in `format`.
    public init(format: RowFormat) {
        encoder = RowEncoder(format: format, columns: Self.columns)
    }

    /// The header of a table with its line end; empty for JSON Lines.
    public var header: [UInt8] { encoder.header }

    /// Appends one row with its line end.
    public mutating func append(_ row: RejectedRow, to bytes: inout [UInt8]) {
        encoder.append(row.source, to: &bytes)
        encoder.append(row.line, to: &bytes)
        encoder.append(row.byte, to: &bytes)
        encoder.append(row.reason, to: &bytes)
        encoder.endRow(&bytes)
    }
}
