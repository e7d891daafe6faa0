import CLAPACKE

/// Decompositions of dense matrices: the only file that calls LAPACK.
///
/// OpenBLAS is kept to one thread meanwhile, so the bits depend on no number of threads.
public enum LAPACK {
    /// The factors of a tall matrix, A = Q R.
    public struct QR: Sendable {
        /// n x l, its columns orthonormal.
        public var q: DenseMatrix
        /// l x l, upper triangular.
        public var r: DenseMatrix
    }

    /// The factors of a square matrix, A = U diag(s) V^T.
    public struct SVD: Sendable {
        /// The left singular vectors, as columns.
        public var u: DenseMatrix
        /// The singular values, descending, none negative.
        public var singularValues: [Double]
        /// The right singular vectors, as rows.
        public var vTransposed: DenseMatrix
    }

    /// The QR factors of a matrix with at least as many rows as columns.
    ///
    /// In LAPACK's column-major order the row-major A is A^T, and A^T = L Q' gives A = Q'^T L^T:
    /// `dgelqf` and `dorglq` work in place, without a transposed copy.
    /// - Precondition: n >= l >= 1, n below 2^31.
    /// - Returns: nil if a number of A is not finite.
    /// - Complexity: O(n l^2).
    public static func qr(_ matrix: DenseMatrix) -> QR? {
        let (n, l) = (matrix.rowCount, matrix.columnCount)
        precondition(n >= l && l >= 1 && n <= Int(Int32.max), "QR of a tall matrix")
        var q = matrix
        var r = DenseMatrix(rowCount: l, columnCount: l)
        var scales = [Double](repeating: 0, count: l)
        // LAPACKE checks its input for NaN and says so by a negative status.
        let status = BLAS.withOneThread {
            let status = LAPACKE_dgelqf(
                LAPACK_COL_MAJOR, Int32(l), Int32(n), &q.values, Int32(l), &scales)
            guard status == 0 else { return status }
            for row in 0..<l {
                for column in row..<l { r.values[row * l + column] = q.values[row * l + column] }
            }
            return LAPACKE_dorglq(
                LAPACK_COL_MAJOR, Int32(l), Int32(n), Int32(l), &q.values, Int32(l), scales)
        }
        return status == 0 ? QR(q: q, r: r) : nil
    }

    /// The singular value decomposition of a small square matrix, by divide and conquer.
    ///
    /// - Precondition: A is l x l, 1 <= l < 2^31.
    /// - Returns: nil if a number of A is not finite, or if the iteration does not converge.
    /// - Complexity: O(l^3).
    public static func svd(_ matrix: DenseMatrix) -> SVD? {
        let l = matrix.rowCount
        precondition(l == matrix.columnCount && l >= 1 && l <= Int(Int32.max), "a square matrix")
        var copy = matrix
        var s = [Double](repeating: 0, count: l)
        var u = DenseMatrix(rowCount: l, columnCount: l)
        var v = DenseMatrix(rowCount: l, columnCount: l)
        let order = Int32(l)
        let status = BLAS.withOneThread {
            LAPACKE_dgesdd(
                LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "A")), order, order, &copy.values, order, &s,
                &u.values, order, &v.values, order)
        }
        return status == 0 ? SVD(u: u, singularValues: s, vTransposed: v) : nil
    }
}
