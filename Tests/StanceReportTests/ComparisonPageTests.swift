import StanceCore
import StanceReport
import Testing

@Suite("Report of a comparison")
struct ComparisonPageTests {
    private static func page(_ text: String) -> ComparisonPage {
        let now = StanceProbabilities(critical: 0.2, neutral: 0.7, supportive: 0.1)
        var row = ReportRow(text: text, actor: text, id: text, gold: .critical, probabilities: now)
        row.former = StanceProbabilities(critical: 0.8, neutral: 0.1, supportive: 0.1)
        return ComparisonPage(
            title: text, introduction: [text],
            differences: [
                MetricDifference(
                    name: "macro-F1", baseline: 0.6, candidate: 0.65, low: 0.01, high: 0.09),
                MetricDifference(
                    name: "log-loss", baseline: 0.7, candidate: 0.8, low: 0.02, high: 0.2,
                    lowerIsBetter: true),
                MetricDifference(name: "accuracy", baseline: 0.7, candidate: 0.7),
            ],
            changedRows: Array(repeating: row, count: 60), changedCount: 81)
    }

    @Test("differences with their verdicts, and the rows that changed")
    func wellFormed() {
        let bytes = Self.page("They met Moscow.").html
        Markup.check(bytes)
        let text = Markup(bytes).text
        for words in [
            "macro-F1: +0.050, better.", "log-loss: +0.100, worse.", "accuracy: 0.000, undecided.",
            "50 of 81.", "before ",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test("text of users is data, wherever it stands", arguments: Hostile.texts)
    func hostile(_ text: String) {
        let bytes = Self.page(text).html
        Markup.check(bytes, "\(text.prefix(40))")
        let harmless = Self.page(String(repeating: "x", count: text.utf8.count)).html
        #expect(Markup(bytes).tags.count == Markup(harmless).tags.count)
    }
}
