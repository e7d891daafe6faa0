import StanceCore
import StanceNumerics

/// The checked settings of one softmax regression; invalid ones cannot be built.
public struct SoftmaxOptions: Sendable, Hashable {
    /// How the optimum is searched for; all reach the same one.
    public enum Solver: String, Sendable, Hashable, CaseIterable {
        /// Dual block coordinate ascent; Newton-CG where C or the tolerance asks for it.
        case dual
        /// Limited-memory BFGS: two passes over the data a step; the fewest passes of the two.
        case lbfgs
        /// Truncated Newton: few, dearer steps, and no memory for past steps.
        case newtonCG = "newton-cg"
    }

    /// What each row of a class counts besides its own weight.
    public enum ClassWeights: Sendable, Hashable {
        /// 1.
        case uniform
        /// (sum of all row weights) / (k times the sum of the class's), n / (k count) unweighted.
        case balanced
        /// One weight for each class, finite and above zero.
        case explicit([Double])
    }

    /// C > 0, the weight of the loss against the penalty: larger C fits the rows more closely.
    public let c: Double
    /// The proven bound of (f - min f) / f at which the fit stops, above 0.
    public let tolerance: Double
    /// The most iterations of the solver, at least 1.
    public let maxIterations: Int
    /// How the optimum is searched for.
    public let solver: Solver
    /// What each row of a class counts besides its own weight.
    public let classWeights: ClassWeights
    /// Threads of one fit, at least 1; the result does not depend on it.
    public let threads: Int

    /// Checks and takes the settings.
    ///
    /// - Throws: `StanceError` of kind `usage` that names the setting, its value and its range.
    public init(
        c: Double = 1, tolerance: Double = 1e-6, maxIterations: Int = 1000,
        solver: Solver = .dual, classWeights: ClassWeights = .uniform,
        threads: Int = availableThreads
    ) throws(StanceError) {
        guard c.isFinite, c > 0 else {
            throw StanceError(.usage, "C is \(c); expected a finite number above 0")
        }
        guard tolerance.isFinite, tolerance > 0 else {
            throw StanceError(
                .usage, "the tolerance is \(tolerance); expected a finite number above 0")
        }
        guard maxIterations >= 1 else {
            throw StanceError(.usage, "\(maxIterations) iterations; expected at least 1")
        }
        guard threads >= 1 else {
            throw StanceError(.usage, "\(threads) threads; expected at least 1")
        }
        if case .explicit(let weights) = classWeights {
            for (index, weight) in weights.enumerated() where !(weight.isFinite && weight > 0) {
                throw StanceError(
                    .usage,
                    "the weight of class \(index) is \(weight); expected a finite number above 0")
            }
        }
        self.c = c
        self.tolerance = tolerance
        self.maxIterations = maxIterations
        self.solver = solver
        self.classWeights = classWeights
        self.threads = threads
    }

    /// The same settings with another C and number of threads.
    func with(c: Double, threads: Int) throws(StanceError) -> SoftmaxOptions {
        try SoftmaxOptions(
            c: c, tolerance: tolerance, maxIterations: maxIterations, solver: solver,
            classWeights: classWeights, threads: threads)
    }

    /// The same settings with another tolerance.
    func with(tolerance: Double) throws(StanceError) -> SoftmaxOptions {
        try SoftmaxOptions(
            c: c, tolerance: tolerance, maxIterations: maxIterations, solver: solver,
            classWeights: classWeights, threads: threads)
    }
}
