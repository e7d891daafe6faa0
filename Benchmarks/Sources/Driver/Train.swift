import ArgumentParser
import StanceKit

/// A matrix and its classes -> weights and biases.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "A matrix in memory -> weights.")

    @Option(help: "Folder with the matrix and the classes.") var data: String
    @Option(name: .customLong("C"), help: "The inverse strength of the penalty.") var c = 1.0
    @Option(help: "The proven relative gap at which to stop.") var tolerance = 1e-4
    @Option(help: "The solver; the library's default if none.") var solver: String?
    @Option(help: "How many threads to use.") var threads = 1
    @Option(help: "How often to run.") var runs = 1
    @Option(help: "Folder for weights and biases.") var answer: String

    func run() throws {
        let fitting = try Fitting(ArrayFolder(path: data))
        let solver = try chosenSolver()
        let before = ResidentMemory.now
        let timed = try Stopwatch.time(runs: runs) {
            try fitting.fit(c: c, tolerance: tolerance, solver: solver, threads: threads)
        }
        let peak = ResidentMemory.peak
        try ArrayFolder(path: answer).write(timed.answer.weights, to: "weights")
        try ArrayFolder(path: answer).write(timed.answer.bias, to: "bias")
        let report = timed.answer.report
        try Measurement(
            runs: timed.runs, memoryBefore: before, memoryPeak: peak,
            facts: [
                "iterations": [Double(report.iterations)], "passes": [Double(report.passes)],
                "provenGap": [report.relativeGap],
            ], variant: KernelVariant.inUse.rawValue
        ).print()
    }

    private func chosenSolver() throws -> SoftmaxOptions.Solver {
        guard let solver else { return try SoftmaxOptions().solver }
        guard let named = SoftmaxOptions.Solver(rawValue: solver) else {
            let names = SoftmaxOptions.Solver.allCases.map(\.rawValue).joined(separator: ", ")
            throw StanceError(.usage, "--solver \(solver): expected one of \(names)")
        }
        return named
    }
}
