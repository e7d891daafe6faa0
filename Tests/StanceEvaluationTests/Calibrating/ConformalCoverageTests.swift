import StanceCore
import StanceEvaluation
import Testing

/// Rows of a rare class that the model hardly believes in: what marginal sets get wrong.
@Suite("Conformal coverage")
struct ConformalCoverageTests {
    /// 15 % supportive rows; each class has scores of its own.
    static func data(_ count: Int, _ generator: inout SplitMix64) -> [Prediction] {
        (0..<count).map { _ in
            let draw = generator.nextIndex(below: 100)
            let gold: Stance = draw < 45 ? .critical : draw < 85 ? .neutral : .supportive
            let noise = generator.nextIndex(below: 400)
            let own = gold == .supportive ? 50 + noise : 300 + noise
            let rest = generator.nextIndex(below: 1_001 - own)
            let p = [own, rest, 1_000 - own - rest]
            let order = [gold.rawValue, (gold.rawValue + 1) % 3, (gold.rawValue + 2) % 3]
            var cells = [0, 0, 0]
            for (place, stance) in order.enumerated() { cells[stance] = p[place] }
            return .row(gold, cells[0], cells[1], of: 1_000)
        }
    }

    @Test("each class is covered as asked, over 40 draws", arguments: [0.8, 0.9, 0.95])
    func perClass(coverage: Double) throws {
        var generator = SplitMix64(seed: 17)
        var sums = [0.0, 0, 0]
        for _ in 0..<40 {
            let sets = try ConformalSets(calibrating: Self.data(600, &generator))
            let measured = try SetCoverage(
                of: try sets.thresholds(coverage: coverage), on: Self.data(600, &generator))
            for (stance, value) in measured.perClass.enumerated() { sums[stance] += value ?? 0 }
            #expect(abs(measured.sizeShares.reduce(0, +) - 1) < 1e-12)
        }
        // In expectation target...target + 1/(n + 1), n about 90; the rest is noise. One quantile for
        // all rows would cover the supportive ones about half as often.
        for sum in sums { #expect(abs(sum / 40 - coverage) < 0.025, "\(sum / 40)") }
    }

    @Test("a class without calibrating rows, or with too few, is in every set")
    func fewRows() throws {
        let rows = [Prediction.row(.critical, 9, 1, of: 10), .row(.critical, 8, 1, of: 10)]
        let sets = try ConformalSets(calibrating: rows).thresholds(coverage: 0.6)
        let query = Prediction.row(.critical, 1, 0, of: 10).probabilities
        #expect(sets.set(for: query) == [.neutral, .supportive])
        let wide = try ConformalSets(calibrating: rows).thresholds(coverage: 0.7)
        #expect(wide.set(for: query) == Stance.allCases)
    }

    @Test("coverages outside of 0...1 are refused", arguments: [0, 1, -0.1, 1.5, Double.nan])
    func refused(coverage: Double) throws {
        let sets = try ConformalSets(calibrating: [.row(.critical, 1, 1, of: 3)])
        #expect(throws: StanceError.self) { try sets.thresholds(coverage: coverage) }
    }
}
