import ArgumentParser
import StanceKit

/// Options of features and fits; shared by every verb that fits.
struct FeatureInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which features to build (default: per-actor for few actors, mostly unmentioned, else "
                + "target-aware).", valueName: "name"))
    var recipe: Recipe?

    @Option(name: .long, help: ArgumentHelp("Folds of the search for C.", valueName: "count"))
    var folds = 5

    @Flag(
        name: .long,
        help: ArgumentHelp(
            "Measure leakage: macro-F1 by folds of single rows, of articles, and of articles and "
                + "near-duplicates, at the chosen C (default: not; evaluate --folds always does)."))
    var leakage = false

    @Option(
        name: .long, help: ArgumentHelp("How rows are weighted by their class.", valueName: "name"))
    var classWeight = ClassWeightArgument.none

    @Option(
        name: .long,
        help: ArgumentHelp("The solver; all end at the same optimum.", valueName: "name"))
    var solver = SoftmaxOptions.Solver.dual

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

    /// The rows, and the recipe that was asked for or that they ask for.
    ///
    /// Options that only target-aware has are a choice too.
    func rowsAndRecipe(
        _ files: [String], _ input: RowInput, quiet: Bool
    ) throws -> (rows: [Example], choice: RecipeChoice) {
        let isOpen =
            recipe == nil && !noActorNames && blocks == nil && lexicon == nil && vectors == nil
            && domainColumn == nil
        let asked = RecipeChoice(asked: recipe)
        let actors = try input.actors(for: asked.recipe)
        let rows = try input.rows(
            files, recipe: asked.recipe, actors: actors, domainColumn: domainColumn, quiet: quiet)
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

    /// The options of a training with the chosen features.
    func trainingOptions(
        _ choice: RecipeChoice, penalty: TrainingOptions.Penalty, seed: UInt64,
        maximumFeatures: Int? = nil, threads: Int
    ) throws -> TrainingOptions {
        var options = try TrainingOptions(
            recipe: choice.recipe, blocks: try blockKinds(of: choice.recipe), penalty: penalty,
            folds: folds, seed: seed, classWeights: classWeight.weights, solver: solver,
            maximumFeatures: maximumFeatures, threads: threads)
        options.recipeReason = choice.reason
        options.measuresLeakage = leakage
        return options
    }

    /// The lexicon, where a chosen block looks at one.
    func knownWords(for options: TrainingOptions) throws -> Lexicon? {
        guard options.blocks.contains(where: \.needsLexicon) else {
            guard lexicon == nil else {
                throw StanceError(.usage, "--lexicon: none of the chosen blocks looks at a lexicon")
            }
            return nil
        }
        return try Shipped.lexicon(path: lexicon)
    }

    /// The word vectors, where a chosen block looks at them.
    func knownVectors(for options: TrainingOptions) throws -> WordVectors? {
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
