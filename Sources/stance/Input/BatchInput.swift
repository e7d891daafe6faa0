import ArgumentParser
import StanceKit

/// Options of scoring in bulk: what happens to bad rows and to a run that breaks off.
struct BatchInput: ParsableArguments {
    @OptionGroup var rejected: RejectInput

    @Flag(name: .long, help: "Continue the unfinished run of this output.")
    var resume = false

    @Flag(name: .long, help: "Discard the unfinished run of this output.")
    var restart = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Seconds between checkpoints; 0: after every chunk.", valueName: "seconds"))
    var checkpoint = 1.0

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Paragraphs to score together; results never depend on it.", valueName: "count",
            visibility: .hidden))
    var chunk = ScoreBatch.maximumParagraphs

    var start: JournaledOutput.Start { resume ? .resume : restart ? .restart : .fresh }

    func check() throws {
        guard !(resume && restart) else {
            throw StanceError(.usage, "--resume continues a run, --restart discards it; give one")
        }
        guard checkpoint.isFinite, (0...86_400).contains(checkpoint) else {
            throw StanceError(.usage, "--checkpoint \(checkpoint): expected 0 to 86400 seconds")
        }
        guard (1...1_000_000).contains(chunk) else {
            throw StanceError(.usage, "--chunk \(chunk): expected 1 to 1000000")
        }
    }

    /// What the output of this run depends on.
    func identity(model: String, actors: String?, inputs: [String]) throws -> RunIdentity {
        var identity = RunIdentity()
        identity.add("the version of stance", StanceKitVersion.current)
        try identity.add("the model", contentsOf: model)
        if let actors { try identity.add("the actors file", contentsOf: actors) }
        identity.add(
            "the command line",
            BatchInput.words(CommandLine.arguments.dropFirst()).joined(separator: "\u{1f}"))
        for input in inputs { identity.add(input: input) }
        return identity
    }

    /// The command line without what cannot change the output.
    static func words(_ arguments: ArraySlice<String>) -> [String] {
        let flags: Set = ["--resume", "--restart", "--quiet", "-q", "--progress", "--strict"]
        let options: Set = ["--threads", "--checkpoint", "--chunk"]
        var words: [String] = []
        var skipsNext = false
        for word in arguments {
            if skipsNext {
                skipsNext = false
            } else if options.contains(word) {
                skipsNext = true
            } else if !flags.contains(word), !options.contains(where: { word.hasPrefix("\($0)=") })
            {
                words.append(word)
            }
        }
        return words
    }
}
