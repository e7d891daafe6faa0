/// Sums weights per column for one row, and yields the columns in ascending order.
///
/// No dense row is kept: one sum per column of the vocabulary stays allocated from row to row, and
/// three levels of bit sets (a bit per column, per 64 and per 4,096 columns) say which are in use.
/// Invariant between rows: every bit is 0.
/// - Complexity: `add` O(1); `drain` O(non-zeros + d / 262,144).
public struct RowAccumulator: Sendable {
    private var sums: [Double]
    private var columnBits: [UInt64]
    private var wordBits: [UInt64]
    private var blockBits: [UInt64]

    /// An empty row of `columnCount` columns.
    public init(columnCount: Int) {
        func words(_ bits: Int) -> [UInt64] { [UInt64](repeating: 0, count: (bits + 63) / 64) }
        sums = [Double](repeating: 0, count: columnCount)
        columnBits = words(columnCount)
        wordBits = words(columnBits.count)
        blockBits = words(wordBits.count)
    }

    /// Adds a weight to a column.
    ///
    /// - Precondition: the column is one of the row's.
    @inline(__always)
    public mutating func add(_ column: Int32, _ weight: Double = 1) {
        let index = Int(column)
        let word = index >> 6
        let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: index & 63)
        if columnBits[word] & bit != 0 {
            sums[index] += weight
            return
        }
        columnBits[word] |= bit
        wordBits[word >> 6] |= 1 &<< UInt64(truncatingIfNeeded: word & 63)
        blockBits[word >> 12] |= 1 &<< UInt64(truncatingIfNeeded: (word >> 6) & 63)
        sums[index] = weight
    }

    /// Hands over every column that was added to, in ascending order, and empties the row.
    @inline(__always)
    package mutating func drain(_ body: (_ column: Int32, _ sum: Double) -> Void) {
        for top in blockBits.indices {
            var blocks = blockBits[top]
            blockBits[top] = 0
            while blocks != 0 {
                let block = (top << 6) + blocks.trailingZeroBitCount
                blocks &= blocks &- 1
                var words = wordBits[block]
                wordBits[block] = 0
                while words != 0 {
                    let word = (block << 6) + words.trailingZeroBitCount
                    words &= words &- 1
                    var bits = columnBits[word]
                    columnBits[word] = 0
                    while bits != 0 {
                        let column = (word << 6) + bits.trailingZeroBitCount
                        bits &= bits &- 1
                        body(Int32(truncatingIfNeeded: column), sums[column])
                    }
                }
            }
        }
    }
}
