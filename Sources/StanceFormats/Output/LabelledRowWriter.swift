import StanceCore

/// Lays labelled rows out as `LabelledRowReader` reads them without options.
public struct LabelledRowEncoder: Sendable {
    /// The columns, in order.
    public static let columns = [
        "id", "text", "actor", "stance", "spans", "group", "annotator", "date", "source",
    ]

    private var encoder: RowEncoder

    /// Prepares to lay rows out in `format`.
    public init(format: RowFormat) {
        encoder = RowEncoder(format: format, columns: Self.columns)
    }

    /// The header of a table with its line end; empty for JSON Lines.
    public var header: [UInt8] { encoder.header }

    /// Appends one row with its line end; a JSON object leaves out what is not known.
    public mutating func append(_ row: ImportedRow, to bytes: inout [UInt8]) {
        append(row.id, to: &bytes)
        encoder.append(row.text, to: &bytes)
        encoder.append(row.actor, to: &bytes)
        encoder.append(row.stance.name, to: &bytes)
        if let spans = row.spans {
            encoder.append(spans, to: &bytes)
        } else {
            encoder.skip(1, to: &bytes)
        }
        for value in [row.group, row.annotator, row.date, row.source] { append(value, to: &bytes) }
        encoder.endRow(&bytes)
    }

    private mutating func append(_ value: String?, to bytes: inout [UInt8]) {
        if let value { encoder.append(value, to: &bytes) } else { encoder.skip(1, to: &bytes) }
    }
}

/// Writes labelled rows to a sink, buffered.
public final class LabelledRowWriter {
    private var encoder: LabelledRowEncoder
    private let buffer: OutputBuffer

    /// Begins with the header where the format has one.
    public init(format: RowFormat, to sink: ByteSink) {
        encoder = LabelledRowEncoder(format: format)
        buffer = OutputBuffer(sink)
        buffer.bytes = encoder.header
    }

    /// Writes one row.
    ///
    /// - Throws: as `ByteSink.write`.
    public func write(_ row: ImportedRow) throws {
        encoder.append(row, to: &buffer.bytes)
        try buffer.flushIfFull()
    }

    /// Hands everything to the sink; to be called after the last row.
    ///
    /// - Throws: as `ByteSink.write`.
    public func flush() throws { try buffer.flush() }
}

/// Writes rejected rows to a sink, buffered.
public final class RejectedRowWriter {
    private var encoder: RejectedRowEncoder
    private let buffer: OutputBuffer

    /// Begins with the header where the format has one.
    public init(format: RowFormat, to sink: ByteSink) {
        encoder = RejectedRowEncoder(format: format)
        buffer = OutputBuffer(sink)
        buffer.bytes = encoder.header
    }

    /// Writes one row.
    ///
    /// - Throws: as `ByteSink.write`.
    public func write(_ row: RejectedRow) throws {
        encoder.append(row, to: &buffer.bytes)
        try buffer.flushIfFull()
    }

    /// Hands everything to the sink; to be called after the last row.
    ///
    /// - Throws: as `ByteSink.write`.
    public func flush() throws { try buffer.flush() }
}
