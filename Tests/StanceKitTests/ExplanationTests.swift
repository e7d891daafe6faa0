import Foundation
import StanceKit
import Testing

/// Explanations of real models on real text: exact on every row tried.
@Suite("Explanation of trained models")
struct TrainedExplanationTests {
    private static let shipped = ShippedModelTests.path

    /// The largest gap between the sum of the parts and ln of the ratio of two probabilities.
    private static func largestGap(_ model: StanceModel, _ rows: [Example]) throws -> Double {
        let scorer = Scorer(model: model)
        let scored = zip(rows, try scorer.probabilities(of: rows)).filter { $0.1 != nil }.map(\.0)
        #expect(!scored.isEmpty)
        let probabilities = try scorer.probabilities(of: scored)
        var largest = 0.0
        for (explanation, score) in zip(
            try Explainer(model: model).explanations(of: scored), probabilities)
        {
            let (explanation, score) = (try #require(explanation), try #require(score))
            let sum = explanation.terms.reduce(explanation.bias) { $0 + $1.contribution }
            let words = explanation.words.reduce(StanceLogits.zero) { $0 + $1.contribution }
            let rest = explanation.terms.filter(\.places.isEmpty)
                .reduce(explanation.bias) { $0 + $1.contribution }
            for (a, b) in [(Stance.critical, Stance.neutral), (.critical, .supportive)] {
                largest = max(
                    largest, abs(sum[a] - sum[b] - log(score[a] / score[b])),
                    abs(sum[a] - explanation.logits[a]), abs(words[a] + rest[a] - sum[a]))
            }
        }
        return largest
    }

    private static func sampleArticles() throws -> [Example] {
        let articles = try ArticleScorer(
            scorer: Scorer(model: StanceModel(path: shipped)), actors: SeedsTests.actors)
        let reader = try DocumentReader(inputs: [SeedsTests.path("articles")])
        var paragraphs: [ParagraphToScore] = []
        while let document = try reader.next() {
            guard case .paragraphs(let list) = document.content else { continue }
            paragraphs += list.map {
                ParagraphToScore(document: document.id, number: $0.number, text: $0.text)
            }
        }
        return try articles.examples(for: paragraphs).flatMap { $0 }
    }

    @Test("the shipped model on the sample articles and on our paragraphs")
    func shipped() throws {
        let model = try StanceModel(path: Self.shipped)
        let rows = try MentionResolver(finder: MentionFinder(actors: SeedsTests.actors))
            .resolve(Array(SeedsTests.rows.prefix(400)))
        let gap = try Self.largestGap(model, rows + Self.sampleArticles())
        print("explanations of the shipped model: largest gap \(gap)")
        #expect(gap < 1e-5)
    }

    @Test("a model of format 1 on its rows")
    func formatOne() throws {
        let fixtures = ReadmeExampleTests.root.appendingPathComponent("Tests/Fixtures")
        let model = try StanceModel(path: fixtures.appendingPathComponent("model-v1.stance").path)
        let rows = try LabelledRowReader.examples(
            at: [fixtures.appendingPathComponent("model-v1-rows.jsonl").path],
            options: LabelledRowOptions(requiresStance: false))
        #expect(try Self.largestGap(model, MentionResolver(finder: nil).resolve(rows)) < 1e-5)
    }

    @Test("bag of words and per actor", arguments: [Recipe.bagOfWords, .perActor])
    func otherRecipes(_ recipe: Recipe) throws {
        let rows = Array(SeedsTests.rows.prefix(150))
        let model = try Trainer(TrainingOptions(recipe: recipe, penalty: .fixed(3))).train(rows)
            .model
        let kinds = Set(model.blocks.map(\.kind))
        #expect(kinds == Set(recipe.blockKinds))
        let gap = try Self.largestGap(model, Array(SeedsTests.rows.prefix(300)))
        print("explanations of recipe \(recipe.rawValue): largest gap \(gap)")
        #expect(gap < 1e-5)
    }

    @Test("every block of the target-aware recipe, those of word vectors too")
    func everyBlock() throws {
        let rows = try MentionResolver(finder: MentionFinder(actors: SeedsTests.actors))
            .resolve(Array(SeedsTests.rows.prefix(150)))
        let words = ["the", "said", "of", "praised", "border", "to"]
        let vectors = try WordVectors(
            vocabulary: Vocabulary(words), dimensions: 2,
            values: [1, 0, 2, 0, 0.5, 0.5, 0, 1, 0, 3, 1, 1])
        let lexicon = try LexiconFile.lexicon(at: SeedsTests.path("lexicon-en.tsv"))
        let options = try TrainingOptions(blocks: Recipe.targetAware.blockKinds, penalty: .fixed(3))
        let model = try Trainer(options, lexicon: lexicon, vectors: vectors).train(rows).model
        #expect(model.blocks.map(\.kind) == Recipe.targetAware.blockKinds)
        let gap = try Self.largestGap(model, rows)
        print("explanations with word vectors: largest gap \(gap)")
        #expect(gap < 1e-5)
    }

    @Test("NewsMTSC's development files")
    func newsmtsc() throws {
        let shared =
            ProcessInfo.processInfo.environment["STANCE_SHARED"].map { URL(fileURLWithPath: $0) }
            ?? ReadmeExampleTests.root.appendingPathComponent("../shared")
        let folder = shared.appendingPathComponent("data/newsmtsc").standardizedFileURL
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("skipped: no NewsMTSC data at \(folder.path); set STANCE_SHARED")
            return
        }
        let rows = try LabelledRowReader.examples(
            at: ["rw_dev.jsonl", "mt_dev.jsonl"].map { folder.appendingPathComponent($0).path },
            options: LabelledRowOptions())
        let resolved = try MentionResolver(finder: MentionFinder(actors: SeedsTests.actors))
            .resolve(rows)
        let gap = try Self.largestGap(StanceModel(path: Self.shipped), resolved)
        print("explanations of \(rows.count) rows of NewsMTSC: largest gap \(gap)")
        #expect(gap < 1e-5)
    }
}
