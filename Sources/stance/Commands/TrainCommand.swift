import ArgumentParser
import StanceKit

/// `stance train`: labelled rows -> a model file.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on labelled paragraphs.",
        discussion: """
            Example:
              stance train rows.jsonl --output mine.stance

            Rows are JSONL, CSV or TSV, also .gz or .zst, with the columns text, actor and stance \
            (critical, neutral, supportive) and, where known, group (the article), spans, id and \
            weight. C is searched by cross-validation in which no article is in two folds.
            """)

    @Argument(help: "Files of labelled rows; - for standard input.")
    var files: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The model file to write; - for standard output.", valueName: "file"))
    var output: String

    @Option(
        name: [.customLong("C")],
        help: ArgumentHelp(
            "The inverse strength of the penalty, a number above 0, or auto.",
            valueName: "value"))
    var c = "auto"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Share of the rows, as whole articles, kept out of training and measured on.",
            valueName: "share"))
    var holdOut: Double?

    @Flag(
        name: .long,
        help: "With a given C: score rows out of fold too, for score --abstain, --sets and --by.")
    var calibrate = false

    @OptionGroup var features: FeatureInput

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep at most so many features, those of the largest weights (default: all).",
            valueName: "count"))
    var maxFeatures: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Text file to keep in the model: data, licences, what it is not for.",
            valueName: "file"))
    var card: String?

    @OptionGroup var input: RowInput
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var runOptions: RunOptions

    mutating func run() throws {
        files = try PathPattern.expanded(files)
        let first = try trainingOptions(RecipeChoice(asked: features.recipe))
        try OutputFile.check(
            output,
            isNoneOf: files
                + [input.known.actors, features.lexicon, features.vectors, card].compactMap { $0 })
        let words = try features.knownWords(for: first)
        let wordVectors = try features.knownVectors(for: first)
        let cardText = try card.map { try TextFile.string(at: $0, limit: TrainCommand.cardLimit) }
        let progress = runOptions.progressLine()
        progress.show("reading")
        let (all, choice) = try features.rowsAndRecipe(
            files, input, quiet: runOptions.quiet)
        let options = try trainingOptions(choice)
        let split = try heldOut(all)
        let outcome = try Trainer(options, lexicon: words, vectors: wordVectors).train(
            split.training, files: fileNames
        ) {
            progress.show($0.text)
        }
        progress.finish()
        var model = outcome.model
        var heldOut: EvaluationReport?
        if !split.heldOut.isEmpty {
            let report = try EvaluationReport(
                of: Scorer(model: model), on: split.heldOut,
                bootstrap: try BootstrapOptions(seed: reportOptions.seed),
                threads: options.softmax.threads)
            model = model.adding(report.estimate(kind: "held-out articles"))
            heldOut = report
        }
        if let cardText { model = model.adding(card: cardText) }
        let byteCount = try model.write(path: output)
        try report(
            TrainingText(
                facts: model.facts, featureCount: model.featureCount, recipe: choice.recipe,
                crossValidation: outcome.crossValidation, heldOut: heldOut,
                leakage: features.leakage ? LeakageText(gap: outcome.leakage) : nil,
                calibration: model.calibration, output: output, byteCount: byteCount))
    }

    /// The largest model card.
    private static let cardLimit = 1 << 20

    private func report(_ text: TrainingText) throws {
        if reportOptions.json {
            try Terminal.output(text.json())
        } else if output == ByteSource.standardInput {
            if !runOptions.quiet { Terminal.part(text.text) }
        } else if !runOptions.quiet {
            try Terminal.output(text.text)
        }
        TrainCommand.warnOfRowsLeftOut(text.facts.rowsWithoutMention, runOptions)
    }

    /// Says how many rows do not mention their actor, if any.
    static func warnOfRowsLeftOut(_ count: Int, _ runOptions: RunOptions) {
        guard count > 0, !runOptions.quiet else { return }
        Terminal.warning(
            "\(count) rows do not mention their actor and are left out; "
                + "an actors file with the actors' aliases may find it")
    }

    private func trainingOptions(_ choice: RecipeChoice) throws -> TrainingOptions {
        var penalty = TrainingOptions.Penalty.search(PenaltySearch.defaultGrid)
        if c != "auto" {
            guard let value = Double(c) else {
                throw StanceError(.usage, "--C \(c): expected a number above 0, or auto")
            }
            penalty = .fixed(value)
        }
        if output == ByteSource.standardInput, reportOptions.json {
            throw StanceError(
                .usage, "--json and --output - both want standard output; choose one")
        }
        var options = try features.trainingOptions(
            choice, penalty: penalty, seed: reportOptions.seed, maximumFeatures: maxFeatures,
            threads: try runOptions.threadCount())
        options.calibrates = calibrate
        return options
    }

    /// Names without folders: a model must not tell where its maker keeps files.
    private var fileNames: [String] {
        files.map { String($0.split(separator: "/").last ?? "-") }
    }

    private func heldOut(_ rows: [Example]) throws -> (training: [Example], heldOut: [Example]) {
        guard let holdOut else { return (rows, []) }
        let labels = rows.map { $0.gold?.rawValue ?? 0 }
        let split = try HoldOut(
            labels: labels, classCount: Stance.count, groups: rows.map(\.foldKey), share: holdOut,
            seed: reportOptions.seed)
        return (split.trainingRows.map { rows[$0] }, split.heldOutRows.map { rows[$0] })
    }
}

extension Trainer.Progress {
    /// What the progress line says.
    var text: String {
        switch self {
        case .counting(let rows): "counting terms of \(rows) rows"
        case .searching(let done, let total, let c):
            "searching C: fit \(done) of \(total) (C = \(Decimals.short(c)))"
        case .splitting(let done, let total): "leakage: fit \(done) of \(total)"
        case .learning(let done, let total): "learning curve: fit \(done) of \(total)"
        case .fitting(let c, let features):
            "fitting \(features) features at C = \(Decimals.short(c))"
        }
    }
}
