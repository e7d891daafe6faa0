import StanceCore

/// What a reader met next.
package enum RecordStep {
    /// A record, which is now in hand.
    case record
    /// Bytes that are no record; the next step goes on behind them.
    case rejected(StanceError)
    /// The end of the input.
    case end
}

/// Reads records one after the other and picks a fixed list of columns out of each.
///
/// Memory is flat: one record at a time.
package protocol RecordReader: AnyObject {
    /// The file as the user gave it.
    var file: String { get }
    /// The line on which the record in hand begins, from 1.
    var line: Int { get }
    /// Whether the file has a header that names the columns of every record.
    var isTable: Bool { get }
    /// The place in the (uncompressed) file of the first byte of the record in hand, or of what was
    /// rejected.
    var byte: Int { get }
    /// How the table is written, where its name says otherwise; nil where it is as expected.
    var dialectNote: String? { get }
    /// Moves to what comes next.
    ///
    /// - Throws: `StanceError` when the input as a whole cannot be read on.
    func step() throws -> RecordStep
    /// The value of a wanted column, by its index in the list given to the reader.
    func value(at column: Int) -> FieldValue
    /// Every column of the record in hand, wanted or not, and the line that names them.
    func foundColumns() -> (names: [String], line: Int)
}

extension RecordReader {
    package var dialectNote: String? { nil }

    /// Where the record in hand begins.
    package var location: SourceLocation { SourceLocation(file: file, line: line) }

    /// Moves to the next record; false after the last one.
    ///
    /// - Throws: `StanceError`: `badData` when the bytes are not such a record.
    package func advance() throws -> Bool {
        switch try step() {
        case .record: return true
        case .rejected(let error): throw error
        case .end: return false
        }
    }
}
