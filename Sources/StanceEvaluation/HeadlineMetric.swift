import StanceCore

/// The metrics that get an interval; the raw value is the key in every output.
public enum HeadlineMetric: String, CaseIterable, Sendable, Hashable {
    /// The share of rows predicted right.
    case accuracy
    /// The mean of the three F1s.
    case macroF1 = "macro_f1"
    /// The mean of F1(critical) and F1(supportive).
    case semevalF = "semeval_f"
    /// The mean negative log-probability of the gold stance, in nats.
    case logLoss = "log_loss"
    /// Half the mean squared distance between probabilities and gold labels.
    case brier
    /// The expected calibration error.
    case ece
    /// The multiclass correlation of Matthews.
    case mcc
    /// The mean distance between gold and predicted stance, critical 0 to supportive 2.
    case ordinalMAE = "ordinal_mae"
    /// Half the sum of the errors in the shares of the stances.
    case prevalenceError = "prevalence_error"
    /// F1 of critical.
    case criticalF1 = "critical_f1"
    /// F1 of neutral.
    case neutralF1 = "neutral_f1"
    /// F1 of supportive.
    case supportiveF1 = "supportive_f1"

    /// True when more is better; false for losses and errors.
    public var isGain: Bool {
        switch self {
        case .logLoss, .brier, .ece, .ordinalMAE, .prevalenceError: false
        case .accuracy, .macroF1, .semevalF, .mcc, .criticalF1, .neutralF1, .supportiveF1: true
        }
    }
}

extension Metrics {
    /// The value of one metric; nil only for the F1 of a class that never occurs and for the
    /// correlation when all rows are gold, or predicted, as one stance.
    public subscript(metric: HeadlineMetric) -> Double? {
        switch metric {
        case .accuracy: accuracy
        case .macroF1: macroF1
        case .semevalF: semevalF
        case .logLoss: logLoss
        case .brier: brier
        case .ece: ece
        case .mcc: mcc
        case .ordinalMAE: ordinalMAE
        case .prevalenceError: prevalenceError
        case .criticalF1: perClass.critical.f1
        case .neutralF1: perClass.neutral.f1
        case .supportiveF1: perClass.supportive.f1
        }
    }
}
