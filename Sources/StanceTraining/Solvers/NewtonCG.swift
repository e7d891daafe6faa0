import StanceNumerics

/// Truncated Newton: each step solves H s = -g by preconditioned conjugate gradients, roughly.
///
/// The preconditioner M is the objective's (LIBLINEAR's is 0.99 I + 0.01 diag(H)), and conjugate
/// gradients stop at inner iteration j when the quadratic model gains little:
///
///     Q(s) = g's + 1/2 s'Hs;   j (Q_j - Q_(j-1)) >= tau Q_j,   tau = min(1/2, |g|_(1/M)^(1/2))
///
/// (both sides are negative). Each inner iteration costs two passes over the data, each outer one
/// three besides.
/// - SeeAlso: LIBLINEAR's newton.cpp; Hsia, Chiang & Lin, "Preconditioned Conjugate Gradient
///   Methods in Truncated Newton Frameworks", ACML 2018. The line search is ours.
package struct NewtonCG: Minimizer {
    /// The bound of (f - min f) / f at which to stop.
    package var tolerance: Double
    /// The most outer iterations.
    package var maxIterations: Int

    /// Sets the two stopping rules.
    package init(tolerance: Double, maxIterations: Int) {
        self.tolerance = tolerance
        self.maxIterations = maxIterations
    }

    package func minimize(
        _ objective: some Objective, from point: inout [Double]
    ) -> SolverReport {
        let passesBefore = objective.passes
        var value = objective.evaluate(at: point)
        value = objective.refine(&point, value: value)
        var gradient = [Double](repeating: 0, count: objective.dimension)
        var solver = ConjugateGradients(dimension: objective.dimension)
        var iterations = 0
        var stopReason = StopReason.iterationLimit
        var gap = 0.0
        while true {
            objective.gradient(at: point, into: &gradient)
            gap = relativeGap(
                bound: objective.suboptimalityBound(gradient: gradient), value: value)
            if gap <= tolerance {
                stopReason = .gapReached
                break
            }
            if iterations == maxIterations { break }
            let direction = solver.solve(objective, gradient: gradient)
            objective.beginLine(from: point, along: direction)
            let slope = BLAS.dot(gradient, direction)
            guard let step = LineSearch.search(objective, value: value, slope: slope) else {
                stopReason = .noFurtherDecrease
                break
            }
            BLAS.axpy(step.length, direction, &point)
            objective.advance(to: point)
            value = objective.refine(&point, value: step.value)
            iterations += 1
        }
        return SolverReport(
            stopReason: stopReason, iterations: iterations,
            passes: objective.passes - passesBefore, objective: value, relativeGap: gap)
    }
}

/// The inner loop of `NewtonCG`, with buffers that live through all outer iterations.
private struct ConjugateGradients {
    private var step: [Double]
    private var residual: [Double]
    private var direction: [Double]
    private var product: [Double]
    private var scaled: [Double]
    private var inverse: [Double]

    init(dimension: Int) {
        let zeros = [Double](repeating: 0, count: dimension)
        (step, residual, direction) = (zeros, zeros, zeros)
        (product, scaled, inverse) = (zeros, zeros, zeros)
    }

    /// The truncated Newton direction.
    mutating func solve(_ objective: some Objective, gradient: [Double]) -> [Double] {
        objective.preconditioner(into: &inverse)
        for i in inverse.indices { inverse[i] = 1 / inverse[i] }
        for i in step.indices {
            step[i] = 0
            residual[i] = -gradient[i]
        }
        BLAS.multiplyElements(residual, inverse, into: &scaled)
        direction = scaled
        var scaledNorm = BLAS.dot(scaled, residual)
        let tolerance = min(0.5, scaledNorm.squareRoot().squareRoot())
        var model = 0.0
        for iteration in 1...max(5, min(objective.dimension, 1000)) {
            objective.hessianProduct(with: direction, into: &product)
            let curvature = BLAS.dot(direction, product)
            guard curvature > 0 else { break }
            let length = scaledNorm / curvature
            BLAS.axpy(length, direction, &step)
            BLAS.axpy(-length, product, &residual)
            // Directions are conjugate, so each lowers Q by 1/2 (step length) r'z.
            let gain = -0.5 * length * scaledNorm
            model += gain
            if Double(iteration) * gain >= tolerance * model { break }
            BLAS.multiplyElements(residual, inverse, into: &scaled)
            let newNorm = BLAS.dot(scaled, residual)
            guard newNorm > 0 else { break }
            BLAS.axpby(1, scaled, newNorm / scaledNorm, &direction)
            scaledNorm = newNorm
        }
        return step
    }
}
