/// A sparse matrix of n rows and d columns in compressed rows.
///
///     row i = { (columns[e], values[e]) : offsets[i] <= e < offsets[i+1] }
///
/// Invariants: `offsets` has n + 1 ascending entries, the first 0 and the last the number of
/// non-zeros; within a row the columns ascend, each in 0..<d and at most once.
public struct CSRMatrix: Sendable, Equatable {
    /// d, the number of columns.
    public let columnCount: Int
    /// Where each row begins; n + 1 entries.
    public let offsets: [Int]
    /// The column of each non-zero.
    public let columns: [Int32]
    /// The value of each non-zero.
    public let values: [Double]

    /// n, the number of rows.
    public var rowCount: Int { offsets.count - 1 }
    /// The number of stored entries.
    public var nonZeroCount: Int { columns.count }

    /// Takes compressed rows that hold the invariants.
    ///
    /// - Precondition: `offsets` begins with 0, ascends and ends with `columns.count`, which equals
    ///   `values.count`; every column is in `0..<columnCount` and ascends within its row.
    public init(columnCount: Int, offsets: [Int], columns: [Int32], values: [Double]) {
        precondition(offsets.first == 0 && offsets.last == columns.count)
        precondition(columns.count == values.count)
        self.columnCount = columnCount
        self.offsets = offsets
        self.columns = columns
        self.values = values
        precondition(holdsInvariants, "CSR rows must ascend and stay within the columns")
    }

    private var holdsInvariants: Bool {
        for row in 0..<rowCount {
            guard offsets[row] <= offsets[row + 1] else { return false }
            var previous: Int32 = -1
            for entry in offsets[row]..<offsets[row + 1] {
                let column = columns[entry]
                guard column > previous, Int(column) < columnCount else { return false }
                previous = column
            }
        }
        return true
    }
}
