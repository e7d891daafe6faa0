#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The leading singular values and vectors of a large matrix, A ~ U diag(s) V^T.
///
///     Q = orth(A Omega),  Omega d x l of standard normal numbers,  l = k + p
///     q times:  Q = orth(A orth(A^T Q))
///     A^T Q = Q2 R,  R^T = U' diag(s) V'^T,  U = Q U',  V = Q2 V',  the first k columns of each
///
/// A QR after every product keeps the small singular values from drowning in the largest one. Signs
/// are fixed so that the element of greatest magnitude in each column of U is positive.
///
/// - SeeAlso: Halko, Martinsson and Tropp, "Finding structure with randomness" (SIAM Review 53,
///   2011): algorithm 4.4 for Q, algorithm 5.1 for the rest, theorem 10.7 for the error.
public struct RandomizedSVD: Sendable {
    /// U, n x k: the left singular vectors, as columns.
    public let u: DenseMatrix
    /// s, the singular values, descending.
    public let singularValues: [Double]
    /// V, d x k: the right singular vectors, as columns.
    public let v: DenseMatrix

    /// Decomposes a matrix.
    ///
    /// The same numbers for any number of threads. Nil if numbers of A, or their sums, are not
    /// finite, or if LAPACK's iteration does not converge.
    /// - Parameters:
    ///   - matrix: A, n x d.
    ///   - rank: k, at least 1; never more than min(n, d) singular values are found.
    ///   - oversampling: p, how many more random vectors are taken than singular values wanted.
    ///   - powerIterations: q; the error falls about as (s_l / s_k)^(2q + 1).
    ///   - generator: where Omega comes from.
    ///   - threads: at least 1.
    /// - Precondition: n, d and `rank` are at least 1; n and d are below 2^31.
    /// - Complexity: 2 (q + 1) products of A with l vectors, and O((n + d) l^2 (q + 1)).
    public init?(
        _ matrix: some LinearOperator, rank: Int, oversampling: Int = 10, powerIterations: Int,
        using generator: inout some RandomNumberGenerator, threads: Int
    ) {
        precondition(rank >= 1 && oversampling >= 0 && powerIterations >= 0)
        precondition(matrix.rowCount >= 1 && matrix.columnCount >= 1)
        let smaller = min(matrix.rowCount, matrix.columnCount)
        let sampled = min(smaller, rank + oversampling)
        let kept = min(rank, smaller)
        var start = DenseMatrix(rowCount: matrix.columnCount, columnCount: sampled)
        Self.fillWithNormals(&start.values, using: &generator)
        guard var q = LAPACK.qr(matrix.product(start, threads: threads))?.q else { return nil }
        for _ in 0..<powerIterations {
            guard let other = LAPACK.qr(matrix.transposedProduct(q, threads: threads))?.q,
                let next = LAPACK.qr(matrix.product(other, threads: threads))?.q
            else { return nil }
            q = next
        }
        guard let last = LAPACK.qr(matrix.transposedProduct(q, threads: threads)),
            let small = LAPACK.svd(last.r.transposed())
        else { return nil }
        var leftBasis = small.u.firstColumns(kept)
        var rightBasis = small.vTransposed.transposed().firstColumns(kept)
        let left = BLAS.product(q, leftBasis, threads: threads)
        Self.fixSigns(of: left, &leftBasis, &rightBasis)
        u = BLAS.product(q, leftBasis, threads: threads)
        v = BLAS.product(last.q, rightBasis, threads: threads)
        singularValues = Array(small.singularValues.prefix(kept))
    }

    /// Turns both small factors' columns over where `left`'s largest element is negative.
    private static func fixSigns(
        of left: DenseMatrix, _ u: inout DenseMatrix, _ v: inout DenseMatrix
    ) {
        let k = left.columnCount
        var largest = [Double](repeating: 0, count: k)
        for row in 0..<left.rowCount {
            for column in 0..<k {
                let value = left.values[row * k + column]
                if value.magnitude > largest[column].magnitude { largest[column] = value }
            }
        }
        for column in 0..<k where largest[column] < 0 {
            for row in 0..<u.rowCount { u.values[row * k + column].negate() }
            for row in 0..<v.rowCount { v.values[row * k + column].negate() }
        }
    }

    /// Standard normal numbers in pairs: Box and Muller (1958).
    private static func fillWithNormals(
        _ values: inout [Double], using generator: inout some RandomNumberGenerator
    ) {
        var index = 0
        while index < values.count {
            // (0, 1]: its logarithm is finite.
            let first = (Double(generator.next() >> 11) + 1) * 0x1p-53
            let second = Double(generator.next() >> 11) * 0x1p-53
            let radius = (-2 * log(first)).squareRoot()
            values[index] = radius * cos(2 * .pi * second)
            if index + 1 < values.count {
                values[index + 1] = radius * sin(2 * .pi * second)
            }
            index += 2
        }
    }
}
