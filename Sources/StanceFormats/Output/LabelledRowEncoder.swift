import StanceCore

/// Lays labelled rows out as `LabelledRowReader` reads them without options.
public struct LabelledRowEncoder: RowLayout {
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
        appendIfKnown(row.id, to: &bytes)
        encoder.append(row.text, to: &bytes)
        encoder.append(row.actor, to: &bytes)
        encoder.append(row.stance.name, to: &bytes)
        if let spans = row.spans {
            encoder.append(spans, to: &bytes)
        } else {
            encoder.skip(1, to: &bytes)
        }
        for value in [row.group, row.annotator, row.date, row.source] {
            appendIfKnown(value, to: &bytes)
        }
        encoder.endRow(&bytes)
    }

    private mutating func appendIfKnown(_ value: String?, to bytes: inout [UInt8]) {
        if let value { encoder.append(value, to: &bytes) } else { encoder.skip(1, to: &bytes) }
    }
}
