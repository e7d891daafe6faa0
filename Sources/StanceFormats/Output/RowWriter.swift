/// Lays rows of one kind out as bytes, without writing them anywhere.
public protocol RowLayout<Row>: Sendable {
    /// What a row says.
    associatedtype Row

    /// The header of a table with its line end; empty for JSON Lines.
    var header: [UInt8] { get }

    /// Appends one row with its line end.
    ///
    /// - Throws: `StanceError.Kind.internalFailure` when a figure is out of its range.
    mutating func append(_ row: Row, to bytes: inout [UInt8]) throws
}

/// Writes rows to a sink, buffered.
public final class RowWriter<Layout: RowLayout> {
    private static var capacity: Int { 64 * 1024 }

    private var layout: Layout
    private var bytes: [UInt8]
    private let sink: ByteSink

    /// Begins with the header where the layout has one.
    public init(_ layout: Layout, to sink: ByteSink) {
        self.layout = layout
        self.sink = sink
        bytes = layout.header
    }

    /// Writes one row.
    ///
    /// - Throws: as `RowLayout.append` and `ByteSink.write`.
    public func write(_ row: Layout.Row) throws {
        try layout.append(row, to: &bytes)
        if bytes.count >= Self.capacity { try flush() }
    }

    /// Hands everything to the sink; to be called after the last row.
    ///
    /// - Throws: as `ByteSink.write`.
    public func flush() throws {
        guard !bytes.isEmpty else { return }
        try sink.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
