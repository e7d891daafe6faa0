/// Dual block coordinate ascent with a proof, which hands over where another solver is quicker.
///
/// A larger C is reached by factors of 1.6 at most with an epoch each: p hardly depends on C, so
/// the epochs at small C, where rows hardly hang together, do most of the work of those at large C.
/// Epochs at C itself follow until the gap that they see makes one under the tolerance likely;
/// `certify` proves or refutes it. A tolerance that Float cannot hold, or an ascent that would take
/// long, goes to Newton-CG from the point reached.
struct DualSolver {
    /// The largest C |x|^2, in the mean, with which an ascent is begun.
    static let largestCoupling = 2000.0
    /// The least relative gap that is asked of Float.
    private static let leastTolerance = 2e-7
    /// The epochs still to go beyond which Newton-CG takes over.
    private static let mostEpochsAhead = 40
    private static let largestStep = 1.6

    private enum End { case proven, iterationLimit, slow }

    private let objective: MultinomialObjective
    private let ascent: DualAscent
    private let tolerance: Double
    private let maxIterations: Int
    private let passesBefore: Int
    private var epochs = 0
    private var proof: MultinomialObjective.Certified?

    /// Takes the problem twice: `objective` at the C asked for, `ascent` at the C where it is.
    init(
        _ objective: MultinomialObjective, ascent: DualAscent, tolerance: Double,
        maxIterations: Int
    ) {
        (self.objective, self.ascent) = (objective, ascent)
        (self.tolerance, self.maxIterations) = (tolerance, maxIterations)
        passesBefore = objective.passes
    }

    /// Minimises at `c`, and writes the minimum to `point`.
    ///
    /// With `isWarm` the way begins at `point`, else where `ascent` is.
    mutating func minimize(at c: Double, point: inout [Double], isWarm: Bool) -> SolverReport {
        ascent.isLeftBehind = false
        if isWarm {
            ascent.move(to: c)
            if startWell(&point) { return report(.gapReached) }
        } else {
            climb(to: c)
        }
        switch ascend(&point) {
        case .proven: return report(.gapReached)
        case .iterationLimit: return report(.iterationLimit)
        case .slow: return handOver(&point)
        }
    }

    /// Whether `point` is good enough as it is, but for its biases; else takes the dual point it
    /// makes.
    ///
    /// -X'R, which `certify` computes, is W less the gradient, so that the bound of
    /// `suboptimalityBound` costs no pass.
    private mutating func startWell(_ point: inout [Double]) -> Bool {
        let value = objective.refine(&point, value: objective.evaluate(at: point))
        let biasBound = objective.biasBound
        var made = point
        let isProven = certify(logits: objective.margins, &made)
        let weightCount = objective.weightCount
        var squares = 0.0
        for i in 0..<weightCount { squares += (point[i] - made[i]) * (point[i] - made[i]) }
        let bound = 0.5 * squares + biasBound
        guard relativeGap(bound: bound, value: value) > tolerance else {
            proof = .init(value: value, gap: bound, probabilities: [])
            return true
        }
        point = made
        // The ascent goes on from there.
        ascent.adopt(point: point, probabilities: proof?.probabilities ?? [])
        return isProven
    }

    /// An epoch at each step on the way to a larger C; a smaller one is taken at once.
    private mutating func climb(to c: Double) {
        while c > ascent.c * DualSolver.largestStep, epochs < maxIterations - 1 {
            ascent.move(to: ascent.c * DualSolver.largestStep)
            _ = ascent.epoch()
            epochs += 1
        }
        ascent.move(to: c)
    }

    private mutating func ascend(_ point: inout [Double]) -> End {
        var target = max(tolerance, DualSolver.leastTolerance)
        var previous: Double?
        var refutations = 0
        let first = epochs
        while epochs < maxIterations {
            let sums = ascent.epoch()
            epochs += 1
            let gap = relativeGap(bound: sums.gap, value: sums.objective)
            guard gap.isFinite else { return .slow }
            // Rows met at their turn what the epoch before had left; so this one left less.
            let shrinkage = previous.map { min(1, gap / $0) } ?? 0.3
            previous = gap
            var expected = gap * shrinkage
            // Half as much again, since a proof that fails costs as much as two epochs.
            if 1.5 * expected <= target {
                if certify(logits: ascent.logits, &point) { return .proven }
                refutations += 1
                if tolerance < DualSolver.leastTolerance || refutations == 4 { return .slow }
                target = min(target, expected) / 2
            } else if epochs - first >= 4 {
                var ahead = 0
                while 1.5 * expected > target, ahead <= DualSolver.mostEpochsAhead {
                    expected *= shrinkage
                    ahead += 1
                }
                guard ahead <= DualSolver.mostEpochsAhead else {
                    return certify(logits: ascent.logits, &point) ? .proven : .slow
                }
            }
        }
        return certify(logits: ascent.logits, &point) ? .proven : .iterationLimit
    }

    /// Whether the point made of `logits` is good enough.
    private mutating func certify(logits: [Double], _ point: inout [Double]) -> Bool {
        let proof = objective.certify(logits: logits, point: &point)
        self.proof = proof
        return relativeGap(bound: proof.gap, value: proof.value) <= tolerance
    }

    private func report(_ reason: StopReason) -> SolverReport {
        let (value, gap) = (proof?.value ?? .infinity, proof?.gap ?? .infinity)
        return SolverReport(
            stopReason: reason, iterations: epochs,
            passes: objective.passes - passesBefore + 2 * epochs, objective: value,
            relativeGap: relativeGap(bound: gap, value: value))
    }

    private func handOver(_ point: inout [Double]) -> SolverReport {
        ascent.isLeftBehind = true
        var report = NewtonCG(
            tolerance: tolerance, maxIterations: max(0, maxIterations - epochs)
        ).minimize(objective, from: &point)
        report.iterations += epochs
        report.passes += 2 * epochs
        return report
    }
}
