import StanceNumerics

/// Appends weighted rows to a matrix in compressed rows.
///
/// A row may consist of several blocks of columns, each with its own vocabulary, idf and norm:
/// append the blocks in the order of their columns, then end the row.
///
/// Invariant: `columns` and `values` have the same count, and the first `used` entries are filled;
/// what lies behind is room to grow into, so that a row is written without a check per entry.
public struct CSRBuilder: Sendable {
    private var offsets: [Int] = [0]
    private var columns: [Int32] = []
    private var values: [Double] = []
    private var used = 0

    /// No rows.
    public init() {}

    /// Makes room for all rows once a sixteenth of them is there, so that memory is seldom moved.
    mutating func reserve(afterRow row: Int, of rowCount: Int) {
        guard row == rowCount / 16, row > 0 else { return }
        let entries = (used / row + 1) * rowCount + rowCount
        columns.reserveCapacity(entries)
        values.reserveCapacity(entries)
    }

    /// Appends what `row` holds as one block, and empties it.
    ///
    ///     value = scale * (tf * idf / norm of the block)
    ///
    /// - Parameters:
    ///   - row: the sums of one block.
    ///   - weighting: the formula.
    ///   - idf: one entry per column of the block; empty where the idf is off.
    ///   - firstColumn: the column of the block's first term.
    ///   - scale: the weight of the block.
    /// - Precondition: blocks of a row come in ascending order of their columns.
    public mutating func append(
        _ row: inout RowAccumulator, weighting: TFIDF, idf: [Double], firstColumn: Int = 0,
        scale: Double = 1
    ) {
        precondition(idf.isEmpty || idf.count == row.columnCount)
        makeRoom(row.count)
        let start = used
        let shift = Int32(firstColumn)
        var end = start
        columns.withUnsafeMutableBufferPointer { columns in
            values.withUnsafeMutableBufferPointer { values in
                idf.withUnsafeBufferPointer { idf in
                    // Safe: `makeRoom` left `row.count` entries from `start` on, which is how many
                    // the row yields; an idf entry exists for each of the row's columns.
                    row.drain { column, sum in
                        columns[end] = column &+ shift
                        let tf = weighting.tf(sum)
                        values[end] = idf.isEmpty ? tf : tf * idf[Int(column)]
                        end += 1
                    }
                }
            }
        }
        used = end
        weighting.normalize(&values, start..<end)
        if scale != 1 {
            for index in start..<end { values[index] *= scale }
        }
    }

    /// Appends one value as it is.
    ///
    /// - Precondition: the column is above those the row already has.
    public mutating func append(column: Int, value: Double) {
        makeRoom(1)
        columns[used] = Int32(column)
        values[used] = value
        used += 1
    }

    /// Ends the current row; the next block begins another.
    public mutating func endRow() { offsets.append(used) }

    /// Divides the whole current row by its norm, and ends it.
    mutating func endRow(normalizing weighting: TFIDF) {
        weighting.normalize(&values, offsets[offsets.count - 1]..<used)
        endRow()
    }

    /// Appends the rows of another builder.
    public mutating func append(_ other: CSRBuilder) {
        let base = used
        makeRoom(other.used)
        for entry in 0..<other.used {
            columns[base + entry] = other.columns[entry]
            values[base + entry] = other.values[entry]
        }
        used += other.used
        offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + base })
    }

    /// The rows of several builders, one after another.
    static func joined(_ builders: consuming [CSRBuilder]) -> CSRBuilder {
        guard builders.count > 1 else { return builders.first ?? CSRBuilder() }
        // Taken out of the array, a builder's memory is nobody else's and need not be copied.
        var joined = builders.removeFirst()
        while !builders.isEmpty { joined.append(builders.removeFirst()) }
        return joined
    }

    /// The matrix of all ended rows.
    ///
    /// - Precondition: every column is below `columnCount`, and the last row has been ended.
    public consuming func matrix(columnCount: Int) -> CSRMatrix {
        columns.removeLast(columns.count - used)
        values.removeLast(values.count - used)
        return CSRMatrix(
            columnCount: columnCount, offsets: offsets, columns: columns, values: values)
    }

    private mutating func makeRoom(_ count: Int) {
        guard used + count > columns.count else { return }
        let added = max(count, 1 << 16)
        columns.append(contentsOf: repeatElement(0, count: added))
        values.append(contentsOf: repeatElement(0, count: added))
    }
}
