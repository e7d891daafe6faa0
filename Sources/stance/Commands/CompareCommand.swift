import ArgumentParser
import StanceKit

/// `stance compare`: two models and labelled rows -> how much they differ, and where.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two models, or files of scored rows, on labelled rows.",
        discussion: """
            Example:
              stance compare old.stance new.stance test.jsonl --fail-if-worse

            Each difference (the second minus the first) has a bootstrap interval for which both \
            are measured on the same draws of articles. Scored rows, of stance score or any tool, \
            are found by document (the labelled row's id) and actor; without a file of labelled \
            rows they need a column gold.
            """)

    @Argument(help: "The baseline: a model, or scored rows.")
    var baseline: String

    @Argument(help: "The candidate: a model, or scored rows.")
    var candidate: String

    @Argument(help: "Files of labelled rows; - for standard input.")
    var files: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The metric that decides: accuracy, macro_f1, semeval_f, log_loss, brier, ece, mcc, "
                + "ordinal_mae, prevalence_error, critical_f1, neutral_f1 or supportive_f1.",
            valueName: "name"))
    var metric = HeadlineMetric.macroF1

    @Flag(
        name: .long,
        help: "Exit with 1 if the candidate's interval of --metric is wholly on the worse side.")
    var failIfWorse = false

    @Option(name: .long, help: ArgumentHelp("Changed rows to show.", valueName: "count"))
    var rows = 10

    @Option(name: .long, help: ArgumentHelp("Bootstrap replicates.", valueName: "count"))
    var replicates = BootstrapOptions.standard.replicates

    @OptionGroup var page: PageOption
    @OptionGroup var input: RowInput
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    /// One of the two that are compared.
    private enum Side {
        case model(StanceModel, path: String)
        case scores([ScoredRowReader.Row], path: String)

        init(path: String) throws {
            self =
                StanceModel.isModel(path: path)
                ? .model(try StanceModel(path: path), path: path)
                : .scores(try ScoredRowReader.rows(at: path), path: path)
        }

        var model: StanceModel? {
            if case .model(let model, _) = self { return model }
            return nil
        }

        var recipe: Recipe? { model?.recipe }
    }

    mutating func run() throws {
        files = try PathPattern.expanded(files)
        guard rows >= 0 else { throw StanceError(.usage, "--rows \(rows): expected 0 or more") }
        let bootstrap = try BootstrapOptions(replicates: replicates, seed: reportOptions.seed)
        try page.check(inputs: [baseline, candidate] + files)
        let sides = (try Side(path: baseline), try Side(path: candidate))
        let examples = try examples(of: sides)
        let scoredByCandidate = try scored(sides.1, examples)
        let comparison = try ModelComparison(
            baseline: try scored(sides.0, examples), candidate: scoredByCandidate,
            bootstrap: bootstrap)
        try page.write {
            try ComparisonPageText(
                comparison: comparison, examples: scoredByCandidate.examples,
                candidate: sides.1.model, names: (baseline: baseline, candidate: candidate),
                files: files
            ).html()
        }
        let names = (baseline: baseline, candidate: candidate)
        if reportOptions.json {
            try Terminal.output(
                JSONText.of(
                    CompareJSON(
                        comparison: comparison, examples: examples.plain, names: names,
                        metric: metric
                    ).tree))
        } else {
            try Terminal.output(
                CompareText(
                    comparison: comparison, examples: examples.plain, names: names, metric: metric,
                    limit: rows
                ).text)
        }
        if failIfWorse, comparison.paired[metric]?.verdict == .worse {
            if !runOptions.quiet {
                Terminal.note("\(candidate) is worse than \(baseline) in \(metric.rawValue)")
            }
            throw ExitCode(ExitStatus.checkFailed.rawValue)
        }
    }

    /// The labelled rows, as they stand in their files and, where a model needs it, with mentions.
    private func examples(
        of sides: (Side, Side)
    ) throws -> (plain: [Example], resolved: [Example]) {
        if files.isEmpty {
            guard case .scores(let rows, _) = sides.0, case .scores = sides.1 else {
                throw StanceError(
                    .usage, "no labelled rows; a model needs some to be measured on")
            }
            let plain = try ScoredRowReader.examples(of: rows)
            return (plain, plain)
        }
        let recipes = [sides.0.recipe, sides.1.recipe].compactMap { $0 }
        let recipe =
            recipes.first { $0.needsMention } ?? recipes.first { $0.needsActor } ?? .bagOfWords
        let actors = try input.actors(for: recipe)
        let plain = try input.rows(
            files, recipe: recipe, actors: actors, quiet: runOptions.quiet)
        return (plain, recipe.needsMention ? try input.resolved(plain, actors: actors) : plain)
    }

    private func scored(
        _ side: Side, _ examples: (plain: [Example], resolved: [Example])
    ) throws -> ScoredExamples {
        switch side {
        case .model(let model, let path):
            let rows = model.recipe.needsMention ? examples.resolved : examples.plain
            let scored = try ScoredExamples(
                rows, by: Scorer(model: model), threads: try runOptions.threadCount())
            try scored.checkScored(by: model)
            EvaluateCommand.warnOfTrainingTexts(rows, of: model, path, runOptions)
            return scored
        case .scores(let rows, let path):
            let table = try ScoresByRow(rows, file: path)
            if table.count > examples.plain.count, !runOptions.quiet {
                Terminal.warning(
                    "\(table.count - examples.plain.count) rows of \(path) have no labelled row "
                        + "and are left out")
            }
            return try ScoredExamples(
                examples.plain, probabilities: try table.probabilities(of: examples.plain))
        }
    }
}

extension HeadlineMetric: ExpressibleByArgument {}
