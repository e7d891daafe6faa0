import StanceNumerics

/// How far f may be above its minimum, proven.
///
/// phi(W) = min_b f(W, b) is 1-strongly convex with gradient df/dW at the best b, hence
///
///     f(W, b) - min f <= 1/2 ||df/dW||^2    where df/db = 0,
///
/// which is the duality gap at the dual point p = softmax(z). `refine` brings df/db to rounding
/// level by Newton steps on b alone with the margins at hand, which cost no pass over X. What is
/// left of df/db adds g_b' H_bb^+ g_b to the bound: twice what a further step would gain.
/// - SeeAlso: Shalev-Shwartz & Zhang, arXiv:1209.1873, section 2, for the dual.
extension MultinomialObjective {
    package func suboptimalityBound(gradient: [Double]) -> Double {
        0.5 * BLAS.dot(gradient, gradient, in: 0..<weightCount) + biasBound
    }

    package func refine(_ point: inout [Double], value: Double) -> Double {
        var value = value
        var shift = [Double](repeating: 0, count: k)
        var previous = Double.infinity
        // Convergence is quadratic: a handful of steps, unless rounding ends it first.
        for _ in 0..<50 {
            let here = biasDerivatives(shift: shift)
            guard let step = biasStep(here) else { break }
            let decrement = max(0, -BLAS.dot(here.gradient, step))
            guard decrement < previous else { break }
            biasBound = decrement
            if decrement <= 1e-20 * value { break }
            if step.allSatisfy({ abs($0) <= 0.5 }) {
                // Margins then move by a range r <= 1 and H by e^r at most, which makes a full step
                // gain (1 - (e^r - r - 1) / r^2) >= 0.28 of the decrement: no search is needed.
                for c in 0..<k { shift[c] += step[c] }
                previous = decrement
            } else {
                value = take(shift: shift, &point)
                shift = [Double](repeating: 0, count: k)
                guard let next = search(step: step, &point, value: value, slope: -decrement)
                else { break }
                value = next
            }
        }
        return shift.contains { $0 != 0 } ? take(shift: shift, &point) : value
    }

    /// Adds `shift` to the biases, and returns f there.
    private func take(shift: [Double], _ point: inout [Double]) -> Double {
        updateRows(&margins) { _, z in
            for c in 0..<shift.count { z[c] += shift[c] }
        }
        Softmax.rows(
            of: margins, classCount: k, probabilities: &probabilities, logSums: &logSums,
            threads: threads)
        for c in 0..<k { point[weightCount + c] += shift[c] }
        return loss(margins: margins, logSums: logSums) + 0.5 * squaredNorm
    }

    /// Searches along `step` in the biases, and returns f where it ends, if that is lower.
    private func search(
        step: [Double], _ point: inout [Double], value: Double, slope: Double
    ) -> Double? {
        updateRows(&lineMargins) { _, dz in
            for c in 0..<step.count { dz[c] = step[c] }
        }
        (lineProduct, lineSquaredNorm) = (0, 0)
        guard let accepted = LineSearch.search(self, value: value, slope: slope) else { return nil }
        for c in 0..<k { point[weightCount + c] += accepted.length * step[c] }
        takeTrial()
        return accepted.value
    }

    /// -H_bb^+ g for g = df/db and H_bb = C sum_i s_i (diag p_i - p_i p_i').
    ///
    /// A shift of all biases changes nothing, so H_bb 1 = 0. Adding a multiple of 1 1' fills that
    /// null space, and as the sum of g is 0 the solution stays the shortest one.
    private func biasStep(_ derivatives: BiasDerivatives) -> [Double]? {
        var hessian = derivatives.hessian
        var trace = 0.0
        for c in 0..<k { trace += hessian[c * k + c] }
        guard trace > 0 else { return nil }
        for i in hessian.indices { hessian[i] += trace / Double(k * k) }
        // A class with no probability anywhere has no curvature of its own.
        for c in 0..<k { hessian[c * k + c] += 1e-13 * trace }
        return Cholesky(hessian, order: k)?.solve(derivatives.gradient.map { -$0 })
    }

    /// The derivatives at the current point with `shift` added to the biases.
    private func biasDerivatives(shift: [Double]) -> BiasDerivatives {
        let (z, p, costs, labels, k, n) = (margins, probabilities, costs, labels, k, rowCount)
        let isShifted = shift.contains { $0 != 0 }
        let chunkCount = (n + Self.chunkSize - 1) / Self.chunkSize
        let partials = concurrentMap(count: chunkCount, threads: threads) { chunk in
            var sums = BiasDerivatives(classCount: k)
            var q = [Double](repeating: 0, count: k)
            for row in chunk * Self.chunkSize..<min(n, (chunk + 1) * Self.chunkSize)
            where costs[row] > 0 {
                if isShifted {
                    for c in 0..<k { q[c] = z[row * k + c] + shift[c] }
                    Softmax.apply(row: &q)
                } else {
                    for c in 0..<k { q[c] = p[row * k + c] }
                }
                sums.add(q, cost: costs[row], label: labels[row])
            }
            return sums
        }
        var sum = BiasDerivatives(classCount: k)
        for partial in partials {
            BLAS.axpy(1, partial.gradient, &sum.gradient)
            BLAS.axpy(1, partial.hessian, &sum.hessian)
        }
        return sum
    }
}

/// df/db, and the lower triangle of H_bb.
private struct BiasDerivatives {
    var gradient: [Double]
    var hessian: [Double]

    init(classCount k: Int) {
        gradient = [Double](repeating: 0, count: k)
        hessian = [Double](repeating: 0, count: k * k)
    }

    /// Adds the part of a row with the probabilities `q`.
    mutating func add(_ q: [Double], cost: Double, label: Int) {
        let k = gradient.count
        for a in 0..<k {
            let weighted = cost * q[a]
            gradient[a] += weighted
            hessian[a * k + a] += weighted
            for b in 0...a { hessian[a * k + b] -= weighted * q[b] }
        }
        gradient[label] -= cost
    }
}
