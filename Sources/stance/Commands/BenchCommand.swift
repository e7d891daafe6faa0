import ArgumentParser
import StanceKit

/// `stance bench`: how fast this machine scores, and how fast it could.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how fast this machine scores.",
        discussion: """
            Example:
              stance bench
              stance bench articles/ --json

            Measures on your text, or on text made by a fixed seed: the steps from reading to \
            writing, scoring by threads, the start of the command, and beside them what the \
            machine does at best. Every answer is checked before its time counts. Nothing is \
            sent or kept; figures move with whatever else the machine is doing.
            """)

    @Argument(help: "Files and folders to measure on (default: made text).")
    var inputs: [String] = []

    @OptionGroup var model: ModelInput

    @OptionGroup var known: ActorsInput

    @Option(name: .long, help: ArgumentHelp("Passes; the middle one counts.", valueName: "count"))
    var repeats = 5

    @Option(name: .long, help: ArgumentHelp("Megabytes of text to make.", valueName: "count"))
    var megabytes = 8

    @Option(
        name: .long,
        help: ArgumentHelp("Column of the text (default: text).", valueName: "name"))
    var textColumn: String?

    @Flag(name: .long, help: "Take quotes in CSV and TSV as ordinary characters.")
    var noQuotes = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "text, markdown, jsonl, csv or tsv, where a file's name does not tell.",
            valueName: "name"))
    var inputFormat: String?

    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    func run() throws {
        let threads = try runOptions.threadCount()
        let progress = runOptions.progressLine()
        try checkOptions()
        progress.show("starting the command")
        let processes = WholeRuns(
            model: model.path, actors: known.actors, threads: threads, repeats: repeats)
        let coldStart = try processes.coldStart()
        let text = try benchInput()
        defer { text.removeMade() }
        let wholeRun = try processes.score(text)
        let (model, path) = try model.load()
        let bench = Bench(
            input: text, model: model, modelPath: path,
            actors: model.recipe.needsMention ? try Shipped.actors(path: known.actors) : [],
            coldStart: coldStart, wholeRun: wholeRun, threads: threads, repeats: repeats)
        let figures = try bench.measure { progress.show($0) }
        progress.finish()
        try Terminal.output(
            reportOptions.json ? JSONText.of(figures) : BenchText(figures: figures).text)
    }

    private func checkOptions() throws {
        guard repeats >= 1 else {
            throw StanceError(.usage, "--repeats \(repeats): expected at least 1")
        }
        guard 1...1_000 ~= megabytes else {
            throw StanceError(.usage, "--megabytes \(megabytes): expected 1 to 1000")
        }
        guard !inputs.contains(ByteSource.standardInput) else {
            throw StanceError(
                .usage, "standard input can be read only once; expected files and folders")
        }
    }

    private func benchInput() throws -> BenchInput {
        var options = DocumentOptions(
            columns: ColumnNames(text: textColumn), quoting: !noQuotes)
        if let inputFormat { options.inputFormat = try DocumentFormat(option: inputFormat) }
        guard inputs.isEmpty else {
            var words = inputs
            if let textColumn { words += ["--text-column", textColumn] }
            if let inputFormat { words += ["--input-format", inputFormat] }
            if noQuotes { words.append("--no-quotes") }
            return BenchInput(inputs: inputs, options: options, arguments: words)
        }
        return try BenchInput.made(
            megabytes: megabytes, seed: reportOptions.seed,
            actors: try Shipped.actors(path: known.actors).map(\.name))
    }
}
