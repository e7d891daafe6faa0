import Foundation
import StanceKit
import Testing

@Suite("Shipped model")
struct ShippedModelTests {
    static func examples() throws -> [Example] {
        let finder = try MentionFinder(actors: SeedsTests.actors)
        return try MentionResolver(finder: finder).resolve(SeedsTests.rows)
    }

    static func shipped() throws -> StanceModel {
        try StanceModel(
            path: ReadmeExampleTests.root.appendingPathComponent("models/seed.stance").path)
    }

    @Test("training on the seeds gives it again")
    func retrains() throws {
        let examples = try Self.examples()
        let again = try Trainer(TrainingOptions()).train(examples).model
        let shipped = try Self.shipped()
        #expect(shipped.facts.dataHash == DataHash.of(examples))
        #expect(shipped.facts.penalty == again.facts.penalty)
        let sameBlocks = shipped.blocks == again.blocks
        #expect(sameBlocks, "the columns differ; rebuild the model with 'make models'")
        // Scores, not bytes: BLAS kernels differ between processors in the last bits.
        let a = try Scorer(model: shipped).probabilities(of: examples)
        let b = try Scorer(model: again).probabilities(of: examples)
        let worst = zip(a, b).map { abs(($0?.score ?? 9) - ($1?.score ?? 9)) }.max() ?? 9
        #expect(worst < 1e-4)
    }

    @Test("a model of format 1 is read, and its scores do not drift")
    func formatOne() throws {
        let fixtures = ReadmeExampleTests.root.appendingPathComponent("Tests/Fixtures")
        let model = try StanceModel(path: fixtures.appendingPathComponent("model-v1.stance").path)
        let rows = try LabelledRowReader.examples(
            at: [fixtures.appendingPathComponent("model-v1-rows.jsonl").path],
            options: LabelledRowOptions(requiresStance: false))
        let scores = try Scorer(model: model).probabilities(
            of: try MentionResolver(finder: nil).resolve(rows))
        let expected = try String(
            contentsOf: fixtures.appendingPathComponent("model-v1-scores.csv"), encoding: .utf8
        ).split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        #expect(scores.count == expected.count && scores.count >= 6)
        for (score, cells) in zip(scores, expected) {
            let score = try #require(score)
            for (stance, cell) in zip(Stance.allCases, cells[4...6]) {
                #expect(abs(score[stance] - (Double(cell) ?? 9)) < 2e-6)
            }
        }
    }
}
