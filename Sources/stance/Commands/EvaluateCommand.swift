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
            column). Rows without a known word, or whose actor is not mentioned or, for a per-actor \
            model, is not in the model, are not scored and are counted. Where rows name their \
            annotator, their agreement is measured too. With --folds no model is needed: each row is scored by a fit on other \
            articles, and the figures say what folds of single rows would have flattered.
            """)

    @Argument(help: "Files of labelled rows; - for standard input.")
    var files: [String]

    @OptionGroup var model: ModelInput

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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Cross-validate instead: score each row by a fit on other articles, in so many folds.",
            valueName: "count"))
    var folds: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Recipe of --folds (default: as stance train chooses).", valueName: "name"))
    var recipe: Recipe?

    @Option(
        name: [.customLong("C")],
        help: ArgumentHelp("C of --folds, a number or auto.", valueName: "value"))
    var c = "auto"

    @Flag(
        name: .long,
        help: "List labels that are likely wrong, by confident learning; cross-validates.")
    var suspects = false

    @Flag(
        name: .long,
        help: "With --folds: macro-F1 by the number of rows too, and what more rows would bring.")
    var learningCurve = false

    @OptionGroup var page: PageOption
    @OptionGroup var input: RowInput
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    mutating func run() throws {
        files = try PathPattern.expanded(files)
        let bootstrap = try BootstrapOptions(replicates: replicates, seed: reportOptions.seed)
        try page.check(inputs: files + [model.path, scores].compactMap { $0 })
        let source = try source(bootstrap)
        let scored = source.scored
        let report = try scored.report(by: columns, bootstrap: bootstrap)
        var evidence = EvidenceText(crossValidation: source.cross)
        evidence.agreement = try Agreement(of: scored.examples, bootstrap: bootstrap)
        if suspects {
            evidence.suspects = try LabelSuspects(scored.predictions)
            evidence.suspectExamples = scored.scoredRows.map { scored.examples[$0] }
        }
        try page.write {
            try EvaluationPageText(
                report: report, scored: scored, model: source.model, source: source.name,
                recipe: source.recipe, files: files, cross: source.cross
            ).html()
        }
        try Terminal.output(
            reportOptions.json
                ? JSONText.of(EvidenceJSON(report: report, evidence: evidence).tree)
                : evidence.heading + EvaluationText(report: report, recipe: source.recipe).text
                    + evidence.text)
    }

    /// Where the scores come from.
    private struct Source {
        var scored: ScoredExamples
        var recipe: Recipe?
        /// The file of the model or of the scores, or what stands for them.
        var name: String
        var model: StanceModel?
        var cross: Trainer.CrossValidation?
    }

    /// Scores from a model, from a file or by cross-validation.
    private func source(_ bootstrap: BootstrapOptions) throws -> Source {
        if folds != nil || suspects {
            let cross = try crossValidated(bootstrap)
            return Source(
                scored: cross.scored, recipe: cross.recipe, name: "Cross-validation", cross: cross)
        }
        guard recipe == nil, c == "auto", !learningCurve else {
            throw StanceError(
                .usage, "--recipe, --C and --learning-curve are of cross-validation; add --folds")
        }
        return try scores == nil ? scoredByModel() : scoredInFile()
    }

    private func crossValidated(
        _ bootstrap: BootstrapOptions
    ) throws -> Trainer.CrossValidation {
        guard model.path == nil, scores == nil else {
            throw StanceError(
                .usage,
                "--folds and --suspects score rows by fits of their own; leave out --model and "
                    + "--scores")
        }
        var penalty = TrainingOptions.Penalty.search(PenaltySearch.defaultGrid)
        if c != "auto" {
            guard let value = Double(c) else {
                throw StanceError(.usage, "--C \(c): expected a number above 0, or auto")
            }
            penalty = .fixed(value)
        }
        func options(_ choice: RecipeChoice) throws -> TrainingOptions {
            try TrainingOptions(
                recipe: choice.recipe, penalty: penalty, folds: folds ?? 5,
                seed: reportOptions.seed, threads: try runOptions.threadCount())
        }
        let asked = RecipeChoice(asked: recipe)
        _ = try options(asked)
        let progress = runOptions.progressLine()
        progress.show("reading")
        let actors = try input.actors(for: asked.recipe)
        let plain = try input.rows(
            files, recipe: asked.recipe, actors: actors, otherColumns: columns,
            quiet: runOptions.quiet)
        let resolved =
            asked.recipe.needsMention ? try input.resolved(plain, actors: actors) : plain
        let choice = recipe == nil ? RecipeChoice(for: resolved) : asked
        let chosen = try options(choice)
        let lexicon =
            chosen.blocks.contains(where: \.needsLexicon) ? try Shipped.lexicon(path: nil) : nil
        let cross = try Trainer(chosen, lexicon: lexicon).crossValidate(
            choice.recipe.needsMention ? resolved : plain, bootstrap: bootstrap,
            learningCurve: learningCurve
        ) { progress.show($0.text) }
        progress.finish()
        return cross
    }

    private func scoredByModel() throws -> Source {
        let threads = try runOptions.threadCount()
        let (model, path) = try model.load()
        let rows = try input.labelledRows(
            files, recipe: model.recipe, otherColumns: columns, quiet: runOptions.quiet)
        let scored = try ScoredExamples(rows, by: Scorer(model: model), threads: threads)
        try scored.checkScored(by: model)
        EvaluateCommand.warnOfTrainingTexts(rows, of: model, path, runOptions)
        return Source(scored: scored, recipe: model.recipe, name: path, model: model)
    }

    private func scoredInFile() throws -> Source {
        guard let scores, model.path == nil else {
            throw StanceError(.usage, "--scores and --model both give scores; choose one")
        }
        let rows = try input.rows(
            files, recipe: .bagOfWords, actors: [], otherColumns: columns, quiet: runOptions.quiet)
        let table = try ScoresByRow(ScoredRowReader.rows(at: scores), file: scores)
        let scored = try ScoredExamples(rows, probabilities: try table.probabilities(of: rows))
        guard !scored.scoredRows.isEmpty else {
            throw StanceError(
                .badData, "every one of the \(rows.count) rows is abstained in \(scores)")
        }
        return Source(scored: scored, name: scores)
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
