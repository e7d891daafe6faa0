/// A dense matrix of n rows and d columns, row-major: element (i, j) is `values[i * d + j]`.
///
/// Invariant: `values` has n d numbers.
public struct DenseMatrix: Sendable, Equatable {
    /// n, the number of rows.
    public let rowCount: Int
    /// d, the number of columns.
    public let columnCount: Int
    /// The elements, row after row.
    public internal(set) var values: [Double]

    /// Takes the elements, row after row.
    ///
    /// - Precondition: `values` has `rowCount * columnCount` numbers.
    public init(rowCount: Int, columnCount: Int, values: [Double]) {
        precondition(rowCount >= 0 && columnCount >= 0)
        precondition(values.count == rowCount * columnCount, "n d numbers")
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.values = values
    }

    /// A matrix of zeros.
    public init(rowCount: Int, columnCount: Int) {
        self.init(
            rowCount: rowCount, columnCount: columnCount,
            values: [Double](repeating: 0, count: rowCount * columnCount))
    }

    /// Element (`row`, `column`).
    public subscript(row: Int, column: Int) -> Double {
        precondition(0 <= column && column < columnCount)
        return values[row * columnCount + column]
    }

    /// The transposed matrix, d x n.
    public func transposed() -> DenseMatrix {
        var result = DenseMatrix(rowCount: columnCount, columnCount: rowCount)
        for row in 0..<rowCount {
            for column in 0..<columnCount {
                result.values[column * rowCount + row] = values[row * columnCount + column]
            }
        }
        return result
    }

    /// The first columns.
    ///
    /// - Precondition: `count` is at most the number of columns.
    public func firstColumns(_ count: Int) -> DenseMatrix {
        precondition(0 <= count && count <= columnCount)
        var kept: [Double] = []
        kept.reserveCapacity(rowCount * count)
        for row in 0..<rowCount {
            kept.append(contentsOf: values[row * columnCount..<row * columnCount + count])
        }
        return DenseMatrix(rowCount: rowCount, columnCount: count, values: kept)
    }
}
