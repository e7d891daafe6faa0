import StanceCore

/// Which recipe labelled rows ask for, where nobody chose one.
///
///     per-actor      more than half of the rows do not mention their actor, 1 to 20 actors have 30
///                    rows or more, and nine tenths of the rows are about these actors
///     target-aware   otherwise
///
/// Rows of weight 0 do not count. Few fixed actors that the text leaves unsaid are what per-actor is
/// for; rows that do not mention their actor teach target-aware nothing.
public struct RecipeChoice: Sendable, Hashable {
    /// The most actors with enough rows for which per-actor is chosen.
    public static let mostActors = 20
    /// The rows that an actor needs before features of its own can be learned.
    public static let enoughRows = 30

    /// The recipe.
    public let recipe: Recipe
    /// Why it is not the default, in a sentence; nil where it is.
    public let reason: String?

    /// The recipe that was asked for, or the default.
    public init(asked recipe: Recipe?) {
        self.recipe = recipe ?? .targetAware
        reason = nil
    }

    /// Chooses a recipe.
    ///
    /// - Parameter examples: with their mentions found; an example without an actor has none.
    public init(for examples: [Example]) {
        let rows = examples.filter { $0.weight > 0 }
        let unmentioned = rows.count { ($0.mentions ?? []).isEmpty }
        var spellings: [String: Int] = [:]
        for row in rows {
            guard let actor = row.actor else { continue }
            spellings[actor, default: 0] += 1
        }
        let actors = NameCount.sums(of: spellings.map { NameCount(name: $0, rows: $1) })
        let frequent = actors.filter { $0.rows >= RecipeChoice.enoughRows }
        let covered = frequent.reduce(0) { $0 + $1.rows }
        guard 2 * unmentioned > rows.count, 10 * covered >= 9 * rows.count,
            (1...RecipeChoice.mostActors).contains(frequent.count),
            actors.count <= ModelActors.limit
        else {
            (recipe, reason) = (.targetAware, nil)
            return
        }
        recipe = .perActor
        reason =
            "Recipe per-actor was chosen: \(unmentioned) of \(rows.count) rows do not mention their "
            + "actor, and \(frequent.count == 1 ? "1 actor has" : "\(frequent.count) actors have") "
            + "at least \(RecipeChoice.enoughRows) rows; --recipe chooses another."
    }
}
