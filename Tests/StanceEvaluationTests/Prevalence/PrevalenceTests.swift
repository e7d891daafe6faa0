import StanceCore
import StanceEvaluation
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("Prevalence")
struct PrevalenceTests {
    /// `Tests/Fixtures/prevalence.json`, written by `scripts/make_prevalence_fixtures.py`.
    struct Case: Decodable {
        var counts, predicted: [Int]
        var shares: [Double]
    }

    static func cases() throws -> [Case] {
        var root = URL(filePath: #filePath)
        repeat {
            root.deleteLastPathComponent()
        } while root.path.count > 1
            && !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path)
        let file = root.appending(path: "Tests/Fixtures/prevalence.json")
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    @Test("corrected shares are the nearest point of the triangle")
    func golden() throws {
        var edges = 0
        for golden in try Self.cases() {
            let correction = try #require(AdjustedCount(counts: golden.counts))
            let n = Double(golden.predicted.reduce(0, +))
            let shares = correction.shares(predicted: golden.predicted.map { Double($0) / n })
            #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
            #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 })
            for (one, other) in zip(shares, golden.shares) { #expect(abs(one - other) < 1e-9) }
            if shares.contains(0) { edges += 1 }
        }
        #expect(edges > 20)
    }

    @Test("a model without errors is not corrected, one that guesses cannot be")
    func ends() throws {
        let perfect = try #require(AdjustedCount(counts: [5, 0, 0, 0, 7, 0, 0, 0, 2]))
        #expect(perfect.shares(predicted: [0.2, 0.5, 0.3]) == [0.2, 0.5, 0.3])
        #expect(AdjustedCount(counts: [4, 4, 4, 2, 2, 2, 1, 1, 1]) == nil)
        #expect(AdjustedCount(counts: [4, 4, 4, 2, 9, 2, 0, 0, 0]) == nil)
    }

    /// Error rates of 300 rows a class, without resamples of their own.
    static let counts = [210, 60, 30, 45, 225, 30, 30, 60, 210]

    /// The stance that a model predicts for a row of class `gold` which errs as `counts` say.
    private static func predicted(_ gold: Int, _ generator: inout SplitMix64) -> Int {
        let row = counts[gold * 3..<gold * 3 + 3]
        var rest = generator.nextIndex(below: row.reduce(0, +))
        for (stance, count) in row.enumerated() {
            if rest < count { return stance }
            rest -= count
        }
        return 2
    }

    /// How often, of 200 sets of `articles` with four rows each, the interval of each stance holds its true
    /// share; `rates` gives what is known of the model's errors.
    private static func timesHeld(
        articles: Int, seed: UInt64, _ rates: (inout SplitMix64) throws -> PrevalenceRates
    ) throws -> [Int] {
        let truth = [0.5, 0.3, 0.2]
        var generator = SplitMix64(seed: seed)
        var held = [0, 0, 0]
        for round in 0..<200 {
            let rates = try rates(&generator)
            var tally = PrevalenceTally()
            for article in 0..<articles {
                for _ in 0..<4 {
                    let draw = Double(generator.nextIndex(below: 10_000)) / 10_000
                    let gold = draw < truth[0] ? 0 : draw < truth[0] + truth[1] ? 1 : 2
                    tally.add(Stance(rawValue: predicted(gold, &generator)), of: "\(article)")
                }
            }
            let found = try #require(
                tally.estimate(
                    rates, options: try BootstrapOptions(replicates: 300, seed: UInt64(round))))
            for (stance, interval) in found.intervals.enumerated() {
                let interval = try #require(interval)
                if interval.low <= truth[stance], truth[stance] <= interval.high {
                    held[stance] += 1
                }
            }
        }
        return held
    }

    @Test("intervals hold the true share as often as they say, over 200 sets of articles")
    func coverage() throws {
        let rates = PrevalenceRates(try #require(ErrorRates(counts: Self.counts, resampled: [])))
        let held = try Self.timesHeld(articles: 80, seed: 23) { _ in rates }
        print("corrected shares: 95 % intervals held the truth \(held) times of 200")
        for count in held { #expect((178...198).contains(count)) }
    }

    /// With 600 articles nearly all that is unsure is how the model errs.
    @Test("and so they do where the error rates come of 50 labelled rows a class")
    func coverageOfFewLabels() throws {
        let held = try Self.timesHeld(articles: 600, seed: 29) { generator in
            var labelled: [Int] = []
            for gold in 0..<3 {
                for _ in 0..<50 { labelled.append(3 * gold + Self.predicted(gold, &generator)) }
            }
            func tabled(_ cells: [Int]) -> [Int] {
                cells.reduce(into: [Int](repeating: 0, count: 9)) { $0[$1] += 1 }
            }
            let resampled = (0..<200).map { _ in
                tabled(labelled.map { _ in labelled[generator.nextIndex(below: labelled.count)] })
            }
            return PrevalenceRates(
                try #require(ErrorRates(counts: tabled(labelled), resampled: resampled)))
        }
        print("the same with error rates of 150 labelled rows: \(held) times of 200")
        for count in held { #expect((178...198).contains(count)) }
    }

    @Test("the order of rows changes no bit; uncertain error rates widen intervals")
    func laws() throws {
        var generator = SplitMix64(seed: 5)
        var rows: [(Stance?, String)] = (0..<600).map { row in
            (Stance(rawValue: generator.nextIndex(below: 4)), "a\(row % 50)")
        }
        let rough = (0..<50).map { shift in
            Self.counts.enumerated().map { $0.element / 4 + ($0.offset * 7 + shift * 5) % 20 }
        }
        let exact = PrevalenceRates(try #require(ErrorRates(counts: Self.counts, resampled: [])))
        let unsure = PrevalenceRates(
            try #require(ErrorRates(counts: Self.counts, resampled: rough)))
        func estimate(_ rates: PrevalenceRates) throws -> PrevalenceEstimate {
            var tally = PrevalenceTally()
            for (stance, article) in rows { tally.add(stance, of: article) }
            #expect(tally.predicted.reduce(0, +) + tally.abstained == 600)
            return try #require(tally.estimate(rates))
        }
        let first = try (estimate(exact), estimate(unsure))
        rows.reverse()
        #expect(try estimate(exact) == first.0 && (try estimate(unsure)) == first.1)
        for (narrow, wide) in zip(first.0.intervals, first.1.intervals) {
            let (narrow, wide) = (try #require(narrow), try #require(wide))
            #expect(narrow.high - narrow.low < wide.high - wide.low)
        }
        #expect(first.0.note == nil)
    }

    @Test("one article has no interval, no rows no estimate, a guessing model no correction")
    func few() throws {
        let rates = PrevalenceRates(try #require(ErrorRates(counts: Self.counts, resampled: [])))
        var tally = PrevalenceTally()
        tally.add(nil, of: "a")
        #expect(tally.estimate(rates) == nil && tally.abstained == 1)
        for _ in 0..<3 { tally.add(.critical, of: "a") }
        let one = try #require(tally.estimate(rates))
        #expect(one.shares == [1, 0, 0] && one.intervals == [nil, nil, nil])
        #expect(one.note == "one article: no interval")
        let guess = PrevalenceRates(
            try #require(ErrorRates(counts: [1, 1, 1, 1, 1, 1, 1, 1, 1], resampled: [])))
        #expect(!guess.canCorrect)
        let plain = try #require(tally.estimate(guess))
        #expect(!plain.isCorrected && plain.shares == [1, 0, 0] && plain.note != nil)
    }
}
