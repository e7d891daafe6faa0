import StanceCore
import StanceEvaluation
import Testing

@Suite("Learning curve")
struct LearningCurveTests {
    @Test("a power law without noise is found, and its forecast is the law's")
    func exactLaw() throws {
        let sizes = [100.0, 200, 400, 800, 1_600]
        for (scale, c) in [(0.9, 0.2), (2.0, 0.35), (0.5, 0.05)] {
            // e(n) = scale * n^-c by repeated square roots of nothing: whole powers of two.
            let errors = sizes.indices.map { scale * Self.power(2, -c * Double($0)) }
            let law = try #require(PowerLaw(rows: sizes, errors: errors))
            #expect(abs(law.exponent - c) < 1e-12)
            for (n, e) in zip(sizes, errors) { #expect(abs(law.error(rows: n) - e) < 1e-12) }
            let more = law.moreRows(from: 1_600, gain: 0.01)
            #expect(abs(law.error(rows: 1_600 + more) - (errors[4] - 0.01)) < 1e-12)
        }
    }

    /// x^y by the series of exp, so that the test has no formula of the code under test.
    static func power(_ x: Double, _ y: Double) -> Double {
        // ln 2 to the last bit; only x = 2 is asked for.
        precondition(x == 2)
        let z = y * 0.693147180559945309
        var (sum, term) = (1.0, 1.0)
        for k in 1..<60 {
            term *= z / Double(k)
            sum += term
        }
        return sum
    }

    @Test("no law, no forecast: too few sizes, no error, sizes of one kind")
    func noLaw() {
        #expect(PowerLaw(rows: [10], errors: [0.5]) == nil)
        #expect(PowerLaw(rows: [10, 10], errors: [0.5, 0.4]) == nil)
        #expect(PowerLaw(rows: [10, 20], errors: [0.5, 0]) == nil)
        let rising = PowerLaw(rows: [10, 20], errors: [0.4, 0.5])
        #expect(rising?.moreRows(from: 20, gain: 0.01) == .infinity)
    }

    /// 400 held-out rows of 100 articles: row i is right at a size if its number allows it.
    static func predictions(share: Int) -> [Prediction] {
        (0..<400).map { row in
            let gold = Stance(rawValue: row % 3) ?? .neutral
            let isRight = (row * 37) % 100 < share
            let other = Stance(rawValue: (row + 1) % 3) ?? .neutral
            return .sure(gold, isRight ? gold : other, group: "a\(row / 4)")
        }
    }

    @Test("a rising curve has a forecast within its interval; the order of rows changes no bit")
    func rising() throws {
        let shares = [(50, 40), (100, 52), (200, 61), (400, 69), (800, 75)]
        var sizes = shares.map { (rows: $0.0, predictions: Self.predictions(share: $0.1)) }
        let curve = try LearningCurve(c: 1, sizes: sizes, of: 1_000)
        let forecast = curve.forecast
        let more = try #require(forecast.moreRows)
        let low = try #require(forecast.low)
        #expect(low <= more && more > 30 && more < 200)
        let high = try #require(forecast.high)
        #expect(high >= more)
        let half = try LearningCurve(
            c: 1, sizes: sizes, of: 1_000, bootstrap: BootstrapOptions(level: 0.5)
        ).forecast
        #expect(try #require(half.low) > low && #require(half.high) < high)
        // The law, fitted here to the same figures, loses one point of error over these rows.
        let law = try #require(
            PowerLaw(
                rows: curve.points.map { Double($0.rows) },
                errors: curve.points.map { 1 - $0.macroF1 }))
        let expected = try #require(forecast.macroF1)
        #expect(curve.rows == 1_000)
        #expect(abs(expected - (1 - law.error(rows: 1_000) + LearningCurve.gain)) < 2e-4)
        for (point, share) in zip(curve.points, shares) {
            #expect(abs(point.macroF1 - Double(share.1) / 100) < 0.02)
            let interval = try #require(point.interval)
            #expect(interval.low < point.macroF1 && point.macroF1 < interval.high)
        }
        for index in sizes.indices { sizes[index].predictions.reverse() }
        #expect(try LearningCurve(c: 1, sizes: sizes, of: 1_000) == curve)
    }

    @Test("what cannot be said is said to be so")
    func unsayable() throws {
        func reason(_ shares: [Int], rows: Int = 1_000) throws -> String? {
            let sizes = shares.enumerated().map {
                (rows: 100 << $0.offset, predictions: Self.predictions(share: $0.element))
            }
            let forecast = try LearningCurve(c: 1, sizes: sizes, of: rows).forecast
            #expect((forecast.moreRows == nil) == (forecast.reason != nil))
            #expect((forecast.moreRows == nil) == (forecast.macroF1 == nil))
            return forecast.reason
        }
        #expect(try reason([50, 60, 70]) == "too few sizes have rows of all three stances")
        #expect(try reason([70, 69, 68, 67]) == "the curve does not rise")
        #expect(try reason([70, 70, 70, 70, 71])?.contains("too far to tell") == true)
        #expect(try reason([30, 70, 71, 70, 72]) == "the error is no power of the rows")
        #expect(try reason([50, 70, 90, 100]) == "a size is without error")
        #expect(throws: StanceError.self) { try LearningCurve(c: 1, sizes: [], of: 10) }
        let alone = (0..<4).map { size in
            (
                rows: 100 << size,
                predictions: Self.predictions(share: 50 + 10 * size).map {
                    var row = $0
                    row.group = "one"
                    return row
                }
            )
        }
        let one = try LearningCurve(c: 1, sizes: alone, of: 1_000)
        #expect(one.forecast.reason == "one article leaves its interval open")
        #expect(one.points.allSatisfy { $0.interval == nil })
    }
}
