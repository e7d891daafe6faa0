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
