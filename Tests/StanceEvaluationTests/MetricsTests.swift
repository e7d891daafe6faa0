import StanceCore
import StanceEvaluation
import Testing

@Suite("Metrics")
struct MetricsTests {
    @Test("every figure equals scikit-learn's within 1e-12 on 1,000 data sets")
    func scikitLearnParity() throws {
        let cases = try MetricsFixture.load().cases
        #expect(cases.count == 1000)
        #expect(cases.contains { $0.f1.contains(nil) } && cases.contains { $0.accuracy == 0 })
        #expect(cases.contains { $0.mcc == nil } && cases.contains { ($0.mcc ?? 0) < -0.6 })
        var largest = 0.0
        for expected in cases {
            let metrics = try Metrics(expected.predictions)
            let pairs = [
                (metrics.accuracy, expected.accuracy), (metrics.macroF1, expected.macroF1),
                (metrics.semevalF, expected.semevalF), (metrics.logLoss, expected.logLoss),
                (metrics.brier, expected.brier), (metrics.ece, expected.ece),
                (metrics.mcc ?? 0, expected.mcc ?? 0),
                (metrics.ordinalMAE, expected.ordinalMAE),
                (metrics.prevalenceError, expected.prevalenceError),
            ]
            #expect((metrics.mcc == nil) == (expected.mcc == nil), "\(expected.name)")
            let difference = pairs.map { abs($0 - $1) }.max() ?? .infinity
            #expect(difference <= 1e-12, "\(expected.name)")
            largest = max(largest, difference)
            for stance in Stance.allCases {
                let figures = metrics.perClass[stance]
                #expect(figures.support == expected.support[stance.rawValue], "\(expected.name)")
                for (ours, theirs) in [
                    (figures.precision, expected.precision[stance.rawValue]),
                    (figures.recall, expected.recall[stance.rawValue]),
                    (figures.f1, expected.f1[stance.rawValue]),
                ] {
                    #expect((ours == nil) == (theirs == nil), "\(expected.name), \(stance)")
                    #expect(abs((ours ?? 0) - (theirs ?? 0)) <= 1e-12, "\(expected.name)")
                }
                for predicted in Stance.allCases {
                    #expect(
                        metrics.confusion[gold: stance, predicted: predicted]
                            == expected.confusion[3 * stance.rawValue + predicted.rawValue])
                }
            }
        }
        print("largest difference from scikit-learn over \(cases.count) data sets: \(largest)")
    }

    @Test("the bins of the reliability diagram are those of the written-out formula")
    func reliability() throws {
        let cases = try MetricsFixture.load().cases.filter { $0.bins != nil }
        #expect(cases.count == 100)
        for expected in cases {
            let bins = ReliabilityBin.all(of: expected.predictions)
            #expect(bins.count == 10)
            for (bin, theirs) in zip(bins, expected.bins ?? []) {
                #expect(bin.n == Int(theirs?[0] ?? 0), "\(expected.name)")
                #expect((bin.accuracy == nil) == (theirs == nil))
                #expect(abs((bin.meanConfidence ?? 0) - (theirs?[1] ?? 0)) <= 1e-12)
                #expect(abs((bin.accuracy ?? 0) - (theirs?[2] ?? 0)) <= 1e-12)
            }
            // Their weighted distances are the calibration error.
            let ece = bins.reduce(0) {
                $0 + Double($1.n) * abs(($1.accuracy ?? 0) - ($1.meanConfidence ?? 0))
            }
            #expect(abs(ece / Double(expected.rows.count / 3) - expected.ece) <= 1e-12)
        }
    }

    struct BadRows: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var probabilities: [StanceProbabilities]
        var message: String
    }

    static let badRows: [BadRows] = [
        BadRows(
            testDescription: "no rows", probabilities: [],
            message: "no scored rows to evaluate; expected at least one with a gold label"),
        BadRows(
            testDescription: "not a number",
            probabilities: [.init(critical: .nan, neutral: 0.5, supportive: 0.5)],
            message: "row 1: probabilities nan, 0.5, 0.5; "
                + "expected three numbers in 0...1 that sum to 1"),
        BadRows(
            testDescription: "negative, in the second row",
            probabilities: [
                .init(critical: 0.5, neutral: 0.25, supportive: 0.25),
                .init(critical: -0.5, neutral: 0.75, supportive: 0.75),
            ],
            message: "row 2: probabilities -0.5, 0.75, 0.75; "
                + "expected three numbers in 0...1 that sum to 1"),
        BadRows(
            testDescription: "sums to less",
            probabilities: [.init(critical: 0.25, neutral: 0.25, supportive: 0.25)],
            message: "row 1: probabilities 0.25, 0.25, 0.25; "
                + "expected three numbers in 0...1 that sum to 1"),
        BadRows(
            testDescription: "infinite",
            probabilities: [.init(critical: .infinity, neutral: 0, supportive: 0)],
            message: "row 1: probabilities inf, 0.0, 0.0; "
                + "expected three numbers in 0...1 that sum to 1"),
    ]

    @Test("rows without a defined metric are refused by number", arguments: badRows)
    func badRowsAreRefused(_ bad: BadRows) {
        let rows = bad.probabilities.map { Prediction(gold: .neutral, probabilities: $0) }
        let expected = StanceError(.badData, bad.message)
        #expect(throws: expected) { try Metrics(rows) }
        #expect(throws: expected) { try ClusterBootstrap().intervals(of: rows) }
        #expect(throws: expected) { try EvaluationReport(rows) }
        #expect(throws: expected) { try PairedBootstrap().compare(baseline: rows, candidate: rows) }
    }

    @Test("probabilities written with four decimals are accepted")
    func roundedProbabilities() throws {
        let rounded = StanceProbabilities(critical: 0.3333, neutral: 0.3333, supportive: 0.3333)
        #expect(try Metrics([Prediction(gold: .critical, probabilities: rounded)]).accuracy == 1)
    }
}
