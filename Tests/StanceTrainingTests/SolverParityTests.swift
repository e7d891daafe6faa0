import Foundation
import StanceCore
import StanceNumerics
import StanceTraining
import Testing

/// Real problems against scikit-learn's optimum.
///
/// `scripts/parity_logreg.py` writes them to the folder that STANCE_LOGREG_PARITY names; without
/// it the tests skip and say so.
@Suite(.serialized) struct SolverParityTests {
    struct Problem {
        var features: CSRMatrix
        var labels: [Int]
        var classCount: Int
        var c: Double
        var objective: Double
        var seconds: Double

        /// The layout is in the script.
        init(_ bytes: Data) throws {
            var place = 8
            func next<Number>(_ type: Number.Type, count: Int) throws -> [Number] {
                let size = count * MemoryLayout<Number>.size
                guard place + size <= bytes.count else { throw CocoaError(.fileReadCorruptFile) }
                defer { place += size }
                return bytes.withUnsafeBytes { buffer in
                    (0..<count).map {
                        buffer.loadUnaligned(
                            fromByteOffset: place + $0 * MemoryLayout<Number>.size, as: type)
                    }
                }
            }
            let sizes = try next(Int.self, count: 4)
            let facts = try next(Double.self, count: 3)
            features = CSRMatrix(
                columnCount: sizes[1], offsets: try next(Int.self, count: sizes[0] + 1),
                columns: try next(Int32.self, count: sizes[2]),
                values: try next(Double.self, count: sizes[2]))
            labels = try next(Int32.self, count: sizes[0]).map { Int($0) }
            classCount = sizes[3]
            (c, objective, seconds) = (facts[0], facts[1], facts[2])
        }
    }

    static func problem(_ name: String) throws -> Problem? {
        guard let folder = ProcessInfo.processInfo.environment["STANCE_LOGREG_PARITY"] else {
            print("skipped: STANCE_LOGREG_PARITY names no folder of scripts/parity_logreg.py")
            return nil
        }
        let file = URL(fileURLWithPath: folder).appendingPathComponent("\(name).bin")
        return try Problem(Data(contentsOf: file))
    }

    /// FNV-1a over the bits, to compare runs under other settings of OPENBLAS_NUM_THREADS.
    static func hash(_ numbers: [Double]) -> String {
        let hash = numbers.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ $1.bitPattern) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    @Test(arguments: ["newsmtsc", "para3", "ng20"], SoftmaxOptions.Solver.allCases)
    func reachesTheOptimum(name: String, solver: SoftmaxOptions.Solver) throws {
        guard let problem = try Self.problem(name) else { return }
        var fits: [SoftmaxFit] = []
        for threads in [1, 2] {
            for tolerance in [1e-4, 1e-11] {
                let start = ContinuousClock.now
                let fit = try SoftmaxRegression.fit(
                    features: problem.features, labels: problem.labels,
                    classCount: problem.classCount,
                    options: SoftmaxOptions(
                        c: problem.c, tolerance: tolerance, maxIterations: 5000, solver: solver,
                        threads: threads))
                let seconds = Self.seconds(ContinuousClock.now - start)
                let difference = fit.report.objective / problem.objective - 1
                print(
                    "\(name) \(solver.rawValue) threads \(threads) tolerance \(tolerance): "
                        + "difference \(difference), gap \(fit.report.relativeGap), "
                        + "\(fit.report.iterations) iterations, \(fit.report.passes) passes, "
                        + "\(seconds) s (scikit-learn \(problem.seconds) s), "
                        + "\(fit.report.stopReason), bits \(Self.hash(fit.weights + fit.bias))")
                #expect(difference <= fit.report.relativeGap + 1e-10)
                if tolerance < 1e-10 {
                    #expect(abs(difference) <= 1e-9)
                    fits.append(fit)
                }
            }
        }
        #expect(fits[0].weights == fits[1].weights && fits[0].bias == fits[1].bias)
    }

    /// Seconds of this process's processors.
    static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    @Test(arguments: ["newsmtsc", "para3", "ng20"], [1e-4, 1e-6])
    func dualIsQuick(name: String, tolerance: Double) throws {
        guard let problem = try Self.problem(name) else { return }
        var seconds: [Double] = []
        for _ in 0..<7 {
            let start = Self.processorSeconds
            let fit = try SoftmaxRegression.fit(
                features: problem.features, labels: problem.labels,
                classCount: problem.classCount,
                options: SoftmaxOptions(c: problem.c, tolerance: tolerance, threads: 1))
            seconds.append(Self.processorSeconds - start)
            #expect(fit.report.relativeGap <= tolerance)
            #expect(fit.report.objective <= problem.objective * (1 + tolerance))
        }
        seconds.sort()
        print(
            "\(name) dual to \(tolerance), one thread, CPU s of 7 fits: median \(seconds[3]), "
                + "\(seconds[0]) to \(seconds[6])")
    }

    @Test(arguments: [1e-4, 1e-6]) func lanesAreQuick(tolerance: Double) throws {
        guard let problem = try Self.problem("newsmtsc") else { return }
        let folds = problem.labels.indices.map { $0 / 2 % 5 }
        var seconds: [Double] = []
        var explanation = ""
        for _ in 0..<7 {
            let start = Self.processorSeconds
            let result = try PenaltySearch(
                options: SoftmaxOptions(tolerance: tolerance, threads: 1)
            ).run(
                sharing: problem.features, labels: problem.labels,
                classCount: problem.classCount, foldOfRow: folds, foldCount: 5)
            seconds.append(Self.processorSeconds - start)
            explanation =
                "\(result.reports[0].map(\.iterations)) epochs. \(result.choice.explanation)"
            #expect(result.points.allSatisfy { $0.largestRelativeGap <= tolerance })
        }
        seconds.sort()
        print(
            "5 folds x 6 C as lanes to \(tolerance), one thread, CPU s of 7: "
                + "median \(seconds[3]), \(seconds[0]) to \(seconds[6]); \(explanation)")
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases)
    func searchIsQuick(solver: SoftmaxOptions.Solver) throws {
        guard let problem = try Self.problem("newsmtsc") else { return }
        let split = try StratifiedGroupKFold(
            labels: problem.labels, classCount: problem.classCount,
            groups: problem.labels.indices.map { $0 / 2 }, foldCount: 5)
        var results: [PenaltySearch.Result] = []
        for threads in [1, 2] {
            let start = ContinuousClock.now
            let search = try PenaltySearch(
                options: SoftmaxOptions(tolerance: 1e-4, solver: solver, threads: threads))
            let result = try search.run(foldCount: 5, classCount: problem.classCount) { fold in
                let (trained, held) = (split.trainingRows(of: fold), split.heldOutRows(of: fold))
                return FoldProblem(
                    training: .init(
                        features: problem.features.rows(trained),
                        labels: trained.map { problem.labels[$0] }),
                    heldOut: .init(
                        features: problem.features.rows(held),
                        labels: held.map { problem.labels[$0] }))
            }
            let passes = result.reports.joined().reduce(0) { $0 + $1.passes }
            print(
                "5 folds x 6 C, \(solver.rawValue), \(threads) threads: "
                    + "\(Self.seconds(ContinuousClock.now - start)) s, \(passes) passes, "
                    + "\(result.reports[0].map(\.passes)) in fold 1. "
                    + result.choice.explanation)
            results.append(result)
        }
        #expect(results[0].points == results[1].points)
        #expect(results[0].points.allSatisfy { $0.largestRelativeGap <= 1e-4 })
    }
}
