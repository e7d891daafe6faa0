import StanceCore
import StanceEvaluation
import Testing

@Suite("Confidence interval")
struct ConfidenceIntervalTests {
    @Test("quantiles equal numpy's default ones")
    func numpyQuantiles() throws {
        let cases = try MetricsFixture.load().quantiles
        #expect(cases.count >= 5)
        for expected in cases {
            for (q, value) in zip(expected.q, expected.expected) {
                let ours = try #require(ConfidenceInterval.quantile(q, ofSorted: expected.values))
                #expect(abs(ours - value) <= 1e-15, "\(expected.values.count) values, q = \(q)")
            }
        }
    }

    @Test("percentiles of 0...100 in any order")
    func percentiles() throws {
        let values = (0...100).map { Double(($0 * 37) % 101) }
        let interval = try #require(ConfidenceInterval(percentilesOf: values, level: 0.9))
        #expect(abs(interval.low - 5) < 1e-12 && abs(interval.high - 95) < 1e-12)
        #expect(ConfidenceInterval(percentilesOf: [], level: 0.9) == nil)
        let single = try #require(ConfidenceInterval(percentilesOf: [0.3], level: 0.9))
        #expect(single.low == 0.3 && single.high == 0.3)
    }

    @Test(
        "options that make no sense cannot be built",
        arguments: [(0, 0.95), (-1, 0.95), (1_000_001, 0.95), (10, 0), (10, 1), (10, .nan)])
    func options(replicates: Int, level: Double) {
        #expect(throws: StanceError.self) {
            try BootstrapOptions(replicates: replicates, level: level)
        }
    }
}
