import StanceCore
import StanceEvaluation
import Testing

@Suite("Leakage gap")
struct LeakageGapTests {
    /// 300 rows; `share` percent of them are right.
    private static func predictions(share: Int, group: (Int) -> String) -> [Prediction] {
        (0..<300).map { row in
            let gold = Stance(rawValue: row % 3) ?? .neutral
            let other = Stance(rawValue: (row + 1) % 3) ?? .neutral
            return .sure(gold, (row * 37) % 100 < share ? gold : other, group: group(row))
        }
    }

    @Test("the three figures are those of the three lists, and the gaps their differences")
    func figures() throws {
        let lists = [80, 72, 65].map { Self.predictions(share: $0) { "c\($0 / 10)" } }
        let gap = try LeakageGap(
            random: lists[0], articles: lists[1], nearDuplicates: lists[2],
            rowsWithNearDuplicate: 7)
        let f1 = try lists.map { try Metrics($0).macroF1 }
        #expect([gap.random, gap.articles, gap.nearDuplicates] == f1)
        #expect(abs(gap.randomOverArticles.difference - (f1[0] - f1[1])) < 1e-15)
        #expect(abs(gap.articlesOverNearDuplicates.difference - (f1[1] - f1[2])) < 1e-15)
        #expect(abs(gap.randomOverNearDuplicates.difference - (f1[0] - f1[2])) < 1e-15)
        #expect(gap.rowsWithNearDuplicate == 7)
    }

    @Test("near-duplicate clusters are drawn, whatever the groups of the other lists")
    func clusters() throws {
        func gap(_ group: @escaping (Int) -> String) throws -> LeakageGap {
            try LeakageGap(
                random: Self.predictions(share: 80, group: group),
                articles: Self.predictions(share: 72, group: group),
                nearDuplicates: Self.predictions(share: 65) { "c\($0 / 30)" },
                rowsWithNearDuplicate: 0)
        }
        let byCluster = try gap { "c\($0 / 30)" }
        #expect(try gap { "a\($0 / 3)" } == byCluster)
        #expect(try gap { "\($0)" } == byCluster)
        // Ten clusters leave more open than a hundred.
        let many = try LeakageGap(
            random: Self.predictions(share: 80) { "\($0 / 3)" },
            articles: Self.predictions(share: 72) { "\($0 / 3)" },
            nearDuplicates: Self.predictions(share: 65) { "\($0 / 3)" }, rowsWithNearDuplicate: 0)
        #expect(many.randomOverArticles.interval != byCluster.randomOverArticles.interval)
    }
}
