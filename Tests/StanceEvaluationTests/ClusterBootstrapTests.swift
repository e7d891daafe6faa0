import StanceCore
import StanceEvaluation
import Testing

@Suite("Cluster bootstrap")
struct ClusterBootstrapTests {
    @Test("the intervals of a seed are those of a second implementation")
    func seeded() throws {
        let cases = try MetricsFixture.load().seeded
        #expect(cases.count == 3)
        for expected in cases {
            let seed = try #require(expected.seed.flatMap { UInt64($0) })
            let options = try BootstrapOptions(
                replicates: expected.replicates, level: expected.level, seed: seed)
            let intervals = try ClusterBootstrap(options).intervals(of: expected.predictions)
            for metric in HeadlineMetric.allCases {
                let theirs = try #require(expected.intervals[metric.rawValue])
                let ours = intervals[metric].map { [$0.low, $0.high] }
                #expect((ours == nil) == (theirs == nil), "\(expected.name), \(metric)")
                for (a, b) in zip(ours ?? [], theirs ?? []) {
                    #expect(abs(a - b) <= 1e-12, "\(expected.name), \(metric)")
                }
            }
        }
    }

    @Test("the intervals agree with numpy's within 5 % of their width")
    func numpy() throws {
        // Both ends rest on 20,000 replicates: the standard error of their difference is about
        // 0.7 % of the width, so 5 % is seven standard errors.
        for expected in try MetricsFixture.load().numpy {
            let options = try BootstrapOptions(
                replicates: expected.replicates, level: expected.level, seed: 5)
            let report = try EvaluationReport(expected.predictions, bootstrap: options)
            for metric in HeadlineMetric.allCases {
                let ours = try #require(report.intervals[metric])
                let theirs = try #require(expected.intervals[metric.rawValue] ?? nil)
                let tolerance = 0.05 * (theirs[1] - theirs[0])
                #expect(tolerance > 0.0005)
                #expect(abs(ours.low - theirs[0]) < tolerance, "\(expected.name), \(metric)")
                #expect(abs(ours.high - theirs[1]) < tolerance, "\(expected.name), \(metric)")
                let estimate = try #require(report.metrics[metric])
                #expect(ours.low < estimate && estimate < ours.high)
            }
        }
    }

    /// Rows in 30 articles, a quarter of them in none, of five actors.
    static func rows(seed: UInt64, count: Int = 200) -> [Prediction] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let a = generator.nextIndex(below: 11)
            let group = generator.nextIndex(below: 40)
            return .row(
                Stance(rawValue: generator.nextIndex(below: 3)) ?? .neutral, a,
                generator.nextIndex(below: 11 - a), of: 10, actor: "actor \(index % 5)",
                group: group < 30 ? "article \(group)" : nil)
        }
    }

    /// The same rows, all in one group or in none.
    static func regroup(_ rows: [Prediction], to group: String?) -> [Prediction] {
        rows.map {
            Prediction(
                gold: $0.gold, probabilities: $0.probabilities, actor: $0.actor, group: group)
        }
    }

    @Test("permuting the rows changes no bit of a report")
    func permutation() throws {
        let rows = ClusterBootstrapTests.rows(seed: 1)
        let options = try BootstrapOptions(replicates: 300)
        let report = try EvaluationReport(rows, bootstrap: options)
        var generator = SplitMix64(seed: 2)
        for _ in 0..<5 {
            let permuted = rows.shuffled(using: &generator)
            #expect(permuted != rows)
            #expect(try EvaluationReport(permuted, bootstrap: options) == report)
        }
    }

    @Test("the seed decides the intervals, and a wider level contains a narrower one")
    func seedAndLevel() throws {
        let rows = ClusterBootstrapTests.rows(seed: 4)
        func intervals(seed: UInt64, level: Double) throws -> MetricIntervals {
            let options = try BootstrapOptions(replicates: 400, level: level, seed: seed)
            return try ClusterBootstrap(options).intervals(of: rows)
        }
        let first = try intervals(seed: 1, level: 0.9)
        #expect(try intervals(seed: 1, level: 0.9) == first)
        #expect(try intervals(seed: 2, level: 0.9) != first)
        let wide = try intervals(seed: 1, level: 0.99)
        for metric in HeadlineMetric.allCases {
            let (inner, outer) = (try #require(first[metric]), try #require(wide[metric]))
            #expect(outer.low < inner.low && inner.high < outer.high, "\(metric)")
        }
    }

    @Test("rows without a group are units of their own")
    func ungrouped() throws {
        let rows = ClusterBootstrapTests.rows(seed: 6, count: 50)
        let alone = try EvaluationReport(ClusterBootstrapTests.regroup(rows, to: nil))
        #expect(alone.groupCount == 50 && alone.unit == .row)
        let mixed = try EvaluationReport(rows)
        let named = Set(rows.compactMap(\.group)).count
        let unnamed = rows.count { $0.group == nil }
        #expect(named > 1 && unnamed > 1)
        #expect(mixed.groupCount == named + unnamed && mixed.unit == .group)
    }

    @Test("draws summed together are those summed one by one, whatever the blocks")
    func drawnSums() {
        var generator = SplitMix64(seed: 8)
        for count in [1, 63, 64, 65, 200] {
            let groups = ClusterBootstrapTests.rows(seed: UInt64(count), count: 3 * count)
                .enumerated().reduce(into: [[Prediction]](repeating: [], count: count)) {
                    $0[$1.offset % count].append($1.element)
                }.map { MetricSums($0) }
            let draws = (0..<5).map { _ in
                groups.map { _ in Int32(generator.nextIndex(below: 3)) }
            }
            let together = MetricSums.sums(of: groups, drawn: draws)
            #expect(together.count == draws.count)
            for (sums, draw) in zip(together, draws) where draw.contains(where: { $0 > 0 }) {
                var alone = MetricSums()
                for (group, times) in zip(groups, draw) {
                    for _ in 0..<times { alone += group }
                }
                #expect(sums.confusion == alone.confusion)
                #expect(abs(sums.logLoss - alone.logLoss) < 1e-9)
                #expect(abs(sums.brier - alone.brier) < 1e-9)
                #expect(abs(sums.calibrationGap - alone.calibrationGap) < 1e-9)
                let single = MetricSums.sums(of: groups, drawn: [draw])
                #expect(single.map(\.logLoss) == [sums.logLoss])
            }
        }
    }

    @Test("identical groups leave no doubt: both ends are the estimate")
    func identicalGroups() throws {
        let rows = ["a", "b", "c", "d"].flatMap { group in
            [
                Prediction.row(.critical, 2, 1, of: 4, group: group),
                .row(.neutral, 2, 1, of: 4, group: group),
            ]
        }
        let report = try EvaluationReport(rows)
        for metric in HeadlineMetric.allCases where ![.supportiveF1, .mcc].contains(metric) {
            let interval = try #require(report.intervals[metric])
            #expect(interval.low == report.metrics[metric] && interval.high == interval.low)
        }
        for metric in [HeadlineMetric.supportiveF1, .mcc] {
            #expect(report.metrics[metric] == nil && report.intervals[metric] == nil)
        }
    }

    @Test("one group gives no interval, and the report says so")
    func oneGroup() throws {
        let rows = ClusterBootstrapTests.rows(seed: 7)
        let report = try EvaluationReport(ClusterBootstrapTests.regroup(rows, to: "an article"))
        #expect(HeadlineMetric.allCases.allSatisfy { report.intervals[$0] == nil })
        #expect(report.notes.count == 1 && report.notes[0].contains("undefined"))
    }
}
