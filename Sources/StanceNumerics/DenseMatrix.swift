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

/// A matrix known by its products with dense ones: all that a randomised decomposition asks of it.
public protocol LinearOperator: Sendable {
    /// n, the number of rows.
    var rowCount: Int { get }
    /// d, the number of columns.
    var columnCount: Int { get }

    /// A X, n x k.
    ///
    /// - Precondition: `matrix` is d x k.
    func product(_ matrix: DenseMatrix, threads: Int) -> DenseMatrix

    /// A^T X, d x k.
    ///
    /// - Precondition: `matrix` is n x k.
    func transposedProduct(_ matrix: DenseMatrix, threads: Int) -> DenseMatrix
}

extension DenseMatrix: LinearOperator {
    /// A X by gemm; see `BLAS.product`.
    public func product(_ matrix: DenseMatrix, threads: Int) -> DenseMatrix {
        BLAS.product(self, matrix, threads: threads)
    }

    /// A^T X by gemm; see `BLAS.product`.
    public func transposedProduct(_ matrix: DenseMatrix, threads: Int) -> DenseMatrix {
        BLAS.product(self, transposed: true, matrix, threads: threads)
    }
}

/// A sparse matrix and its transposed copy, so that both products go row by row.
public struct SparseOperator: LinearOperator {
    /// A.
    public let matrix: CSRMatrix
    private let transposed: CSRMatrix

    /// Takes a matrix; a symmetric one is its own transposed copy and costs no memory twice.
    ///
    /// - Precondition: `matrix` equals its transpose if `isSymmetric`; fewer than 2^31 rows.
    public init(_ matrix: CSRMatrix, isSymmetric: Bool = false) {
        precondition(!isSymmetric || matrix.rowCount == matrix.columnCount)
        self.matrix = matrix
        transposed = isSymmetric ? matrix : matrix.transposed()
    }

    /// n, the number of rows.
    public var rowCount: Int { matrix.rowCount }
    /// d, the number of columns.
    public var columnCount: Int { matrix.columnCount }

    /// A X; the bits do not depend on the number of threads.
    ///
    /// - Complexity: O(k (n + non-zeros)).
    public func product(_ matrix: DenseMatrix, threads: Int) -> DenseMatrix {
        Self.product(self.matrix, matrix, threads: threads)
    }

    /// A^T X; the bits do not depend on the number of threads.
    ///
    /// - Complexity: O(k (d + non-zeros)).
    public func transposedProduct(_ matrix: DenseMatrix, threads: Int) -> DenseMatrix {
        Self.product(transposed, matrix, threads: threads)
    }

    private static func product(
        _ sparse: CSRMatrix, _ dense: DenseMatrix, threads: Int
    ) -> DenseMatrix {
        precondition(dense.rowCount == sparse.columnCount, "d rows")
        var result = DenseMatrix(rowCount: sparse.rowCount, columnCount: dense.columnCount)
        guard dense.columnCount > 0 else { return result }
        sparse.multiply(
            dense.values, classCount: dense.columnCount, into: &result.values, threads: threads)
        return result
    }
}
