import ArgumentParser
import StanceKit

/// Labelled rows with their mentions -> probabilities, with a model file.
struct ScoreRows: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score-rows", abstract: "Rows with spans in memory -> probabilities.")

    @Option(help: "The model file.") var model: String
    @Option(help: "The rows, JSONL.") var rows: String
    @Option(help: "The known actors, whose mentions are the rows' others.") var actors: String
    @Option(help: "How often to run.") var runs = 1
    @Option(help: "How many threads to use.") var threads = 1
    @Option(help: "Folder for the probabilities.") var answer: String?

    func run() throws {
        let scorer = Scorer(model: try StanceModel(path: model))
        let examples = try LabelledRowReader.examples(
            at: [rows], options: LabelledRowOptions(requiresActor: true, requiresStance: false))
        let finder = try MentionFinder(actors: try ActorsFile.actors(at: actors))
        let resolved = try MentionResolver(finder: finder).resolve(examples)
        let before = ResidentMemory.now
        let timed = try Stopwatch.time(runs: runs) {
            try scorer.probabilities(of: resolved, threads: threads)
        }
        let peak = ResidentMemory.peak
        if let answer {
            let numbers = timed.answer.flatMap { row in
                row.map { [$0.critical, $0.neutral, $0.supportive] }
                    ?? [Double](repeating: .nan, count: Stance.count)
            }
            try ArrayFolder(path: answer).write(numbers, to: "probabilities")
        }
        try Measurement(
            runs: timed.runs, memoryBefore: before, memoryPeak: peak,
            variant: KernelVariant.inUse.rawValue
        ).print()
    }
}
