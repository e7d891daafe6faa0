/// All that a solver sees of what it minimises: f, its gradient and its Hessian at one point.
///
/// The objective remembers its *current point* (set by `evaluate`, changed by `advance` and
/// `refine`) and what it has computed there, so that neither a gradient nor a search along a line
/// repeats a pass over the data. f must be convex and twice differentiable.
package protocol Objective: AnyObject {
    /// The number of variables.
    var dimension: Int { get }
    /// Multiplications by the data matrix or its transpose so far.
    var passes: Int { get }

    /// Makes `point` the current point and returns f there.
    func evaluate(at point: [Double]) -> Double
    /// The gradient at the current point, which is `point`.
    func gradient(at point: [Double], into gradient: inout [Double])
    /// The Hessian at the current point times `vector`.
    func hessianProduct(with vector: [Double], into product: inout [Double])
    /// A positive diagonal M, between a multiple of I and the diagonal of the Hessian here.
    func preconditioner(into diagonal: inout [Double])

    /// Makes ready for `valueOnLine`: point + t direction.
    func beginLine(from point: [Double], along direction: [Double])
    /// f and its derivative by t at step t on the line; costs no pass over the data.
    func valueOnLine(at step: Double) -> (value: Double, slope: Double)
    /// Makes the step asked for last the current point, which is `point`.
    func advance(to point: [Double])

    /// Improves the point where that is cheap, and returns f there.
    func refine(_ point: inout [Double], value: Double) -> Double
    /// An upper bound of f - min f at the current point, given the gradient there.
    func suboptimalityBound(gradient: [Double]) -> Double
}

/// Why a solver stopped.
public enum StopReason: String, Sendable, Hashable {
    /// The bound of f - min f fell to the tolerance: the fit is proven.
    case gapReached
    /// The iterations allowed were used up.
    case iterationLimit
    /// No step lowers f any more in Double: as exact as the machine allows.
    case noFurtherDecrease
}

/// What a solver did and how good its result is.
public struct SolverReport: Sendable, Hashable {
    /// Why it stopped.
    public var stopReason: StopReason
    /// Steps taken.
    public var iterations: Int
    /// Multiplications by the data matrix or its transpose.
    public var passes: Int
    /// f, the objective reached.
    public var objective: Double
    /// A bound of (f - min f) / f: the objective is at most this share above the optimum.
    public var relativeGap: Double

    /// Describes a finished minimisation.
    public init(
        stopReason: StopReason, iterations: Int, passes: Int, objective: Double,
        relativeGap: Double
    ) {
        self.stopReason = stopReason
        self.iterations = iterations
        self.passes = passes
        self.objective = objective
        self.relativeGap = relativeGap
    }
}

/// Minimises an `Objective` from a given point.
package protocol Minimizer {
    /// Moves `point` to the minimum within the solver's tolerance.
    func minimize(_ objective: some Objective, from point: inout [Double]) -> SolverReport
}

/// The bound of f - min f as a share of f; 0 where f is 0, which is then its minimum.
func relativeGap(bound: Double, value: Double) -> Double {
    value > 0 ? bound / value : 0
}
