import ArgumentParser
import StanceKit

/// A matrix, its classes and folds -> held-out figures of every C.
struct SearchPenalty: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search-penalty", abstract: "Cross-validation over a path of C.")

    @Option(help: "Folder with the matrix, the classes and the folds.") var data: String
    @Option(help: "The C to try, ascending, joined by commas.") var grid: String
    @Option(help: "The proven relative gap at which a fit stops.") var tolerance = 1e-4
    @Flag(help: "Take folds as lanes over one matrix.") var lanes = false
    @Option(help: "How many threads to use.") var threads = 1

    func run() throws {
        let folder = ArrayFolder(path: data)
        let fitting = try Fitting(folder)
        let folds = try folder.integers("folds")
        guard folds.count == fitting.labels.count else {
            throw StanceError(
                .badData, "\(folds.count) folds for \(fitting.labels.count) rows")
        }
        let penalties = try grid.split(separator: ",").map { word in
            guard let c = Double(word) else {
                throw StanceError(.usage, "--grid \(word): expected a number")
            }
            return c
        }
        let before = ResidentMemory.now
        let timed = try Stopwatch.time(runs: 1) {
            lanes
                ? try fitting.searchInLanes(
                    grid: penalties, folds: folds, tolerance: tolerance, threads: threads)
                : try fitting.search(
                    grid: penalties, folds: folds, tolerance: tolerance, threads: threads)
        }
        let peak = ResidentMemory.peak
        let points = timed.answer.points
        try Measurement(
            runs: timed.runs, memoryBefore: before, memoryPeak: peak,
            facts: [
                "logLoss": points.map(\.meanLogLoss), "macroF1": points.map(\.meanMacroF1),
                "largestGap": points.map(\.largestRelativeGap),
            ], variant: KernelVariant.inUse.rawValue
        ).print()
    }
}
