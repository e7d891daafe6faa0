import StanceCore
import StanceNumerics
import StanceTraining
import Testing

@Suite("Scoring in one pass")
struct OnePassScoringTests {
    private static func check(_ model: StanceModel, on examples: [Example]) throws {
        let scorer = Scorer(model: model)
        var expected = try scorer.scoresInTwoSteps(examples)
        Softmax.apply(&expected, classCount: Stance.count)
        let found = try scorer.probabilities(of: examples, threads: 1)
        for (row, probabilities) in found.enumerated() {
            let probabilities = try #require(probabilities)
            for (c, value) in [
                probabilities.critical, probabilities.neutral, probabilities.supportive,
            ].enumerated() {
                #expect(abs(value - expected[3 * row + c]) < 1e-12)
            }
        }
        #expect(try scorer.probabilities(of: examples.reversed(), threads: 3) == found.reversed())
    }

    @Test("target-aware") func targetAware() throws {
        let examples = TrainerTests.examples(articles: 12)
        let options = try TrainingOptions(penalty: .fixed(1))
        try Self.check(try Trainer(options).train(examples).model, on: examples)
    }

    @Test("bag of words") func bagOfWords() throws {
        let options = try TrainingOptions(recipe: .bagOfWords, penalty: .fixed(3))
        let rows = OpposedActors.rows(200, seed: 5)
        try Self.check(
            try Trainer(options).train(rows).model, on: OpposedActors.rows(300, seed: 6))
    }

    @Test("per actor") func perActor() throws {
        let model = try PerActorTests.model(OpposedActors.rows(200, seed: 3))
        #expect(BlockScorer(model) != nil)
        try Self.check(model, on: OpposedActors.rows(300, seed: 4))
    }
}
