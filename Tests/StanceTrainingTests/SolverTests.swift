import StanceNumerics
import StanceTraining
import Testing

/// f(x) = 1/2 sum_i h_i (x_i - m_i)^2 + 1, of which everything is known.
private final class Quadratic: Objective {
    let curvatures: [Double]
    let minimum: [Double]
    var passes = 0
    private var current: [Double] = []
    private var trial: [Double] = []
    private var origin: [Double] = []
    private var direction: [Double] = []

    init(curvatures: [Double], minimum: [Double]) {
        self.curvatures = curvatures
        self.minimum = minimum
    }

    var dimension: Int { minimum.count }

    func value(_ x: [Double]) -> Double {
        zip(curvatures, zip(x, minimum)).reduce(1) {
            $0 + 0.5 * $1.0 * ($1.1.0 - $1.1.1) * ($1.1.0 - $1.1.1)
        }
    }

    func evaluate(at point: [Double]) -> Double {
        current = point
        return value(point)
    }

    func gradient(at point: [Double], into gradient: inout [Double]) {
        precondition(point == current, "the solver moved without saying so")
        for i in 0..<dimension { gradient[i] = curvatures[i] * (current[i] - minimum[i]) }
    }

    func hessianProduct(with vector: [Double], into product: inout [Double]) {
        passes += 1
        for i in 0..<dimension { product[i] = curvatures[i] * vector[i] }
    }

    func preconditioner(into diagonal: inout [Double]) {
        for i in 0..<dimension { diagonal[i] = 0.99 + 0.01 * curvatures[i] }
    }

    func beginLine(from point: [Double], along direction: [Double]) {
        origin = point
        self.direction = direction
    }

    func valueOnLine(at step: Double) -> (value: Double, slope: Double) {
        trial = origin
        BLAS.axpy(step, direction, &trial)
        let slope = (0..<dimension).reduce(0) {
            $0 + curvatures[$1] * (trial[$1] - minimum[$1]) * direction[$1]
        }
        return (value(trial), slope)
    }

    func advance(to point: [Double]) {
        precondition(point == trial, "the point is not the step asked for last")
        current = point
    }

    func refine(_ point: inout [Double], value: Double) -> Double { value }

    func suboptimalityBound(gradient: [Double]) -> Double {
        0.5 * BLAS.dot(gradient, gradient) / (curvatures.min() ?? 1)
    }
}

@Suite struct SolverTests {
    enum Solver: String, CaseIterable, CustomTestStringConvertible {
        case newtonCG, lbfgs
        var testDescription: String { rawValue }

        func minimizer(tolerance: Double, maxIterations: Int) -> any Minimizer {
            switch self {
            case .newtonCG: NewtonCG(tolerance: tolerance, maxIterations: maxIterations)
            case .lbfgs: LBFGS(tolerance: tolerance, maxIterations: maxIterations)
            }
        }
    }

    static let curvatureRanges: [Double] = [1, 10, 1e4]

    @Test(arguments: Solver.allCases, curvatureRanges)
    func findsTheMinimumOfAQuadratic(solver: Solver, range: Double) {
        var random = RandomNumbers(seed: 2)
        let minimum = random.numbers(60)
        let curvatures = random.numbers(60).map { 1 + (range - 1) * ($0 + 1) / 2 }
        let objective = Quadratic(curvatures: curvatures, minimum: minimum)
        var point = random.numbers(60).map { 10 * $0 }
        let report = solver.minimizer(tolerance: 1e-14, maxIterations: 2000)
            .minimize(objective, from: &point)
        #expect(report.stopReason == .gapReached)
        #expect(report.relativeGap <= 1e-14)
        #expect(abs(report.objective - 1) <= 1e-13)
        for i in 0..<60 { #expect(abs(point[i] - minimum[i]) <= 1e-6) }
    }

    @Test(arguments: Solver.allCases) func stopsAtTheIterationLimit(solver: Solver) {
        let objective = Quadratic(
            curvatures: (1...50).map { Double($0 * $0) }, minimum: .init(repeating: 1, count: 50))
        var point = [Double](repeating: 0, count: 50)
        let start = objective.value(point)
        let report = solver.minimizer(tolerance: 1e-12, maxIterations: 1)
            .minimize(objective, from: &point)
        #expect(report.stopReason == .iterationLimit)
        #expect(report.iterations == 1)
        #expect(report.relativeGap > 1e-12)
        #expect(report.objective < start)
        #expect(abs(report.objective - objective.value(point)) <= 1e-12 * start)
    }

    @Test(arguments: Solver.allCases) func staysAtTheMinimum(solver: Solver) {
        let objective = Quadratic(curvatures: [1, 2, 3], minimum: [4, 5, 6])
        var point = [4.0, 5, 6]
        let report = solver.minimizer(tolerance: 1e-6, maxIterations: 10)
            .minimize(objective, from: &point)
        #expect(report.iterations == 0)
        #expect(report.stopReason == .gapReached)
        #expect(point == [4, 5, 6])
    }

    @Test(arguments: Solver.allCases) func endsWhereDoubleEnds(solver: Solver) {
        // The bound divides by a curvature of 1e-8, so the tolerance is out of Double's reach.
        let objective = Quadratic(
            curvatures: [1e-8, 1, 3.3], minimum: [0.1, 1 / 3.0, 1e3])
        var point = [0.0, 0, 0]
        let report = solver.minimizer(tolerance: 1e-300, maxIterations: 100_000)
            .minimize(objective, from: &point)
        #expect(report.stopReason != .iterationLimit)
        #expect(abs(report.objective - 1) <= 1e-9)
    }

    @Test(arguments: Solver.allCases) func nothingToMinimiseIsDone(solver: Solver) {
        var point: [Double] = []
        let report = solver.minimizer(tolerance: 1e-6, maxIterations: 10)
            .minimize(Quadratic(curvatures: [], minimum: []), from: &point)
        #expect(report.stopReason == .gapReached)
        #expect(report.objective == 1)
    }
}
