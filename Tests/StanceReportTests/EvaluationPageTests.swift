import Foundation
import StanceCore
import StanceEvaluation
import StanceReport
import Testing

@Suite("Report of an evaluation")
struct EvaluationPageTests {
    /// Made-up predictions: `count` rows of `actors` actors in articles of five rows.
    static func predictions(_ count: Int, actors: [String]) -> [Prediction] {
        var random = SplitMix64(seed: 7)
        func share() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }
        return (0..<count).map { row in
            let gold = Stance.allCases[random.nextIndex(below: 3)]
            var parts = [0.05 + share(), 0.05 + share(), 0.05 + share()]
            parts[gold.rawValue] += 0.7 * share()
            let sum = parts.reduce(0, +)
            return Prediction(
                gold: gold,
                probabilities: StanceProbabilities(
                    critical: parts[0] / sum, neutral: parts[1] / sum, supportive: parts[2] / sum),
                actor: actors.isEmpty ? nil : actors[row % actors.count], group: "a\(row / 5)")
        }
    }

    static func page(
        _ predictions: [Prediction], replicates: Int = 50, abstained: Int = 0,
        text: String = "The <b>author</b> condemned Moscow & praised it.",
        title: String = "m.stance"
    ) throws -> EvaluationPage {
        let report = try EvaluationReport(
            predictions, abstained: abstained, bootstrap: BootstrapOptions(replicates: replicates))
        return try EvaluationPage(
            title: title, introduction: [text], report: report, predictions: predictions
        ) { indices in
            indices.map { index in
                let count = text.utf8.count
                return ReportRow(
                    text: text, actor: predictions[index].actor, id: text,
                    gold: predictions[index].gold,
                    probabilities: predictions[index].probabilities,
                    mentions: count > 4 ? [0..<3] : [],
                    highlights: count > 12
                        ? [Explanation.Highlight(range: 5..<8, stance: .critical, strength: 1)] : []
                )
            }
        }
    }

    @Test("a page is well-formed, has a table behind every figure, and says the figures")
    func wellFormed() throws {
        let rows = Self.predictions(400, actors: ["Russia", "China", "Ångström & Søn"])
        var page = try Self.page(rows)
        page.learningCurve = [
            LearningPoint(rows: 100, value: 0.5, low: 0.45, high: 0.56),
            LearningPoint(rows: 200, value: 0.6, low: 0.56, high: 0.64),
            LearningPoint(rows: 400, value: 0.66, isForecast: true),
        ]
        let bytes = page.html
        Markup.check(bytes)
        let markup = Markup(bytes)
        #expect(markup.tags.count { $0.name == "figure" } == 5)
        let metrics = try Metrics(rows)
        for value in [metrics.macroF1, metrics.accuracy, metrics.logLoss] {
            #expect(markup.text.contains(String(format: "%.3f", value)))
        }
        for gold in Stance.allCases {
            #expect(markup.text.contains("\(metrics.confusion[gold: gold, predicted: gold])"))
        }
        #expect(markup.text.contains("Ångström &amp; Søn"))
        #expect(!markup.text.contains("Ångström & Søn"))
    }

    @Test("the same rows give the same bytes")
    func deterministic() throws {
        let rows = Self.predictions(120, actors: ["A", "B"])
        #expect(try Self.page(rows).html == Self.page(rows).html)
    }

    @Test("few and odd rows: one row, one class, no actor, one group")
    func odd() throws {
        for count in [1, 2, 6] {
            for actors in [[], ["A"]] {
                Markup.check(try Self.page(Self.predictions(count, actors: actors)).html)
            }
        }
        let certain = (0..<9).map { row in
            Prediction(
                gold: .neutral,
                probabilities: StanceProbabilities(critical: 0, neutral: 1, supportive: 0),
                actor: "A", group: row < 8 ? "a" : nil)
        }
        let bytes = try Self.page(certain, abstained: 3).html
        Markup.check(bytes)
        #expect(String(decoding: bytes, as: UTF8.self).contains("undefined"))
        #expect(throws: StanceError.self) { try Self.page([]) }
    }

    @Test("text of users is data, wherever it stands", arguments: Hostile.texts)
    func hostile(_ text: String) throws {
        let rows = Self.predictions(30, actors: [text, "B"])
        let bytes = try Self.page(rows, text: text, title: text).html
        Markup.check(bytes, "\(text.prefix(40))")
        let page = String(decoding: bytes, as: UTF8.self)
        if text.contains("<") { #expect(!page.contains(text)) }
        #expect(page.unicodeScalars.allSatisfy { !(0x202A...0x202E).contains($0.value) })
        // As many tags as with harmless text: nothing of it became markup.
        let harmless = try Self.page(
            Self.predictions(30, actors: ["A", "B"]),
            text: String(repeating: "x", count: text.utf8.count), title: "x"
        ).html
        #expect(Markup(bytes).tags.count == Markup(harmless).tags.count)
    }

    @Test("10,000 rows and 100,000 actors stay small, and say what is not shown")
    func size() throws {
        let rows = Self.predictions(10_000, actors: (0..<40).map { "Actor \($0)" })
        let text = String(repeating: "A long paragraph about nothing. ", count: 40)
        let bytes = try Self.page(rows, replicates: 20, text: text).html
        #expect(bytes.count < 3_000_000)
        #expect(Markup(bytes).text.contains("20 more are not shown"))
        let many = Self.predictions(100_000, actors: (0..<100_000).map { "Actor \($0)" })
        let page = try Self.page(many, replicates: 1).html
        #expect(page.count < 3_000_000)
        #expect(Markup(page).text.contains("99980 more are not shown"))
    }

    @Test("the rows worth a look are the most wrong and the most uncertain")
    func choice() {
        let rows = Self.predictions(200, actors: [])
        let choice = RowChoice(rows)
        let wrong = rows.filter { $0.probabilities.stance != $0.gold }
        #expect(choice.wrongCount == wrong.count)
        #expect(choice.mostWrong.count == RowChoice.limit)
        let least = wrong.map { $0.probabilities[$0.gold] }.sorted()
        #expect(
            choice.mostWrong.map { rows[$0].probabilities[rows[$0].gold] }
                == Array(least.prefix(RowChoice.limit)))
        let top = rows.map { $0.probabilities[$0.probabilities.stance] }.sorted()
        #expect(
            choice.mostUncertain.map { rows[$0].probabilities[rows[$0].probabilities.stance] }
                == Array(top.prefix(RowChoice.limit)))
    }
}
