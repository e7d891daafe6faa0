extension CSRMatrix {
    /// The rows of the given numbers, in the given order; a number may occur more than once.
    ///
    /// - Precondition: every number is in `0..<rowCount`.
    /// - Complexity: O(rows and non-zeros of the result).
    public func rows(_ numbers: [Int]) -> CSRMatrix {
        var newOffsets = [0]
        newOffsets.reserveCapacity(numbers.count + 1)
        var total = 0
        for row in numbers {
            precondition(row >= 0 && row < rowCount, "row \(row) of \(rowCount)")
            total += offsets[row + 1] - offsets[row]
            newOffsets.append(total)
        }
        var newColumns: [Int32] = []
        var newValues: [Double] = []
        newColumns.reserveCapacity(total)
        newValues.reserveCapacity(total)
        for row in numbers {
            newColumns.append(contentsOf: columns[offsets[row]..<offsets[row + 1]])
            newValues.append(contentsOf: values[offsets[row]..<offsets[row + 1]])
        }
        return CSRMatrix(
            columnCount: columnCount, offsets: newOffsets, columns: newColumns, values: newValues)
    }

    /// The blocks side by side: row i is row i of the first block, then of the second, and so on.
    ///
    /// - Precondition: at least one block; all have the same number of rows; the columns together
    ///   are fewer than 2^31.
    /// - Complexity: O(rows times blocks + non-zeros).
    public static func concatenated(_ blocks: [CSRMatrix]) -> CSRMatrix {
        precondition(!blocks.isEmpty, "no blocks")
        let rowCount = blocks[0].rowCount
        precondition(blocks.allSatisfy { $0.rowCount == rowCount }, "blocks of unequal rows")
        let columnCount = blocks.reduce(0) { $0 + $1.columnCount }
        precondition(columnCount <= Int(Int32.max), "too many columns")
        let total = blocks.reduce(0) { $0 + $1.nonZeroCount }

        var newOffsets = [0]
        var newColumns: [Int32] = []
        var newValues: [Double] = []
        newOffsets.reserveCapacity(rowCount + 1)
        newColumns.reserveCapacity(total)
        newValues.reserveCapacity(total)
        for row in 0..<rowCount {
            var firstColumn: Int32 = 0
            for block in blocks {
                let range = block.offsets[row]..<block.offsets[row + 1]
                for column in block.columns[range] { newColumns.append(column + firstColumn) }
                newValues.append(contentsOf: block.values[range])
                firstColumn += Int32(block.columnCount)
            }
            newOffsets.append(newColumns.count)
        }
        return CSRMatrix(
            columnCount: columnCount, offsets: newOffsets, columns: newColumns, values: newValues)
    }

    /// The transposed matrix, d x n, also in compressed rows.
    ///
    /// Its row j lists the non-zeros of column j in order of the rows, so
    /// `x.transposed().multiply(...)` computes transpose(X) G with each sum in row order, by one
    /// thread, whatever the number of threads.
    /// - Precondition: fewer than 2^31 rows.
    /// - Complexity: O(n + d + non-zeros).
    public func transposed() -> CSRMatrix {
        precondition(rowCount <= Int(Int32.max), "too many rows")
        var newOffsets = [Int](repeating: 0, count: columnCount + 1)
        for column in columns { newOffsets[Int(column) + 1] += 1 }
        for column in 0..<columnCount { newOffsets[column + 1] += newOffsets[column] }
        var next = newOffsets
        var newColumns = [Int32](repeating: 0, count: nonZeroCount)
        var newValues = [Double](repeating: 0, count: nonZeroCount)
        for row in 0..<rowCount {
            for entry in offsets[row]..<offsets[row + 1] {
                let column = Int(columns[entry])
                let place = next[column]
                next[column] = place + 1
                newColumns[place] = Int32(row)
                newValues[place] = values[entry]
            }
        }
        return CSRMatrix(
            columnCount: rowCount, offsets: newOffsets, columns: newColumns, values: newValues)
    }
}
