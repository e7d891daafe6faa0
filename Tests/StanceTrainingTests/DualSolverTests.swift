import StanceCore
import StanceNumerics
import StanceTraining
import Testing

/// The dual solver where rows are odd, classes many and C large, against L-BFGS.
@Suite struct DualSolverTests {
    static func fit(
        _ problem: RandomProblem, c: Double, solver: SoftmaxOptions.Solver, tolerance: Double,
        rowWeights: [Double]? = nil, classWeights: SoftmaxOptions.ClassWeights = .uniform
    ) throws -> SoftmaxFit {
        try SoftmaxRegression.fit(
            features: problem.features, labels: problem.labels, classCount: problem.classCount,
            rowWeights: rowWeights,
            options: SoftmaxOptions(
                c: c, tolerance: tolerance, maxIterations: 10_000, solver: solver,
                classWeights: classWeights, threads: 1))
    }

    static func check(
        _ problem: RandomProblem, c: Double, rowWeights: [Double]? = nil,
        classWeights: SoftmaxOptions.ClassWeights = .uniform
    ) throws {
        let best = try fit(
            problem, c: c, solver: .lbfgs, tolerance: 1e-11, rowWeights: rowWeights,
            classWeights: classWeights
        ).report
        for tolerance in [1e-2, 1e-4, 1e-6, 1e-9] {
            let report = try fit(
                problem, c: c, solver: .dual, tolerance: tolerance, rowWeights: rowWeights,
                classWeights: classWeights
            ).report
            let excess = (report.objective - best.objective) / best.objective
            #expect(report.stopReason == .gapReached && report.relativeGap <= tolerance)
            #expect(excess <= report.relativeGap + 1e-10 && excess >= -1e-10)
        }
    }

    @Test(arguments: [2, 3, 4, 5, 9, 20, 64, 65]) func anyNumberOfClasses(classes: Int) throws {
        try Self.check(RandomProblem(rows: 260, columns: 30, classes: classes), c: 1)
    }

    @Test(arguments: [1e-3, 0.1, 10, 100, 1000, 1e5]) func anyC(c: Double) throws {
        try Self.check(RandomProblem(rows: 150, columns: 40, classes: 3), c: c)
    }

    @Test func emptyRowsRareColumnsAndUnevenWeights() throws {
        // Many columns are in one row only, many rows are empty, and weights run from 0 to 50.
        let problem = RandomProblem(
            rows: 200, columns: 200, classes: 3, percentFilled: 1, seed: 4)
        let empty = (0..<200).count {
            problem.features.offsets[$0] == problem.features.offsets[$0 + 1]
        }
        #expect(empty >= 2)
        let weights: [Double] = (0..<200).map { row in
            if row < 3 { return 1 }
            return row % 7 == 0 ? 0 : Double(row % 51)
        }
        try Self.check(problem, c: 2, rowWeights: weights, classWeights: .balanced)
        try Self.check(problem, c: 2, classWeights: .explicit([0.1, 1, 30]))
    }

    @Test func gapOfTheDualPointIsABoundThatIsTight() throws {
        let problem = RandomProblem(rows: 600, columns: 50, classes: 3)
        let best = try Self.fit(problem, c: 0.3, solver: .lbfgs, tolerance: 1e-12).report.objective
        let report = try Self.fit(problem, c: 0.3, solver: .dual, tolerance: 1e-3).report
        let excess = (report.objective - best) / report.objective
        #expect(excess <= report.relativeGap)
        // f - min f is half of the gap or so where both points are near their optima.
        #expect(report.relativeGap <= 20 * max(excess, 1e-7))
    }

    @Test func fewerPassesThanNewton() throws {
        let problem = RandomProblem(rows: 600, columns: 3000, classes: 3, percentFilled: 1)
        let passes = try [SoftmaxOptions.Solver.dual, .newtonCG].map {
            try Self.fit(problem, c: 0.1, solver: $0, tolerance: 1e-4).report.passes
        }
        #expect(passes[0] < passes[1], "\(passes)")
    }

    @Test func iterationLimitIsKept() throws {
        let problem = RandomProblem(rows: 300, columns: 40, classes: 3)
        let report = try SoftmaxRegression.fit(
            features: problem.features, labels: problem.labels, classCount: 3,
            options: SoftmaxOptions(c: 10, tolerance: 1e-12, maxIterations: 2)
        ).report
        #expect(report.stopReason == .iterationLimit && report.iterations == 2)
        #expect(report.relativeGap > 1e-12 && report.relativeGap.isFinite)
    }

    static let shared = RandomProblem(rows: 700, columns: 60, classes: 3, seed: 8)

    static func lanes(
        threads: Int, folds: Int = 5, tolerance: Double = 1e-5
    ) throws -> PenaltySearch.Result {
        try PenaltySearch(
            grid: [0.03, 0.3, 2], options: SoftmaxOptions(tolerance: tolerance, threads: threads)
        ).run(
            sharing: shared.features, labels: shared.labels, classCount: 3,
            rowWeights: shared.rowWeights, foldOfRow: shared.labels.indices.map { $0 % folds },
            foldCount: folds)
    }

    /// A loose tolerance and a small C, at which weights are nothing and the biases are all.
    @Test func lanesGiveTheBiasTime() throws {
        let problem = Self.shared
        let fold = problem.labels.indices.map { $0 % 5 }
        func logLoss(_ tolerance: Double) throws -> Double {
            try PenaltySearch(
                grid: [0.003], options: SoftmaxOptions(tolerance: tolerance, threads: 1)
            ).run(
                sharing: problem.features, labels: problem.labels, classCount: 3,
                rowWeights: problem.rowWeights, foldOfRow: fold, foldCount: 5
            ).points[0].meanLogLoss
        }
        #expect(abs(try logLoss(1e-2) - logLoss(1e-6)) <= 1e-3)
    }

    @Test func lanesFindWhatFoldsOfTheirOwnFind() throws {
        let problem = Self.shared
        let result = try Self.lanes(threads: 1)
        let expected = try PenaltySearch(
            grid: [0.03, 0.3, 2], options: SoftmaxOptions(tolerance: 1e-9, threads: 1)
        ).run(foldCount: 5, classCount: 3) { fold in
            let held = problem.labels.indices.filter { $0 % 5 == fold }
            let trained = problem.labels.indices.filter { $0 % 5 != fold }
            return FoldProblem(
                training: .init(
                    features: problem.features.rows(trained),
                    labels: trained.map { problem.labels[$0] }),
                rowWeights: trained.map { problem.rowWeights[$0] },
                heldOut: .init(
                    features: problem.features.rows(held),
                    labels: held.map { problem.labels[$0] }))
        }
        #expect(result.choice.index == expected.choice.index)
        for (a, b) in zip(result.points, expected.points) {
            // A row of a fold of 140 that turns moves macro-F1 by 0.007 there and by a fifth of it
            // here.
            #expect(abs(a.meanMacroF1 - b.meanMacroF1) <= 5e-3)
            #expect(abs(a.meanLogLoss - b.meanLogLoss) <= 1e-3)
            #expect(a.largestRelativeGap <= 1e-5)
        }
        for (a, b) in zip(result.outOfFoldProbabilities, expected.outOfFoldProbabilities) {
            for (p, q) in zip(a, b) { #expect(abs(p - q) <= 5e-3) }
        }
        // Objectives of the fits: dual against certified ones.
        for (a, b) in zip(result.reports.joined(), expected.reports.joined()) {
            #expect(abs(a.objective / b.objective - 1) <= 1e-3)
        }
    }

    @Test func bitsOfLanesDoNotDependOnThreads() throws {
        // Nineteen folds are three groups of lanes.
        let results = try [1, 2, 5].map { try Self.lanes(threads: $0, folds: 19, tolerance: 1e-3) }
        for result in results {
            #expect(result.points == results[0].points)
            #expect(result.outOfFoldProbabilities == results[0].outOfFoldProbabilities)
        }
    }

    @Test func lanesRefuseWhatFoldsRefuse() throws {
        let search = try PenaltySearch(grid: [1], options: SoftmaxOptions(threads: 1))
        let rows = SoftmaxRegressionEdgeTests.rows([1, 2, 3, 4])
        func run(_ labels: [Int], _ folds: [Int], classCount: Int = 2) throws {
            _ = try search.run(
                sharing: rows, labels: labels, classCount: classCount, foldOfRow: folds,
                foldCount: 2)
        }
        #expect(
            throws: StanceError(
                .badData,
                "fold 2 of 2: all rows of class 1 have weight 0; expected some above 0")
        ) { try run([0, 0, 1, 0], [0, 0, 1, 1]) }
        #expect(throws: StanceError.self) { try run([0, 1, 0, 1], [0, 1, 2, 0]) }
        #expect(throws: StanceError.self) { try run([0, 1, 0, 1], [0, 1, 0]) }
        #expect(throws: StanceError.self) { try run([0, 1, 0, 1], [0, 0, 1, 1], classCount: 33) }
    }
}
