import StanceCore
import StanceTraining
import Testing

@Suite("Choice of a recipe")
struct RecipeChoiceTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        /// Actor, its rows, and how many of them mention it.
        var actors: [(name: String, rows: Int, mentioned: Int)]
        var recipe: Recipe
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "few, unmentioned", actors: [("a", 30, 0), ("b", 40, 5)], recipe: .perActor),
        Case(name: "half is mentioned", actors: [("a", 40, 20)], recipe: .targetAware),
        Case(name: "just under half", actors: [("a", 41, 20)], recipe: .perActor),
        Case(name: "an actor of 29 rows", actors: [("a", 29, 0)], recipe: .targetAware),
        Case(
            name: "spellings of one actor count together",
            actors: [("a", 15, 0), (" A", 15, 0)], recipe: .perActor),
        Case(
            name: "20 actors", actors: (0..<20).map { ("a\($0)", 30, 0) }, recipe: .perActor),
        Case(
            name: "21 actors", actors: (0..<21).map { ("a\($0)", 30, 0) }, recipe: .targetAware),
        Case(
            name: "a tail of a tenth", actors: [("a", 90, 0)] + (0..<10).map { ("t\($0)", 1, 0) },
            recipe: .perActor),
        Case(
            name: "a longer tail", actors: [("a", 90, 0)] + (0..<11).map { ("t\($0)", 1, 0) },
            recipe: .targetAware),
        Case(name: "no rows", actors: [], recipe: .targetAware),
    ]

    @Test("more than half unmentioned, 1 to 20 actors of 30 rows, nine tenths", arguments: cases)
    func rule(_ row: Case) {
        var examples: [Example] = []
        for actor in row.actors {
            for index in 0..<actor.rows {
                examples.append(
                    Example(
                        text: "x", actor: actor.name,
                        mentions: index < actor.mentioned ? [0..<1] : []))
            }
        }
        // Rows of weight 0 do not count, whatever they are.
        examples += (0..<500).map {
            Example(text: "y", actor: "z\($0)", mentions: [0..<1], weight: 0)
        }
        let choice = RecipeChoice(for: examples)
        #expect(choice.recipe == row.recipe)
        #expect((choice.reason == nil) == (row.recipe == .targetAware))
    }

    @Test("the reason is a sentence with its figures")
    func reason() {
        let rows = (0..<40).map { Example(text: "x", actor: "a", mentions: $0 < 3 ? [0..<1] : []) }
        #expect(
            RecipeChoice(for: rows).reason
                == "Recipe per-actor was chosen: 37 of 40 rows do not mention their actor, and 1 "
                + "actor has at least 30 rows; --recipe chooses another.")
    }
}
