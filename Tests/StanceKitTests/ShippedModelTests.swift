import Foundation
import StanceCore
import StanceKit
import StanceNumerics
import Testing

@Suite("Shipped model")
struct ShippedModelTests {
    static let path = ReadmeExampleTests.root.appendingPathComponent("models/news-en.stance").path

    @Test("it is small, and says what it is for")
    func card() throws {
        let size = try FileManager.default.attributesOfItem(atPath: Self.path)[.size] as? Int
        #expect((size ?? .max) <= 3_000_000)
        let model = try StanceModel(path: Self.path)
        let card = try String(
            contentsOf: ReadmeExampleTests.root.appendingPathComponent("models/news-en.md"),
            encoding: .utf8)
        #expect(model.facts.card == card)
        for word in ["NewsMTSC", "MIT", "Not for"] { #expect(card.contains(word), "\(word)") }
        let lexicon = try LexiconFile.lexicon(at: SeedsTests.path("lexicon-en.tsv"))
        let same = model.lexicon == lexicon
        #expect(same, "the lexicon has changed; rebuild the model with 'make models'")
    }

    @Test("its scores of the sample articles do not drift")
    func drift() throws {
        let articles = try ArticleScorer(
            scorer: Scorer(model: StanceModel(path: Self.path)), actors: SeedsTests.actors)
        let reader = try DocumentReader(inputs: [SeedsTests.path("articles")])
        var paragraphs: [ParagraphToScore] = []
        while let document = try reader.next() {
            guard case .paragraphs(let list) = document.content else { continue }
            paragraphs += list.map {
                ParagraphToScore(document: document.id, number: $0.number, text: $0.text)
            }
        }
        let rows = try articles.rows(for: paragraphs)
        let expected = try String(
            contentsOf: ReadmeExampleTests.root.appendingPathComponent(
                "Tests/Fixtures/news-en-scores.csv"), encoding: .utf8
        ).split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.count == expected.count && rows.count >= 30)
        for (row, cells) in zip(rows, expected) {
            #expect(row.actor ?? "" == cells[2])
            guard case .scored(let p) = row.outcome else {
                #expect(cells[9] == "true")
                continue
            }
            // BLAS kernels differ between processors in the last bits, and the fit ends there.
            #expect(abs(p.score - (Double(cells[7]) ?? 9)) < 1e-3, "\(cells)")
        }
    }

    @Test("one pass over a text yields the scores of feature rows times weights, on every kernel")
    func onePass() throws {
        let model = try StanceModel(path: Self.path)
        let rows = try MentionResolver(finder: MentionFinder(actors: SeedsTests.actors)).resolve(
            LabelledRowReader.examples(
                at: [SeedsTests.path("paragraphs.jsonl")], options: LabelledRowOptions()))
        let examples = Array(rows.prefix(1500)).filter { !($0.mentions ?? []).isEmpty }
        #expect(examples.count > 1000)
        let expected = try Scorer(model: model).scoresInTwoSteps(examples)
        let found = try KernelVariant.available.map { variant in
            try #require(BlockScorer(model, variant: variant)).scores(of: examples)
        }
        let largest = zip(found[0], expected).map { abs($0 - $1) }.max() ?? 1
        #expect(largest < 1e-10)
        for scores in found { #expect(scores == found[0]) }
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
