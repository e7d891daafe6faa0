import StanceCore
import Testing

@Suite("Calibration facts")
struct CalibrationFactsTests {
    /// Facts of ten made-up rows; numbers that 32 bits do not hold are among them.
    static func facts() throws -> CalibrationFacts {
        let curve = try #require(IsotonicCurve(x: [0.1, 0.3, 0.7], y: [0, 0.4, 0.9]))
        let flat = try #require(IsotonicCurve(x: [0.2], y: [1.0 / 3]))
        return try CalibrationFacts(
            rows: 10, groups: 4, temperature: try #require(TemperatureScaling(temperature: 1.3)),
            isotonic: IsotonicScaling(critical: curve, neutral: flat, supportive: curve),
            coverageRisk: try CoverageRiskCurve(
                points: (1...10).map {
                    CoverageRiskCurve.Point(
                        threshold: 1 - Double($0) / 20, coverage: Double($0) / 10,
                        risk: Double($0) / 30)
                }, aurc: 0.15),
            sets: try #require(ConformalSets(scores: [[0.1, 0.2, 0.3, 0.4], [], [0.5, 0.9]])),
            errorRates: try #require(
                ErrorRates(
                    counts: [3, 1, 0, 0, 0, 0, 1, 2, 3],
                    resampled: [[Int]](
                        repeating: [1, 1, 0, 0, 2, 0, 1, 2, 3], count: 3))))
    }

    static func row(_ critical: Double, _ neutral: Double) -> ScoredRow {
        ScoredRow(
            document: "d", paragraph: 1, actor: "A",
            outcome: .scored(
                StanceProbabilities(
                    critical: critical, neutral: neutral, supportive: 1 - critical - neutral)),
            mentions: 1)
    }

    @Test("a model keeps them: write, read, write; a model without has none")
    func roundTrip() throws {
        let plain = try SmallModel.make()
        #expect(plain.calibration == nil)
        let model = plain.adding(try Self.facts())
        let bytes = try model.fileBytes()
        let again = try StanceModel(fileBytes: bytes, file: "m.stance")
        #expect(again == model && again.calibration == model.calibration)
        #expect(try again.fileBytes() == bytes)
        #expect(try again.adding(card: "c").calibration == Self.facts())
        #expect(try StanceModel(fileBytes: plain.fileBytes(), file: "m").calibration == nil)
    }

    @Test("every truncation and every 7th flipped bit of a file with facts is refused")
    func damaged() throws {
        var bytes = try SmallModel.make().adding(try Self.facts()).fileBytes()
        for length in stride(from: 0, to: bytes.count, by: 3) {
            #expect(throws: StanceError.self) {
                try StanceModel(fileBytes: Array(bytes.prefix(length)), file: "m.stance")
            }
        }
        for bit in stride(from: 0, to: bytes.count * 8, by: 7) {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: StanceError.self) {
                try StanceModel(fileBytes: bytes, file: "m.stance")
            }
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }

    @Test("a rule answers from its threshold on, and sets come from the model's own probabilities")
    func rule() throws {
        let rule = try AnswerRule(
            try Self.facts(), calibration: .temperature, risk: 0.21, coverage: 0.6)
        // 6 of 10 rows, risk 0.2, threshold 0.7.
        #expect(rule.answered?.coverage == Double(Float(0.6)))
        let sure = rule(Self.row(0.7, 0.2))
        guard case .scored(let shown) = sure.outcome else {
            Issue.record("not answered")
            return
        }
        #expect(shown.critical < 0.7 && shown.stance == .critical)
        // n = 4, 0, 2: the 3rd of 4, none, the 2nd of 2.
        #expect(sure.set == [.critical, .neutral, .supportive])
        #expect(rule(Self.row(0.69, 0.3)).outcome == .abstained(reason: rule.reason))
        #expect(rule(Self.row(0.69, 0.3)).set == [.neutral])
        var abstained = Self.row(1, 0)
        abstained.outcome = .abstained(reason: "no text")
        #expect(rule(abstained) == abstained)
        #expect(AnswerRule.plain(Self.row(0.5, 0.25)) == Self.row(0.5, 0.25))
    }

    @Test("a risk below every point is out of reach; numbers out of range are refused")
    func refused() throws {
        let facts = try Self.facts()
        for (risk, coverage) in [(0.01, 0.5), (0, 0.5), (1, 0.5), (0.2, 0), (.nan, 0.5)] {
            let error = #expect(throws: StanceError.self) {
                try AnswerRule(facts, risk: risk, coverage: coverage)
            }
            #expect(error?.kind == .usage)
        }
        #expect(throws: StanceError.self) { try CoverageRiskCurve(points: [], aurc: 0) }
        #expect(IsotonicCurve(x: [0.2, 0.1], y: [0, 1]) == nil)
        #expect(IsotonicCurve(x: [0.1, 0.2], y: [0.3, 0.1]) == nil)
        #expect(ConformalSets(scores: [[0.2, 0.1], [], []]) == nil)
        #expect(ErrorRates(counts: [1, 2, 3], resampled: []) == nil)
    }
}
