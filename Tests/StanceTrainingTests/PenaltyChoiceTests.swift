import StanceTraining
import Testing

@Suite struct PenaltyChoiceTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        /// C, mean macro-F1, its standard error, mean log-loss.
        var points: [(Double, Double, Double, Double)]
        var chosen: Double
        var explanation: String
        var testDescription: String { name }
    }

    static let rows = [
        Row(
            name: "lower log-loss within one standard error",
            points: [(0.1, 0.50, 0.01, 0.95), (1, 0.605, 0.01, 0.90), (10, 0.61, 0.01, 0.99)],
            chosen: 1,
            explanation: "C = 1: its mean macro-F1 of 0.605 is within one standard error (0.010) "
                + "of the best (0.610 at C = 10), and of the 2 C within one standard error its "
                + "log-loss of 0.900 is the lowest."),
        Row(
            name: "the best by far",
            points: [(0.1, 0.50, 0.01, 0.80), (1, 0.605, 0.01, 0.90), (10, 0.55, 0.01, 0.70)],
            chosen: 1,
            explanation: "C = 1: its mean macro-F1 of 0.605 is the best by more than one standard "
                + "error (0.010); its log-loss is 0.900."),
        Row(
            name: "the error of the best counts, not the candidate's own",
            points: [(0.1, 0.50, 0.20, 0.10), (1, 0.60, 0.01, 0.90)],
            chosen: 1,
            explanation: "C = 1: its mean macro-F1 of 0.600 is the best by more than one standard "
                + "error (0.010); its log-loss is 0.900. It is the largest C tried."),
        Row(
            name: "equal in everything: the smallest",
            points: [(0.3, 0.60, 0.00, 0.90), (1, 0.60, 0.00, 0.90)],
            chosen: 0.3,
            explanation: "C = 0.3: its mean macro-F1 of 0.600 is the best, and of the 2 C within "
                + "one standard error its log-loss of 0.900 is the lowest. It is the smallest C "
                + "tried."),
        Row(
            name: "only one", points: [(3, 0.60, 0.01, 0.90)], chosen: 3,
            explanation: "C = 3: the only one tried; mean macro-F1 0.600, log-loss 0.900."),
    ]

    @Test(arguments: rows) func followsTheRule(row: Row) {
        let points = row.points.map { c, f1, error, logLoss in
            PenaltyPoint(
                c: c, meanMacroF1: f1, macroF1StandardError: error, meanLogLoss: logLoss,
                logLossStandardError: 0, pooledMacroF1: f1, largestRelativeGap: 0)
        }
        let choice = PenaltyChoice(points)
        #expect(points[choice.index].c == row.chosen)
        #expect(choice.explanation == row.explanation)
    }
}
