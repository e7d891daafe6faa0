import StanceCore
import StanceEvaluation
import Testing

@Suite("Model comparison")
struct ModelComparisonTests {
    /// One row per pair of predictions; nil where a model abstains.
    static func compare(
        _ rows: [(gold: Stance, before: Stance?, after: Stance?)], replicates: Int = 200
    ) throws -> ModelComparison {
        let examples = rows.enumerated().map {
            Example(text: "", gold: $1.gold, group: "article \($0)")
        }
        func scores(_ stances: [Stance?]) -> [StanceProbabilities?] {
            stances.map { $0.map { Prediction.sure($0, $0).probabilities } }
        }
        return try ModelComparison(
            baseline: ScoredExamples(examples, probabilities: scores(rows.map(\.before))),
            candidate: ScoredExamples(examples, probabilities: scores(rows.map(\.after))),
            bootstrap: BootstrapOptions(replicates: replicates))
    }

    @Test("rows changed are sorted by what became of them, and the rest is counted")
    func changes() throws {
        let comparison = try Self.compare([
            (.critical, .neutral, .critical), (.critical, .neutral, .supportive),
            (.critical, .critical, .neutral), (.neutral, .neutral, .neutral),
            (.neutral, nil, .neutral), (.neutral, .critical, nil), (.neutral, nil, nil),
            (.neutral, nil, nil), (.supportive, .supportive, .neutral),
        ])
        #expect(comparison.changed.map(\.row) == [2, 8, 0, 1])
        #expect(comparison.changed.map(\.change) == [.broken, .broken, .fixed, .other])
        #expect(comparison.changed.map(\.gain) == [-1, -1, 1, 0])
        #expect(comparison.paired.n == 5 && comparison.count(of: .broken) == 2)
        #expect(comparison.scoredByCandidateOnly == 1 && comparison.scoredByBaselineOnly == 1)
        #expect(comparison.scoredByNeither == 2)
        #expect(comparison.mcNemar == McNemarTest(baselineOnly: 2, candidateOnly: 1))
        #expect(comparison.notes.count == 1 && comparison.notes[0].contains("5 groups only"))
    }

    @Test("the verdict goes by the interval, and for losses by its other side")
    func verdicts() throws {
        let stances: [Stance] = [.critical, .neutral, .supportive]
        let rows = (0..<90).map { row in
            let gold = stances[row % 3]
            return (gold: gold, before: Optional(row < 40 ? .neutral : gold), after: Optional(gold))
        }
        let better = try Self.compare(rows)
        let worse = try Self.compare(rows.map { ($0.gold, $0.after, $0.before) })
        let same = try Self.compare(rows.map { ($0.gold, $0.after, $0.after) })
        for metric in HeadlineMetric.allCases {
            #expect(better.paired[metric]?.verdict == .better, "\(metric)")
            #expect(worse.paired[metric]?.verdict == .worse, "\(metric)")
            #expect(same.paired[metric]?.verdict == .undecided, "\(metric)")
        }
        #expect(same.changed.isEmpty && same.mcNemar.pValue == nil)
    }

    @Test("without an interval any difference decides; an undefined metric has none")
    func oneGroup() throws {
        let comparison = try Self.compare([(.critical, .critical, .neutral)])
        #expect(comparison.paired.accuracy.interval == nil)
        #expect(comparison.paired.accuracy.verdict == .worse)
        #expect(comparison.paired.logLoss.verdict == .worse)
        #expect(comparison.paired[.mcc] == nil && comparison.paired[.supportiveF1] == nil)
    }

    @Test("no row in common is an error")
    func nothingInCommon() {
        let expected = StanceError(
            .badData, "none of the 2 rows is scored by both models; nothing to compare")
        #expect(throws: expected) {
            try Self.compare([(.critical, nil, .critical), (.neutral, .neutral, nil)])
        }
    }
}
