/// The factor of a small symmetric positive definite matrix, A = L L^T.
///
/// For the k x k systems of a few classes; larger ones belong to LAPACK.
public struct Cholesky: Sendable, Equatable {
    /// k, the number of rows.
    public let order: Int
    private var factor: [Double]

    /// Factors `matrix` (k x k, row-major; only the lower triangle is read).
    ///
    /// Returns nil if a pivot is not positive: the matrix is not positive definite in Double.
    /// - Complexity: O(k^3).
    public init?(_ matrix: [Double], order: Int) {
        precondition(matrix.count == order * order)
        self.order = order
        factor = matrix
        for column in 0..<order {
            for row in column..<order {
                var sum = factor[row * order + column]
                for i in 0..<column {
                    sum -= factor[row * order + i] * factor[column * order + i]
                }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    factor[row * order + column] = sum.squareRoot()
                } else {
                    factor[row * order + column] = sum / factor[column * order + column]
                }
            }
        }
    }

    /// The x with A x = b.
    ///
    /// - Complexity: O(k^2).
    public func solve(_ b: [Double]) -> [Double] {
        precondition(b.count == order)
        var x = b
        for row in 0..<order {
            for i in 0..<row { x[row] -= factor[row * order + i] * x[i] }
            x[row] /= factor[row * order + row]
        }
        for row in (0..<order).reversed() {
            for i in row + 1..<max(row + 1, order) { x[row] -= factor[i * order + row] * x[i] }
            x[row] /= factor[row * order + row]
        }
        return x
    }
}
