import ArgumentParser

/// Our side of `make compare`: one timed piece of work per process, on data that Python laid out.
///
/// Every verb reads its data before the clock starts, times the work alone, writes the answer for
/// Python to check, and prints one JSON object with the times.
@main
struct Driver: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "driver",
        abstract: "Time one piece of StanceKit's work on prepared data.",
        subcommands: [
            ScoreTexts.self, FitTransform.self, Train.self, SearchPenalty.self, ScoreRows.self,
        ])
}
