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
        // Convergence is quadratic: a handful of steps, unless rounding ends it first.
        for _ in 0..<50 {
            writeResiduals()
            let gradient = columnSums()
            guard let step = biasStep(gradient: gradient) else { break }
            let decrement = max(0, -BLAS.dot(gradient, step))
            biasBound = decrement
            if decrement <= 1e-20 * value { break }
            updateRows(&lineMargins) { _, dz in
                for c in 0..<step.count { dz[c] = step[c] }
            }
            (lineProduct, lineSquaredNorm) = (0, 0)
            guard let accepted = LineSearch.search(self, value: value, slope: -decrement)
            else { break }
            for c in 0..<k { point[weightCount + c] += accepted.length * step[c] }
            takeTrial()
            value = accepted.value
        }
        return value
    }

    /// -H_bb^+ g for g = df/db and H_bb = C sum_i s_i (diag p_i - p_i p_i').
    ///
    /// A shift of all biases changes nothing, so H_bb 1 = 0. Adding a multiple of 1 1' fills that
    /// null space, and as the sum of g is 0 the solution stays the shortest one.
    private func biasStep(gradient: [Double]) -> [Double]? {
        var hessian = biasHessian()
        var trace = 0.0
        for c in 0..<k { trace += hessian[c * k + c] }
        guard trace > 0 else { return nil }
        for i in hessian.indices { hessian[i] += trace / Double(k * k) }
        // A class with no probability anywhere has no curvature of its own.
        for c in 0..<k { hessian[c * k + c] += 1e-13 * trace }
        return Cholesky(hessian, order: k)?.solve(gradient.map { -$0 })
    }

    private func biasHessian() -> [Double] {
        let (p, costs, k, n) = (probabilities, costs, k, rowCount)
        let chunkCount = (n + Self.chunkSize - 1) / Self.chunkSize
        let partials = concurrentMap(count: chunkCount, threads: threads) { chunk in
            var hessian = [Double](repeating: 0, count: k * k)
            for row in chunk * Self.chunkSize..<min(n, (chunk + 1) * Self.chunkSize) {
                for a in 0..<k {
                    let weighted = costs[row] * p[row * k + a]
                    hessian[a * k + a] += weighted
                    for b in 0...a { hessian[a * k + b] -= weighted * p[row * k + b] }
                }
            }
            return hessian
        }
        var hessian = [Double](repeating: 0, count: k * k)
        for partial in partials { BLAS.axpy(1, partial, &hessian) }
        for a in 0..<k {
            for b in 0..<a { hessian[b * k + a] = hessian[a * k + b] }
        }
        return hessian
    }
}
