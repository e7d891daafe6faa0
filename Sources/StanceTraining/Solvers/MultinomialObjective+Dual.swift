import StanceNumerics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a dual point proves, in Double.
///
/// For every p that is balanced, sum_i c_i (p_i - e[y_i]) = 0 with c_i = C s_i, the minimum is at
/// least
///
///     D(p) = -1/2 ||W(p)||^2 + sum_i c_i H(p_i),   W(p) = sum_i c_i x_i (e[y_i] - p_i)',
///
/// and at the point (W(p), b), for any b, the difference is a sum over rows:
///
///     f(W(p), b) - D(p) = sum_i c_i KL(p_i || softmax(z_i)),   z_i = W(p)' x_i + b
///
/// (insert ||W(p)||^2 = sum_i c_i (e[y_i] - p_i)' W(p)' x_i; b drops out because p is balanced). A
/// p that is nearly balanced is tilted first: p_i becomes softmax(ln p_i + t), with the k numbers t
/// by Newton's method, which is the problem of the best biases for margins ln p_i, so `refine`
/// solves it. What rounding leaves, r = sum_i c_i (p_i - e[y_i]), shifts the bound by (b - b*)' r;
/// (1 + |b|_max) |r|_1 is added for it.
/// - SeeAlso: Shalev-Shwartz & Zhang, arXiv:1209.1873, section 2, without biases.
extension MultinomialObjective {
    /// A primal point made of a dual one, and the proof of how good it is.
    struct Certified {
        /// f at the point.
        var value: Double
        /// f - min f is at most this.
        var gap: Double
        /// The balanced p, n x k.
        var probabilities: [Double]
    }

    /// Balances p, writes [W(p) ; b] with the best biases to `point`, makes it the current point
    /// and bounds its distance from the minimum; two passes over the data.
    ///
    /// - Parameters:
    ///   - logits: ln p up to a constant for each row, n x k.
    ///   - point: takes [W(p) ; b].
    /// - Returns: f at the point, the bound and the balanced p.
    func certify(logits: [Double], point: inout [Double]) -> Certified {
        precondition(logits.count == rowCount * k && point.count == dimension)
        // Where the margins are ln p and nothing is penalised, the best biases are the tilt.
        margins = logits
        squaredNorm = 0
        Softmax.rows(
            of: margins, classCount: k, probabilities: &probabilities, logSums: &logSums,
            threads: threads)
        _ = refine(&point, value: loss(margins: margins, logSums: logSums))
        let k = k
        let (tilted, tiltedSums) = (margins, logSums)
        let balanced = probabilities
        writeResiduals()
        let imbalance = columnSums().reduce(0) { $0 + abs($1) }
        for i in 0..<weightCount { point[i] = 0 }
        passes += 1
        features.addTransposedProduct(rowBuffer, classCount: k, to: &point)
        for i in 0..<weightCount { point[i] = -point[i] }

        let value = refine(&point, value: evaluate(at: point))
        let (z, sums, costs) = (margins, logSums, costs)
        let gap = concurrentSum(
            count: rowCount, chunkSize: Self.chunkSize, threads: threads
        ) { rows in
            var sum = SIMD2<Double>.zero
            for row in rows {
                var divergence = 0.0
                for i in row * k..<row * k + k {
                    divergence += balanced[i] * ((tilted[i] - tiltedSums[row]) - (z[i] - sums[row]))
                }
                sum[0] += costs[row] * divergence
            }
            return sum
        }[0]
        let largestBias = point[weightCount...].reduce(0) { max($0, abs($1)) }
        return Certified(
            value: value, gap: max(0, gap) + (1 + largestBias) * imbalance,
            probabilities: balanced)
    }
}
