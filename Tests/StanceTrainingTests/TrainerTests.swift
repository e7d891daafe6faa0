import StanceCore
import StanceEvaluation
import StanceTraining
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Trainer")
struct TrainerTests {
    /// Rows that a model can learn: the verb before the actor tells the stance.
    static func examples(articles: Int, grouped: Bool = true) -> [Example] {
        let verbs: [Stance: [String]] = [
            .critical: ["condemned", "mocked"], .neutral: ["met", "called"],
            .supportive: ["praised", "thanked"],
        ]
        var examples: [Example] = []
        for article in 0..<articles {
            for stance in Stance.allCases {
                let verb = verbs[stance]?[article % 2] ?? ""
                let text = "In paper \(article) they \(verb) Russia."
                let start = text.utf8.count - 7
                examples.append(
                    Example(
                        text: text, actor: "Russia", mentions: [start..<start + 6], gold: stance,
                        group: grouped ? "a\(article)" : nil))
            }
        }
        return examples
    }

    @Test("a model learns, knows its facts and survives its file")
    func learns() throws {
        let examples = Self.examples(articles: 12)
        let outcome = try Trainer(TrainingOptions()).train(examples, files: ["rows.jsonl"])
        let facts = outcome.model.facts
        #expect(facts.rows == 36 && facts.groups == 12 && facts.folds == 5)
        #expect(facts.trials.count == 6 && facts.trials.contains { $0.penalty == facts.penalty })
        #expect(facts.fit.relativeGap <= 1e-6 && facts.fit.relativeGap >= 0)
        let report = try #require(outcome.crossValidation)
        #expect(report.n == 36 && report.metrics.accuracy == 1)
        let again = try StanceModel(fileBytes: try outcome.model.fileBytes(), file: "m.stance")
        let scores = try Scorer(model: outcome.model).probabilities(of: examples)
        #expect(try Scorer(model: again).probabilities(of: examples) == scores)
        for (example, score) in zip(examples, scores) { #expect(score?.stance == example.gold) }
    }

    @Test("training rows and scored rows have the same features")
    func sameFeatures() throws {
        let examples = Self.examples(articles: 8)
        for recipe in Recipe.allCases {
            let model = try Trainer(
                TrainingOptions(recipe: recipe, penalty: .fixed(1))
            ).train(examples).model
            // The objective on the scored features is the one that the fit reported.
            let scores = try Scorer(model: model).probabilities(of: examples)
            var objective = model.weights.reduce(0) { $0 + $1 * $1 } / 2
            for (example, score) in zip(examples, scores) {
                let gold = try #require(example.gold)
                objective -= log(try #require(score)[gold])
            }
            #expect(abs(objective - model.facts.fit.objective) < 1e-5 * objective)
        }
    }

    @Test("without groups the rows of one text stay in one fold")
    func textsStayWhole() throws {
        let twice = Self.examples(articles: 6, grouped: false).flatMap { [$0, $0] }
        let split = try StratifiedGroupKFold(
            labels: twice.map { $0.gold?.rawValue ?? 0 }, classCount: 3,
            groups: twice.map(\.foldKey), foldCount: 3)
        for row in stride(from: 0, to: twice.count, by: 2) {
            #expect(split.foldOfRow[row] == split.foldOfRow[row + 1])
        }
        let model = try Trainer(TrainingOptions(folds: 3)).train(twice).model
        #expect(model.facts.groups == 18)
    }

    struct Bad: CustomTestStringConvertible {
        var name: String
        var examples: [Example]
        var message: String
        var testDescription: String { name }
    }

    static let bad = [
        Bad(name: "no rows", examples: [], message: "no labelled rows"),
        Bad(
            name: "no gold", examples: [Example(text: "a", mentions: [0..<1])],
            message: "the row has no stance; training needs one"),
        Bad(
            name: "no mention", examples: [Example(text: "a", mentions: [], gold: .neutral)],
            message: "none of the 1 rows mentions its actor"),
        Bad(
            name: "a class without rows",
            examples: examples(articles: 4).filter { $0.gold != .critical },
            message: "no row is critical"),
        Bad(
            name: "one article", examples: examples(articles: 1),
            message: "needs rows of at least 2 groups"),
    ]

    @Test("what cannot be learnt from is refused", arguments: bad)
    func refuses(_ row: Bad) {
        let error = #expect(throws: StanceError.self) {
            try Trainer(TrainingOptions()).train(row.examples)
        }
        #expect(error?.kind == .badData)
        #expect(error?.message.contains(row.message) == true, "\(error?.message ?? "")")
    }
}
