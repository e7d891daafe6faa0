import StanceCore
import StanceEvaluation
import Testing

@Suite("Paired bootstrap")
struct PairedBootstrapTests {
    /// The same rows from a second model: one row in eight corrected, one in sixteen spoilt.
    static func better(_ rows: [Prediction]) -> [Prediction] {
        rows.enumerated().map { index, row in
            let wrong: Stance = row.gold == .neutral ? .critical : .neutral
            guard index % 8 == 0 || index % 16 == 5 else { return row }
            return .sure(
                row.gold, index % 8 == 0 ? row.gold : wrong, actor: row.actor, group: row.group)
        }
    }

    @Test("the intervals of a seed are those of a second implementation")
    func seeded() throws {
        let cases = try MetricsFixture.load().paired
        #expect(cases.count == 2)
        for expected in cases {
            let seed = try #require(expected.seed.flatMap { UInt64($0) })
            let options = try BootstrapOptions(
                replicates: expected.replicates, level: expected.level, seed: seed)
            let candidate = try #require(expected.candidate)
            let result = try PairedBootstrap(options).compare(
                baseline: expected.predictions,
                candidate: Prediction.rows(candidate, denominator: expected.d, grouped: true))
            for paired in [result.accuracy, result.macroF1, result.logLoss] {
                let ours = try #require(paired.interval)
                let theirs = try #require(expected.intervals[paired.metric.rawValue] ?? nil)
                #expect(abs(ours.low - theirs[0]) <= 1e-12, "\(expected.name), \(paired.metric)")
                #expect(abs(ours.high - theirs[1]) <= 1e-12, "\(expected.name), \(paired.metric)")
            }
        }
    }

    @Test("a model compared with itself differs by exactly nothing")
    func itself() throws {
        let rows = ClusterBootstrapTests.rows(seed: 1)
        let result = try PairedBootstrap().compare(baseline: rows, candidate: rows)
        for paired in [result.accuracy, result.macroF1, result.logLoss] {
            let interval = try #require(paired.interval)
            #expect(paired.difference == 0 && interval.low == 0 && interval.high == 0)
        }
    }

    @Test("the values are the models' metrics, and swapping the models turns every sign")
    func swapped() throws {
        let rows = ClusterBootstrapTests.rows(seed: 2).filter { $0.group != nil }
        let other = PairedBootstrapTests.better(rows)
        let forth = try PairedBootstrap().compare(baseline: rows, candidate: other)
        let back = try PairedBootstrap().compare(baseline: other, candidate: rows)
        #expect(forth.accuracy.difference > 0 && forth.n == rows.count && forth.groupCount == 30)
        let (before, after) = (try Metrics(rows), try Metrics(other))
        for (a, b) in [
            (forth.accuracy, back.accuracy), (forth.macroF1, back.macroF1),
            (forth.logLoss, back.logLoss),
        ] {
            #expect(abs(a.baseline - (try #require(before[a.metric]))) < 1e-13)
            #expect(abs(a.candidate - (try #require(after[a.metric]))) < 1e-13)
            #expect(abs(a.difference + b.difference) < 1e-13)
            let (there, here) = (try #require(a.interval), try #require(b.interval))
            #expect(abs(there.low + here.high) < 1e-12 && abs(there.high + here.low) < 1e-12)
            #expect(there.low < a.difference && a.difference < there.high)
        }
    }

    @Test("pairing narrows the interval of a small change")
    func narrower() throws {
        let rows = ClusterBootstrapTests.rows(seed: 3)
        let other = PairedBootstrapTests.better(rows)
        let paired = try #require(
            try PairedBootstrap().compare(baseline: rows, candidate: other).accuracy.interval)
        let single = try #require(try ClusterBootstrap().intervals(of: rows)[.accuracy])
        #expect(paired.high - paired.low < single.high - single.low)
    }

    @Test("permuting the rows of both models changes no bit")
    func permutation() throws {
        let rows = ClusterBootstrapTests.rows(seed: 4)
        let other = PairedBootstrapTests.better(rows)
        let result = try PairedBootstrap().compare(baseline: rows, candidate: other)
        var generator = SplitMix64(seed: 8)
        let order = rows.indices.shuffled(using: &generator)
        let permuted = try PairedBootstrap().compare(
            baseline: order.map { rows[$0] }, candidate: order.map { other[$0] })
        #expect(permuted == result)
    }

    @Test("one group gives differences without intervals")
    func oneGroup() throws {
        let wrong = Prediction.sure(.critical, .neutral, group: "a")
        let right = Prediction.sure(.critical, .critical, group: "a")
        let result = try PairedBootstrap().compare(
            baseline: [wrong, right], candidate: [right, right])
        #expect(result.accuracy.difference == 0.5 && result.accuracy.interval == nil)
        #expect(result.groupCount == 1)
    }

    struct Mismatch: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var candidate: [Prediction]
        var message: String
    }

    static let row = Prediction.sure(.critical, .critical, actor: "Rome", group: "a")
    static let mismatches = [
        Mismatch(
            testDescription: "length", candidate: [row],
            message: "2 rows of one model and 1 of the other; expected the same rows"),
        Mismatch(
            testDescription: "gold",
            candidate: [row, .sure(.neutral, .critical, actor: "Rome", group: "a")],
            message: "row 2: the two models' rows differ in gold label; expected the same rows"),
        Mismatch(
            testDescription: "group", candidate: [row, .sure(.critical, .critical, actor: "Rome")],
            message: "row 2: the two models' rows differ in group; expected the same rows"),
        Mismatch(
            testDescription: "actor",
            candidate: [.sure(.critical, .critical, actor: "Bern", group: "a"), row],
            message: "row 1: the two models' rows differ in actor; expected the same rows"),
    ]

    @Test("rows that do not pair are refused by number", arguments: mismatches)
    func unpaired(_ mismatch: Mismatch) {
        let baseline = [PairedBootstrapTests.row, PairedBootstrapTests.row]
        #expect(throws: StanceError(.badData, mismatch.message)) {
            try PairedBootstrap().compare(baseline: baseline, candidate: mismatch.candidate)
        }
    }
}
