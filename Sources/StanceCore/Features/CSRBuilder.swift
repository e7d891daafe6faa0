import StanceNumerics

/// Appends weighted rows to a matrix in compressed rows.
///
/// A row may consist of several blocks of columns, each with its own vocabulary, idf and norm:
/// append the blocks in the order of their columns, then end the row.
public struct CSRBuilder: Sendable {
    private var offsets: [Int] = [0]
    private var columns: [Int32] = []
    private var values: [Double] = []

    /// No rows.
    public init() {}

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
        let start = values.count
        let shift = Int32(firstColumn)
        if idf.isEmpty {
            row.drain { column, sum in
                columns.append(column + shift)
                values.append(weighting.tf(sum))
            }
        } else {
            row.drain { column, sum in
                columns.append(column + shift)
                values.append(weighting.tf(sum) * idf[Int(column)])
            }
        }
        weighting.normalize(&values, from: start)
        if scale != 1 {
            for index in start..<values.count { values[index] *= scale }
        }
    }

    /// Appends one value as it is.
    ///
    /// - Precondition: the column is above those the row already has.
    public mutating func append(column: Int, value: Double) {
        columns.append(Int32(column))
        values.append(value)
    }

    /// Ends the current row; the next block begins another.
    public mutating func endRow() { offsets.append(values.count) }

    /// Divides the whole current row by its norm, and ends it.
    mutating func endRow(normalizing weighting: TFIDF) {
        weighting.normalize(&values, from: offsets[offsets.count - 1])
        endRow()
    }

    /// Appends the rows of another builder.
    public mutating func append(_ other: CSRBuilder) {
        let base = values.count
        offsets.append(contentsOf: other.offsets.dropFirst().lazy.map { $0 + base })
        columns.append(contentsOf: other.columns)
        values.append(contentsOf: other.values)
    }

    /// The matrix of all ended rows.
    ///
    /// - Precondition: every column is below `columnCount`, and the last row has been ended.
    public consuming func matrix(columnCount: Int) -> CSRMatrix {
        CSRMatrix(columnCount: columnCount, offsets: offsets, columns: columns, values: values)
    }
}
