/// Sums weights per column for one row, and yields the columns in ascending order.
///
/// No dense row is kept: one sum per column of the vocabulary stays allocated from row to row, and
/// three levels of bit sets (a bit per column, per 64 and per 4,096 columns) say which are in use.
///
/// Memory is owned through pointers because arrays cost a uniqueness check per token. Safe: `add` checks
/// its column, from which every other index follows. Invariant between rows: every bit is 0 and `count`
/// is 0.
///
/// `@unchecked Sendable`: the value cannot be copied and the pointers are private, so whichever thread has
/// the value is the only one that reaches its memory.
/// - Complexity: `add` O(1); `drain` O(non-zeros + d / 262,144).
public struct RowAccumulator: ~Copyable, @unchecked Sendable {
    /// d, the number of columns.
    public let columnCount: Int
    /// The number of columns that were added to.
    public private(set) var count = 0

    private let sums: UnsafeMutablePointer<Double>
    private let columnBits: UnsafeMutablePointer<UInt64>
    private let wordBits: UnsafeMutablePointer<UInt64>
    private let blockBits: UnsafeMutablePointer<UInt64>
    private let topCount: Int

    /// An empty row of `columnCount` columns.
    public init(columnCount: Int) {
        precondition(columnCount >= 0)
        self.columnCount = columnCount
        let wordCount = (columnCount + 63) / 64
        let blockCount = (wordCount + 63) / 64
        topCount = (blockCount + 63) / 64
        sums = .allocate(capacity: columnCount)
        sums.initialize(repeating: 0, count: columnCount)
        columnBits = .allocate(capacity: wordCount + blockCount + topCount)
        columnBits.initialize(repeating: 0, count: wordCount + blockCount + topCount)
        wordBits = columnBits + wordCount
        blockBits = wordBits + blockCount
    }

    deinit {
        sums.deallocate()
        columnBits.deallocate()
    }

    /// Adds a weight to a column.
    ///
    /// - Precondition: the column is one of the row's.
    @inline(__always)
    public mutating func add(_ column: Int32, _ weight: Double = 1) {
        let index = Int(column)
        precondition(index >= 0 && index < columnCount)
        let word = index >> 6
        let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: index & 63)
        let bits = columnBits[word]
        if bits & bit != 0 {
            sums[index] += weight
            return
        }
        sums[index] = weight
        count &+= 1
        columnBits[word] = bits | bit
        wordBits[word >> 6] |= 1 &<< UInt64(truncatingIfNeeded: word & 63)
        blockBits[word >> 12] |= 1 &<< UInt64(truncatingIfNeeded: (word >> 6) & 63)
    }

    /// Hands over every column that was added to, in ascending order, and empties the row.
    @inline(__always)
    package mutating func drain(_ body: (_ column: Int32, _ sum: Double) -> Void) {
        count = 0
        for top in 0..<topCount {
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
