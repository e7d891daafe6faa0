import StanceCore
import StanceNumerics
import StanceTraining
import Testing

/// A problem with the optimum that scikit-learn found; scripts/make_logreg_fixtures.py.
struct SolvedProblem: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var columnCount: Int
    var classCount: Int
    var c: Double
    var offsets: [Int]
    var columns: [Int32]
    var values: [Double]
    var labels: [Int]
    var rowWeights: [Double]?
    var balanced: Bool
    var classWeights: [Double]?
    var objective: Double
    var weights: [Double]
    var bias: [Double]

    var testDescription: String { name }

    var features: CSRMatrix {
        CSRMatrix(columnCount: columnCount, offsets: offsets, columns: columns, values: values)
    }

    func fit(_ solver: SoftmaxOptions.Solver, tolerance: Double, threads: Int = 1) throws
        -> SoftmaxFit
    {
        try SoftmaxRegression.fit(
            features: features, labels: labels, classCount: classCount, rowWeights: rowWeights,
            options: SoftmaxOptions(
                c: c, tolerance: tolerance, maxIterations: 10_000, solver: solver,
                classWeights: balanced
                    ? .balanced : classWeights.map { .explicit($0) } ?? .uniform,
                threads: threads))
    }

    static func all() throws -> [SolvedProblem] {
        try fixture("logreg.json", as: [SolvedProblem].self)
    }
}

@Suite struct SoftmaxRegressionTests {
    @Test(arguments: try SolvedProblem.all(), SoftmaxOptions.Solver.allCases)
    func reachesTheOptimumOfScikitLearn(
        problem: SolvedProblem, solver: SoftmaxOptions.Solver
    ) throws {
        let fit = try problem.fit(solver, tolerance: 1e-13)
        #expect(fit.report.stopReason == .gapReached)
        #expect(abs(fit.report.objective - problem.objective) <= 1e-10 * problem.objective)
        for (ours, theirs) in zip(fit.weights, problem.weights) {
            #expect(abs(ours - theirs) <= 2e-5)
        }
        for (ours, theirs) in zip(fit.bias, problem.bias) { #expect(abs(ours - theirs) <= 2e-5) }
        #expect(fit.weights.count == problem.weights.count)
        #expect(abs(fit.bias.reduce(0, +)) <= 1e-12)
    }

    @Test(arguments: try SolvedProblem.all()) func solversAgree(problem: SolvedProblem) throws {
        let newton = try problem.fit(.newtonCG, tolerance: 1e-13)
        let lbfgs = try problem.fit(.lbfgs, tolerance: 1e-13)
        for (a, b) in zip(newton.weights + newton.bias, lbfgs.weights + lbfgs.bias) {
            #expect(abs(a - b) <= 1e-4)
        }
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases, [1e-2, 1e-4, 1e-8])
    func reportedGapIsKept(solver: SoftmaxOptions.Solver, tolerance: Double) throws {
        for problem in try SolvedProblem.all() {
            let report = try problem.fit(solver, tolerance: tolerance).report
            let excess = (report.objective - problem.objective) / report.objective
            #expect(report.relativeGap <= tolerance)
            #expect(excess <= report.relativeGap + 1e-12, "\(problem.name)")
        }
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases)
    func bitsDoNotDependOnThreads(solver: SoftmaxOptions.Solver) throws {
        let problem = RandomProblem(rows: 4000, columns: 80, classes: 3)
        let fits = try [1, 2, 3, 8].map { threads in
            try SoftmaxRegression.fit(
                features: problem.features, labels: problem.labels, classCount: 3,
                rowWeights: problem.rowWeights,
                options: SoftmaxOptions(tolerance: 1e-9, solver: solver, threads: threads))
        }
        for fit in fits {
            #expect(fit.weights == fits[0].weights)
            #expect(fit.bias == fits[0].bias)
            #expect(fit.report == fits[0].report)
        }
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases)
    func bitsDoNotDependOnTheThreadsOfOpenBLAS(solver: SoftmaxOptions.Solver) throws {
        // 15,003 variables: above the 10,000 from which OpenBLAS would use its threads.
        let problem = RandomProblem(rows: 300, columns: 5000, classes: 3, percentFilled: 2)
        let before = BLAS.threadCount
        defer { BLAS.threadCount = before }
        let fits = try [1, 2, 4].map { threads in
            BLAS.threadCount = threads
            return try SoftmaxRegression.fit(
                features: problem.features, labels: problem.labels, classCount: 3,
                options: SoftmaxOptions(tolerance: 1e-9, solver: solver, threads: 1))
        }
        for fit in fits { #expect(fit.weights == fits[0].weights && fit.bias == fits[0].bias) }
    }

    @Test func warmStartReachesTheSameOptimumInFewerSteps() throws {
        let problem = try SolvedProblem.all()[3]
        let cold = try problem.fit(.newtonCG, tolerance: 1e-12)
        let warm = try SoftmaxRegression.fit(
            features: problem.features, labels: problem.labels, classCount: problem.classCount,
            rowWeights: problem.rowWeights,
            options: SoftmaxOptions(c: problem.c, tolerance: 1e-12), warmStart: cold)
        #expect(warm.report.iterations == 0)
        #expect(cold.report.iterations > 0)
        for (a, b) in zip(warm.weights, cold.weights) { #expect(abs(a - b) <= 1e-5) }
    }

    @Test func weightOfARowIsRepetition() throws {
        let problem = RandomProblem(rows: 60, columns: 10, classes: 3)
        let repeated = (0..<60).flatMap { row in
            [Int](repeating: row, count: row % 3 + 1)
        }
        let options = try SoftmaxOptions(tolerance: 1e-13)
        let weighted = try SoftmaxRegression.fit(
            features: problem.features, labels: problem.labels, classCount: 3,
            rowWeights: (0..<60).map { Double($0 % 3 + 1) }, options: options)
        let copied = try SoftmaxRegression.fit(
            features: problem.features.rows(repeated), labels: repeated.map { problem.labels[$0] },
            classCount: 3, options: options)
        for (a, b) in zip(weighted.weights, copied.weights) { #expect(abs(a - b) <= 1e-6) }
    }

    @Test func probabilitiesAreThoseOfTheMargins() throws {
        let problem = RandomProblem(rows: 40, columns: 8, classes: 3)
        let fit = try SoftmaxRegression.fit(
            features: problem.features, labels: problem.labels, classCount: 3,
            options: SoftmaxOptions())
        let margins = fit.margins(of: problem.features)
        let probabilities = fit.probabilities(of: problem.features, threads: 2)
        var expected = margins
        Softmax.apply(&expected, classCount: 3)
        #expect(probabilities == expected)
        // At the optimum the expected and the observed class counts agree (df/db = 0).
        for c in 0..<3 {
            let sum = (0..<40).reduce(0) { $0 + probabilities[$1 * 3 + c] }
            #expect(abs(sum - Double(problem.labels.count { $0 == c })) <= 1e-6)
        }
    }
}
