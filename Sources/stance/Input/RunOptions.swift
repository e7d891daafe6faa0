import ArgumentParser
import StanceKit

/// Options of every verb that computes.
struct RunOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Threads to use (default: all cores); results never depend on it.",
            valueName: "count"))
    var threads: Int?

    @Flag(name: .shortAndLong, help: "Print nothing but data and errors.")
    var quiet = false

    @Flag(name: .long, help: "Show progress on standard error even if it is no terminal.")
    var progress = false

    func threadCount() throws -> Int {
        guard let threads else { return availableThreads }
        guard threads >= 1 else {
            throw StanceError(.usage, "--threads \(threads): expected at least 1")
        }
        return threads
    }

    func progressLine(hidden: Bool = false) -> ProgressLine {
        ProgressLine(asked: progress, quiet: quiet || hidden)
    }
}

/// Options of every verb that draws random samples and reports figures.
struct ReportOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Where random choices start.", valueName: "number"))
    var seed: UInt64 = 0

    @Flag(name: .long, help: "Print JSON instead of text.")
    var json = false
}
