import StanceCore
import StanceEvaluation
import Testing

@Suite("Fitted calibration")
struct CalibrationFitTests {
    @Test("temperatures are the roots that scipy finds")
    func temperature() throws {
        var compared = 0
        for golden in try CalibrationFixture.load().cases {
            guard let expected = golden.temperature else { continue }
            let fitted = try TemperatureScaling(fitting: golden.predictions).temperature
            #expect(abs(fitted / expected - 1) < 1e-9, "\(fitted), not \(expected)")
            compared += 1
        }
        #expect(compared >= 20)
    }

    @Test("isotonic curves and shares are scikit-learn's")
    func isotonic() throws {
        for golden in try CalibrationFixture.load().cases {
            let scaling = try IsotonicScaling(fitting: golden.predictions)
            for stance in Stance.allCases {
                let expected = golden.curves[stance.rawValue]
                #expect(scaling[stance].x == expected[0])
                #expect(scaling[stance].y.count == expected[1].count)
                for (one, other) in zip(scaling[stance].y, expected[1]) {
                    #expect(abs(one - other) < 1e-12)
                }
            }
            for (query, expected) in zip(golden.queries, golden.shares) {
                let shares = scaling(query)
                for stance in Stance.allCases {
                    #expect(abs(shares[stance] - expected[stance.rawValue]) < 1e-12)
                }
            }
        }
    }

    @Test("coverage, risk and the area under their curve are those of exact fractions")
    func coverageRisk() throws {
        for golden in try CalibrationFixture.load().cases {
            let curve = try CoverageRiskCurve(of: golden.predictions)
            #expect(abs(curve.aurc - golden.aurc) < 1e-12)
            #expect(curve.points.count == golden.points.count)
            for (point, expected) in zip(curve.points, golden.points) {
                #expect(
                    point.threshold == expected[0] && point.coverage == expected[1]
                        && abs(point.risk - expected[2]) < 1e-15)
            }
        }
    }

    @Test("conformal sets are those of exact fractions")
    func sets() throws {
        let fixture = try CalibrationFixture.load()
        for golden in fixture.cases {
            let conformal = try ConformalSets(calibrating: golden.predictions)
            for (coverage, expected) in zip(fixture.coverages, golden.sets) {
                let thresholds = try conformal.thresholds(coverage: coverage)
                let sets = golden.queries.map { thresholds.set(for: $0).map(\.rawValue) }
                #expect(sets == expected)
            }
        }
    }

    @Test("every row right or wrong: the temperature goes to the end of its range")
    func ends() throws {
        let right = (0..<4).map { _ in Prediction.row(.critical, 3, 1, of: 5) }
        #expect(try TemperatureScaling(fitting: right).temperature == 0.0078125)
        let wrong = (0..<4).map { _ in Prediction.row(.neutral, 3, 1, of: 5) }
        #expect(try TemperatureScaling(fitting: wrong).temperature == 128)
    }

    @Test("a temperature keeps the order and the sum; 0 and 1 stay where they are")
    func laws() throws {
        let sharp = try #require(TemperatureScaling(temperature: 0.5))
        let flat = try #require(TemperatureScaling(temperature: 4))
        for golden in try CalibrationFixture.load().cases {
            for p in golden.queries {
                for scaling in [sharp, flat] {
                    let q = scaling(p)
                    #expect(abs(q.critical + q.neutral + q.supportive - 1) < 1e-12)
                    #expect(q.stance == p.stance)
                }
                #expect(flat(p)[p.stance] <= p[p.stance] + 1e-12)
            }
        }
        #expect(
            TemperatureScaling.identity(Prediction.row(.neutral, 1, 1, of: 3).probabilities)
                == Prediction.row(.neutral, 1, 1, of: 3).probabilities)
        #expect(TemperatureScaling(temperature: .nan) == nil)
        #expect(TemperatureScaling(temperature: 0) == nil)
    }

    @Test("the risk target picks the largest coverage under it, or nothing")
    func riskTarget() throws {
        let rows =
            (0..<8).map { _ in Prediction.row(.critical, 9, 1, of: 10) }
            + [Prediction.row(.neutral, 9, 1, of: 10), .row(.neutral, 6, 2, of: 10)]
        let curve = try CoverageRiskCurve(of: rows)
        #expect(curve.fullRisk == 0.2)
        #expect(curve.point(forRisk: 0.2)?.coverage == 1)
        #expect(curve.point(forRisk: 0.12)?.threshold == 0.9)
        #expect(curve.point(forRisk: 0.1) == nil)
    }

    @Test("a thinned curve keeps its ends and rises as the whole one does")
    func thinned() throws {
        var generator = SplitMix64(seed: 3)
        let rows = (0..<5_000).map { _ in
            let a = generator.nextIndex(below: 1_000)
            return Prediction.row(
                generator.nextIndex(below: 2) == 0 ? .critical : .neutral, a,
                (1_000 - a) / 2, of: 1_000)
        }
        let curve = try CoverageRiskCurve(of: rows)
        let points = curve.thinned(to: 100)
        #expect((90...101).contains(points.count))
        #expect(points.last == curve.points.last)
        #expect(points.allSatisfy { curve.points.contains($0) })
        #expect(try CoverageRiskCurve(points: points, aurc: curve.aurc).fullRisk == curve.fullRisk)
    }

    @Test("no rows and probabilities that are none are refused")
    func bad() {
        let broken = Prediction(
            gold: .critical,
            probabilities: StanceProbabilities(critical: .nan, neutral: 0, supportive: 1))
        for rows in [[], [broken]] {
            #expect(throws: StanceError.self) { try TemperatureScaling(fitting: rows) }
            #expect(throws: StanceError.self) { try IsotonicScaling(fitting: rows) }
            #expect(throws: StanceError.self) { try CoverageRiskCurve(of: rows) }
            #expect(throws: StanceError.self) { try ConformalSets(calibrating: rows) }
        }
    }
}
