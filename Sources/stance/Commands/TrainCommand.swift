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

            Rows are JSONL, CSV or TSV, also .gz, with the columns text, actor and stance \
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
        name: .long,
        help: ArgumentHelp(
            "Which features to build (default: per-actor for few actors, mostly unmentioned, else "
                + "target-aware).", valueName: "name"))
    var recipe: Recipe?

    @Option(
        name: [.customLong("C")],
        help: ArgumentHelp(
            "The inverse strength of the penalty, a number above 0, or auto.",
            valueName: "value"))
    var c = "auto"

    @Option(name: .long, help: ArgumentHelp("Folds of the search for C.", valueName: "count"))
    var folds = 5

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Share of the rows, as whole articles, kept out of training and measured on.",
            valueName: "share"))
    var holdOut: Double?

    @Option(
        name: .long, help: ArgumentHelp("How rows are weighted by their class.", valueName: "name"))
    var classWeight = ClassWeightArgument.none

    @Option(
        name: .long,
        help: ArgumentHelp("The solver; both end at the same optimum.", valueName: "name"))
    var solver = SoftmaxOptions.Solver.lbfgs

    @Flag(name: .long, help: "Leave out the actor's name as a feature.")
    var noActorNames = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Blocks of the recipe to use, for ablation, joined by commas: masked, near, sided, "
                + "names, lexicon, roles, vectors, vectors-left, vectors-right.",
            valueName: "names"))
    var blocks: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "TSV file of words, their valence and roles (default: the one that ships).",
            valueName: "file"))
    var lexicon: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Word vectors, as stance vectors writes them, for three blocks more.",
            valueName: "file"))
    var vectors: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Column of the actor's domain, for features of their own beside the shared ones.",
            valueName: "name"))
    var domainColumn: String?

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

    func run() throws {
        let first = try trainingOptions(RecipeChoice(asked: recipe))
        try OutputFile.check(
            output,
            isNoneOf: files + [input.known.actors, lexicon, vectors, card].compactMap { $0 })
        let words = try knownWords(for: first)
        let wordVectors = try knownVectors(for: first)
        let cardText = try card.map { try TextFile.string(at: $0, limit: TrainCommand.cardLimit) }
        let progress = runOptions.progressLine()
        progress.show("reading")
        let (all, choice) = try rowsAndRecipe()
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
                crossValidation: outcome.crossValidation, heldOut: heldOut, output: output,
                byteCount: byteCount))
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
        if text.facts.rowsWithoutMention > 0, !runOptions.quiet {
            Terminal.warning(
                "\(text.facts.rowsWithoutMention) rows do not mention their actor and are left out; "
                    + "an actors file with the actors' aliases may find it")
        }
    }

    /// The rows, and the recipe that was asked for or that they ask for.
    ///
    /// Options that only target-aware has are a choice too.
    private func rowsAndRecipe() throws -> (rows: [Example], choice: RecipeChoice) {
        let isOpen =
            recipe == nil && !noActorNames && blocks == nil && lexicon == nil && vectors == nil
            && domainColumn == nil
        let asked = RecipeChoice(asked: recipe)
        let actors = try input.actors(for: asked.recipe)
        let rows = try input.rows(
            files, recipe: asked.recipe, actors: actors, domainColumn: domainColumn)
        guard asked.recipe.needsMention else {
            guard domainColumn == nil else {
                throw StanceError(
                    .usage, "--domain-column: recipe \(asked.recipe.rawValue) has no domains")
            }
            return (rows, asked)
        }
        let resolved = try input.resolved(rows, actors: actors)
        let choice = isOpen ? RecipeChoice(for: resolved) : asked
        return (choice.recipe.needsMention ? resolved : rows, choice)
    }

    private func trainingOptions(_ choice: RecipeChoice) throws -> TrainingOptions {
        let recipe = choice.recipe
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
        var options = try TrainingOptions(
            recipe: recipe, blocks: try blockKinds(of: recipe), penalty: penalty, folds: folds,
            seed: reportOptions.seed, classWeights: classWeight.weights, solver: solver,
            maximumFeatures: maxFeatures, threads: try runOptions.threadCount())
        options.recipeReason = choice.reason
        return options
    }

    private func knownWords(for options: TrainingOptions) throws -> Lexicon? {
        guard options.blocks.contains(where: \.needsLexicon) else {
            guard lexicon == nil else {
                throw StanceError(.usage, "--lexicon: none of the chosen blocks looks at a lexicon")
            }
            return nil
        }
        return try Shipped.lexicon(path: lexicon)
    }

    private func knownVectors(for options: TrainingOptions) throws -> WordVectors? {
        let isAsked = options.blocks.contains(where: \.needsVectors)
        guard let vectors else {
            guard !isAsked || blocks == nil else {
                throw StanceError(.usage, "--blocks: the blocks of vectors need --vectors FILE")
            }
            return nil
        }
        guard isAsked else {
            throw StanceError(
                .usage, "--vectors: none of the chosen blocks looks at word vectors")
        }
        return try WordVectorsFile.read(path: vectors)
    }

    private func blockKinds(of recipe: Recipe) throws -> [BlockKind]? {
        if noActorNames {
            guard recipe.blockKinds.contains(.names), blocks == nil else {
                throw StanceError(
                    .usage,
                    blocks == nil
                        ? "--no-actor-names: recipe \(recipe.rawValue) looks at no actor names"
                        : "--blocks and --no-actor-names both choose blocks; expected one of them")
            }
            return recipe.blockKinds.filter { $0 != .names }
        }
        guard let blocks else { return nil }
        return try blocks.split(separator: ",").map { word in
            guard let kind = BlockKind(rawValue: String(word)) else {
                throw StanceError(
                    .usage,
                    "--blocks \(word): expected some of "
                        + recipe.blockKinds.map(\.rawValue).joined(separator: ", "))
            }
            return kind
        }
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

/// The words of `--class-weight`.
enum ClassWeightArgument: String, ExpressibleByArgument, CaseIterable {
    case none
    case balanced

    var weights: SoftmaxOptions.ClassWeights {
        switch self {
        case .none: .uniform
        case .balanced: .balanced
        }
    }
}

extension Recipe: ExpressibleByArgument {}
extension SoftmaxOptions.Solver: ExpressibleByArgument {}

extension Trainer.Progress {
    /// What the progress line says.
    var text: String {
        switch self {
        case .counting(let rows): "counting terms of \(rows) rows"
        case .searching(let done, let total, let c):
            "searching C: fit \(done) of \(total) (C = \(Decimals.short(c)))"
        case .fitting(let c, let features):
            "fitting \(features) features at C = \(Decimals.short(c))"
        }
    }
}
