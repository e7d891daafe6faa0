import Foundation

/// Runs of `stance score` in processes of their own: start, read, score, write.
///
/// They come before anything else that is measured: the system counts what this process holds when
/// it starts another as that one's memory.
struct WholeRuns {
    let model: String?
    let actors: String?
    let threads: Int
    let repeats: Int

    /// A sentence that names two actors of the shipped list.
    private static let sentence =
        "Russia welcomed the talks, and France condemned the attack on the border.\n"

    /// The command on one sentence.
    ///
    /// - Throws: as `ChildProcess.run`.
    func coldStart() throws -> BenchFigures.Run {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = try folder.write(WholeRuns.sentence, to: "sentence.txt")
        return try score([path], runs: max(5, repeats), to: folder)
    }

    /// The command on the whole text.
    ///
    /// - Throws: as `ChildProcess.run`.
    func score(_ input: BenchInput) throws -> BenchFigures.Run {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        return try score(input.arguments, runs: min(3, repeats), to: folder)
    }

    /// The middle run of some.
    private func score(
        _ inputs: [String], runs count: Int, to folder: TemporaryFolder
    ) throws -> BenchFigures.Run {
        var arguments = ["score", "--quiet", "--threads", "\(threads)"]
        arguments += ["--output", folder.path("rows.jsonl")]
        if let model { arguments += ["--model", model] }
        if let actors { arguments += ["--actors", actors] }
        let runs = try (0..<count).map { _ in try ChildProcess.run(arguments + inputs) }
        return BenchFigures.Run(
            seconds: Clock.median(runs.map(\.seconds)),
            processorSeconds: Clock.median(runs.map(\.processorSeconds)),
            peakMemory: runs.compactMap(\.peakMemory).max())
    }
}
