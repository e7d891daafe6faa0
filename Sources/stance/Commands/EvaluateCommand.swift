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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Scored rows to measure instead, of stance score or any tool: document (the row's id), "
                + "actor, critical, neutral, supportive.", valueName: "file"))
    var scores: String?

    @Option(name: .long, help: ArgumentHelp("Bootstrap replicates.", valueName: "count"))
    var replicates = BootstrapOptions.standard.replicates

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            "Figures per value of this column as well; month and year need a date. Repeatable.",
            valueName: "column"))
    var columns: [String] = []

    @OptionGroup var input: RowInput
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    func run() throws {
        let bootstrap = try BootstrapOptions(replicates: replicates, seed: reportOptions.seed)
        let (scored, recipe) = try scores == nil ? scoredByModel() : scoredInFile()
        let report = try scored.report(by: columns, bootstrap: bootstrap)
        try Terminal.output(
            reportOptions.json
                ? JSONText.of(report) : EvaluationText(report: report, recipe: recipe).text)
    }

    private func scoredByModel() throws -> (ScoredExamples, Recipe?) {
        let threads = try runOptions.threadCount()
        let (model, path) = try Shipped.model(path: model)
        let rows = try input.labelledRows(files, recipe: model.recipe, otherColumns: columns)
        let scored = try ScoredExamples(rows, by: Scorer(model: model), threads: threads)
        try scored.checkScored(by: model)
        EvaluateCommand.warnOfTrainingTexts(rows, of: model, path, runOptions)
        return (scored, model.recipe)
    }

    private func scoredInFile() throws -> (ScoredExamples, Recipe?) {
        guard let scores, model == nil else {
            throw StanceError(.usage, "--scores and --model both give scores; choose one")
        }
        let rows = try input.rows(files, recipe: .bagOfWords, actors: [], otherColumns: columns)
        let table = try ScoresByRow(ScoredRowReader.rows(at: scores), file: scores)
        let scored = try ScoredExamples(rows, probabilities: try table.probabilities(of: rows))
        guard !scored.scoredRows.isEmpty else {
            throw StanceError(
                .badData, "every one of the \(rows.count) rows is abstained in \(scores)")
        }
        return (scored, nil)
    }

    /// Says how many of the rows a model was trained on, if any.
    static func warnOfTrainingTexts(
        _ rows: [Example], of model: StanceModel, _ path: String, _ runOptions: RunOptions
    ) {
        let seen = rows.count { model.trainedTexts.contains($0.text) }
        guard seen > 0, !runOptions.quiet else { return }
        Terminal.warning(
            "\(path) was trained on the texts of \(seen) of these \(rows.count) rows; "
                + "the figures flatter it")
    }
}
