import StanceCore
import StanceNumerics
import StanceTraining
import Synchronization
import Testing

private struct ScoredRows: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var classCount: Int
    var labels: [Int]
    var margins: [Double]
    var macroF1: Double
    var logLoss: Double
    var testDescription: String { name }
}

@Suite struct PenaltySearchTests {
    static let problem = RandomProblem(rows: 600, columns: 40, classes: 3, seed: 3)
    static let split = try? StratifiedGroupKFold(
        labels: problem.labels, classCount: 3, groups: Array(0..<600).map { $0 / 2 },
        foldCount: 5)

    @Sendable static func fold(_ fold: Int) throws -> FoldProblem {
        guard let split else { throw StanceError(.internalFailure, "no split") }
        let (trained, held) = (split.trainingRows(of: fold), split.heldOutRows(of: fold))
        return FoldProblem(
            training: .init(
                features: problem.features.rows(trained),
                labels: trained.map { problem.labels[$0] }),
            rowWeights: trained.map { problem.rowWeights[$0] },
            heldOut: .init(
                features: problem.features.rows(held), labels: held.map { problem.labels[$0] }))
    }

    static func search(
        grid: [Double] = [0.1, 1, 10], threads: Int, tolerance: Double = 1e-6
    ) throws -> PenaltySearch.Result {
        try PenaltySearch(
            grid: grid, options: SoftmaxOptions(tolerance: tolerance, threads: threads)
        ).run(foldCount: 5, classCount: 3, problem: fold)
    }

    @Test func bitsDoNotDependOnThreads() throws {
        let results = try [1, 2, 3, 8, 16].map { try Self.search(threads: $0) }
        for result in results {
            #expect(result.points == results[0].points)
            #expect(result.choice == results[0].choice)
            #expect(result.outOfFoldProbabilities == results[0].outOfFoldProbabilities)
            #expect(result.reports == results[0].reports)
        }
    }

    @Test func figuresAreThoseOfTheFoldsOwnFits() throws {
        let result = try Self.search(threads: 2, tolerance: 1e-12)
        let options = try SoftmaxOptions(c: result.c, tolerance: 1e-12)
        var logLosses: [Double] = []
        for number in 0..<5 {
            let fold = try Self.fold(number)
            let fit = try SoftmaxRegression.fit(
                features: fold.training.features, labels: fold.training.labels, classCount: 3,
                rowWeights: fold.rowWeights, options: options)
            let p = fit.probabilities(of: fold.heldOut.features)
            let kept = result.outOfFoldProbabilities[number]
            #expect(p.count == kept.count)
            for (a, b) in zip(p, kept) { #expect(abs(a - b) <= 1e-5) }
            logLosses.append(
                HeldOutFigures(
                    margins: fit.margins(of: fold.heldOut.features), labels: fold.heldOut.labels,
                    classCount: 3, threads: 1
                ).logLoss)
        }
        let mean = logLosses.reduce(0, +) / 5
        let squares = logLosses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let point = result.points[result.choice.index]
        #expect(abs(point.meanLogLoss - mean) <= 1e-6)
        #expect(abs(point.logLossStandardError - (squares / 4 / 5).squareRoot()) <= 1e-6)
        #expect(point.largestRelativeGap <= 1e-12)
        #expect(point.meanMacroF1 > 0.5 && point.pooledMacroF1 > 0.5)
        #expect(result.reports.allSatisfy { $0.count == 3 })
    }

    @Test func progressCountsEveryFitOnce() throws {
        let seen = Mutex<[PenaltySearch.Progress]>([])
        let calls = Mutex([Int](repeating: 0, count: 5))
        _ = try PenaltySearch(grid: [0.1, 1], options: SoftmaxOptions(threads: 3)).run(
            foldCount: 5, classCount: 3,
            progress: { step in seen.withLock { $0.append(step) } },
            problem: { number in
                calls.withLock { $0[number] += 1 }
                return try Self.fold(number)
            })
        let steps = seen.withLock { $0 }
        #expect(steps.map(\.done) == Array(1...10))
        #expect(steps.allSatisfy { $0.total == 10 })
        for fold in 0..<5 {
            #expect(steps.filter { $0.fold == fold }.map(\.c) == [0.1, 1])
        }
        #expect(calls.withLock { $0 } == [1, 1, 1, 1, 1])
    }

    @Test(arguments: [1, 4]) func failureNamesItsFold(threads: Int) throws {
        let search = try PenaltySearch(grid: [1], options: SoftmaxOptions(threads: threads))
        let expected = StanceError(
            .badData, "fold 3 of 5: class 2 has no rows; expected at least one")
        #expect(throws: expected) {
            try search.run(foldCount: 5, classCount: 3) { number in
                var problem = try Self.fold(number)
                if number >= 2 {
                    problem.training.labels = problem.training.labels.map { min($0, 1) }
                }
                return problem
            }
        }
    }

    @Test func heldOutRowsMustFit() throws {
        let search = try PenaltySearch(grid: [1], options: SoftmaxOptions(threads: 1))
        func run(_ change: @Sendable (inout FoldProblem) -> Void) throws {
            _ = try search.run(foldCount: 5, classCount: 3) { number in
                var problem = try Self.fold(number)
                change(&problem)
                return problem
            }
        }
        #expect(throws: StanceError.self) { try run { $0.heldOut.labels[0] = 3 } }
        #expect(throws: StanceError.self) { try run { $0.heldOut.labels.append(0) } }
        #expect(throws: StanceError.self) {
            try run { problem in
                problem.heldOut.features = CSRMatrix(
                    columnCount: 2, offsets: [0], columns: [], values: [])
                problem.heldOut.labels = []
            }
        }
    }

    @Test func badGridsAreRefused() throws {
        let options = try SoftmaxOptions()
        for grid in [[], [0], [1, 1], [3, 1], [1, .nan], [-1], [1, .infinity]] as [[Double]] {
            #expect {
                try PenaltySearch(grid: grid, options: options)
            } throws: { error in
                (error as? StanceError)?.kind == .usage
            }
        }
        #expect(try PenaltySearch(options: options).grid == [0.1, 0.3, 1, 3, 10, 30])
    }

    @Test(arguments: try fixture("held-out-figures.json", as: [ScoredRows].self))
    fileprivate func figuresAreThoseOfScikitLearn(rows: ScoredRows) {
        let figures = HeldOutFigures(
            margins: rows.margins, labels: rows.labels, classCount: rows.classCount, threads: 1)
        #expect(abs(figures.macroF1 - rows.macroF1) <= 1e-12)
        #expect(abs(figures.logLoss - rows.logLoss) <= 1e-12)
    }
}
