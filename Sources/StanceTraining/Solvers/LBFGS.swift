import StanceNumerics

/// Limited-memory BFGS: two passes over the data in each iteration and m = 10 pairs of vectors.
///
/// The direction is -H g, with H from the last m pairs s = change of the point and y = change of
/// the gradient by the two-loop recursion, started from (s'y / y'y) I.
/// - SeeAlso: Nocedal & Wright, Numerical Optimization (2006), algorithm 7.4.
package struct LBFGS: Minimizer {
    /// The bound of (f - min f) / f at which to stop.
    package var tolerance: Double
    /// The most iterations.
    package var maxIterations: Int
    /// m, the pairs of vectors kept.
    package var memory: Int

    /// Sets the stopping rules and the memory.
    package init(tolerance: Double, maxIterations: Int, memory: Int = 10) {
        self.tolerance = tolerance
        self.maxIterations = maxIterations
        self.memory = max(1, memory)
    }

    package func minimize(
        _ objective: some Objective, from point: inout [Double]
    ) -> SolverReport {
        let passesBefore = objective.passes
        var value = objective.evaluate(at: point)
        value = objective.refine(&point, value: value)
        var gradient = [Double](repeating: 0, count: objective.dimension)
        objective.gradient(at: point, into: &gradient)
        var history = History(memory: memory)
        var iterations = 0
        var stopReason = StopReason.iterationLimit
        var gap = 0.0
        while true {
            gap = relativeGap(
                bound: objective.suboptimalityBound(gradient: gradient), value: value)
            if gap <= tolerance {
                stopReason = .gapReached
                break
            }
            if iterations == maxIterations { break }
            var direction = history.direction(gradient: gradient)
            var slope = BLAS.dot(gradient, direction)
            if slope >= 0 {
                history.forget()
                direction = history.direction(gradient: gradient)
                slope = BLAS.dot(gradient, direction)
            }
            objective.beginLine(from: point, along: direction)
            guard let step = LineSearch.search(objective, value: value, slope: slope) else {
                // A stale history can point nowhere; steepest descent has the last word.
                if history.isEmpty {
                    stopReason = .noFurtherDecrease
                    break
                }
                history.forget()
                continue
            }
            var change = point
            var gradientChange = gradient
            BLAS.axpy(step.length, direction, &point)
            objective.advance(to: point)
            value = objective.refine(&point, value: step.value)
            objective.gradient(at: point, into: &gradient)
            iterations += 1
            BLAS.axpby(1, point, -1, &change)
            BLAS.axpby(1, gradient, -1, &gradientChange)
            history.append(change: change, gradientChange: gradientChange)
        }
        return SolverReport(
            stopReason: stopReason, iterations: iterations,
            passes: objective.passes - passesBefore, objective: value, relativeGap: gap)
    }
}

/// The last m pairs, oldest first.
private struct History {
    private struct Pair {
        var change: [Double]
        var gradientChange: [Double]
        var product: Double
    }

    private let memory: Int
    private var pairs: [Pair] = []

    init(memory: Int) { self.memory = memory }

    var isEmpty: Bool { pairs.isEmpty }

    mutating func forget() { pairs.removeAll() }

    mutating func append(change: [Double], gradientChange: [Double]) {
        let product = BLAS.dot(change, gradientChange)
        // Convexity makes s'y positive; only rounding can break it, and then the pair says nothing.
        guard product > 0, product.isFinite else { return }
        if pairs.count == memory { pairs.removeFirst() }
        pairs.append(Pair(change: change, gradientChange: gradientChange, product: product))
    }

    func direction(gradient: [Double]) -> [Double] {
        var q = gradient
        var alphas = [Double](repeating: 0, count: pairs.count)
        for (i, pair) in pairs.enumerated().reversed() {
            alphas[i] = BLAS.dot(pair.change, q) / pair.product
            BLAS.axpy(-alphas[i], pair.gradientChange, &q)
        }
        if let last = pairs.last {
            BLAS.scale(last.product / BLAS.dot(last.gradientChange, last.gradientChange), &q)
        } else {
            let norm = BLAS.norm2(gradient)
            if norm > 0 { BLAS.scale(1 / norm, &q) }
        }
        for (i, pair) in pairs.enumerated() {
            let beta = BLAS.dot(pair.gradientChange, q) / pair.product
            BLAS.axpy(alphas[i] - beta, pair.change, &q)
        }
        BLAS.scale(-1, &q)
        return q
    }
}
