import ArgumentParser
import StanceKit

/// `stance evaluate`: labelled rows and a model -> metrics with intervals.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure a model on labelled paragraphs.",
        discussion: """
            Example:
              stance evaluate test.jsonl --model mine.stance

            Every headline figure has a bootstrap interval that resamples articles (the group \
            column). Rows whose actor is not mentioned or, for a per-actor model, is not in the \
            model, are not scored and are counted.
            """)

    @Argument(help: "Files of labelled rows; - for standard input.")
    var files: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The model (default: the one that ships).", valueName: "file"))
    var model: String?

    @Option(name: .long, help: ArgumentHelp("Bootstrap replicates.", valueName: "count"))
    var replicates = BootstrapOptions.standard.replicates

    @OptionGroup var page: PageOption
    @OptionGroup var input: RowInput
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    func run() throws {
        let bootstrap = try BootstrapOptions(replicates: replicates, seed: reportOptions.seed)
        let threads = try runOptions.threadCount()
        let (model, path) = try Shipped.model(path: model)
        try page.check(inputs: files + [path])
        let rows = try input.labelledRows(files, recipe: model.recipe)
        let report = try EvaluationReport(
            of: Scorer(model: model), on: rows, bootstrap: bootstrap, threads: threads)
        let seen = rows.count { model.trainedTexts.contains($0.text) }
        if seen > 0, !runOptions.quiet {
            Terminal.warning(
                "\(path) was trained on the texts of \(seen) of these \(rows.count) rows; "
                    + "the figures flatter it")
        }
        try page.write {
            try EvaluationPageText(
                report: report, model: model, modelPath: path, files: files, rows: rows,
                threads: threads
            ).html()
        }
        try Terminal.output(
            reportOptions.json
                ? JSONText.of(report)
                : EvaluationText(report: report, recipe: model.recipe).text)
    }
}
