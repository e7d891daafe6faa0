import StanceCore
import StanceNumerics

/// What a training is asked for; values that make no sense cannot be built.
public struct TrainingOptions: Sendable, Hashable {
    /// How C is found.
    public enum Penalty: Sendable, Hashable {
        /// The best of some values, ascending, by cross-validation.
        case search([Double])
        /// This value.
        case fixed(Double)
    }

    /// Which features the model looks at.
    public let recipe: Recipe
    /// Why this recipe, in a sentence for the model's facts; nil where it was asked for.
    public var recipeReason: String?
    /// Whether rows are scored out of fold even where C is fixed, so that the model knows its errors.
    ///
    /// A search for C does so anyway.
    public var calibrates = false
    /// Whether a training or a tuning also measures what looser folds would have flattered (`LeakageGap`).
    ///
    /// It takes a fit more for each fold of two kinds of folds, at the chosen C.
    public var measuresLeakage = false
    /// The recipe's blocks to use, in the recipe's order.
    public let blocks: [BlockKind]
    /// How C is found.
    public let penalty: Penalty
    /// Folds of the search, at least 2.
    public let folds: Int
    /// Where folds, held-out articles and the bootstrap start.
    public let seed: UInt64
    /// The most features that the model keeps, those of the largest weights; nil for all.
    ///
    /// The model is fitted with all of them, then again with the ones that stay, so that rows are
    /// normalised over what the model knows. The search for C is over all features.
    public let maximumFeatures: Int?
    /// Settings of the final fit; its C is replaced.
    public let softmax: SoftmaxOptions

    /// Checks and takes the options.
    ///
    /// - Parameters:
    ///   - recipe: which features the model looks at.
    ///   - blocks: some of the recipe's blocks; nil for all of them.
    ///   - penalty: how C is found.
    ///   - folds: of the search, at least 2.
    ///   - seed: where folds, held-out articles and the bootstrap start.
    ///   - classWeights: how rows are weighted by their class.
    ///   - solver: what minimises the loss.
    ///   - tolerance: the relative gap at which a fit stops.
    ///   - maximumFeatures: the most features to keep; nil for all.
    ///   - threads: at most so many; the model does not depend on it.
    /// - Throws: `StanceError.usage` naming the value and what was expected.
    public init(
        recipe: Recipe = .targetAware, blocks: [BlockKind]? = nil,
        penalty: Penalty = .search(PenaltySearch.defaultGrid), folds: Int = 5, seed: UInt64 = 0,
        classWeights: SoftmaxOptions.ClassWeights = .uniform,
        solver: SoftmaxOptions.Solver = .dual, tolerance: Double = 1e-6,
        maximumFeatures: Int? = nil, threads: Int = availableThreads
    ) throws(StanceError) {
        guard folds >= 2 else {
            throw StanceError(.usage, "\(folds) folds; expected at least 2")
        }
        let chosen = recipe.blockKinds.filter { blocks?.contains($0) ?? true }
        guard !chosen.isEmpty, blocks.map({ chosen.count == Set($0).count }) ?? true else {
            throw StanceError(
                .usage,
                "recipe \(recipe.rawValue) has the blocks "
                    + recipe.blockKinds.map(\.rawValue).joined(separator: ", ")
                    + "; expected some of them")
        }
        guard maximumFeatures.map({ $0 >= 1 }) ?? true else {
            throw StanceError(.usage, "\(maximumFeatures ?? 0) features; expected at least 1")
        }
        self.maximumFeatures = maximumFeatures
        softmax = try SoftmaxOptions(
            tolerance: tolerance, solver: solver, classWeights: classWeights, threads: threads)
        switch penalty {
        case .search(let grid): _ = try PenaltySearch(grid: grid, options: softmax)
        case .fixed(let c): _ = try SoftmaxOptions(c: c)
        }
        self.recipe = recipe
        self.blocks = chosen
        self.penalty = penalty
        self.folds = folds
        self.seed = seed
    }

    /// The relative gap at which a fit of the search stops, at least.
    ///
    /// Looser than that of a model: the choice is that of 1e-6, and figures differ by a few rows
    /// (docs/training.md).
    public static let searchTolerance = 1e-5

    /// Settings of the search's fits; their C is replaced.
    var searchOptions: SoftmaxOptions {
        get throws(StanceError) {
            try softmax.with(tolerance: max(softmax.tolerance, TrainingOptions.searchTolerance))
        }
    }
}
