import StanceKit

extension HeadlineMetric {
    /// What a table calls the metric.
    var title: String {
        switch self {
        case .accuracy: "accuracy"
        case .macroF1: "macro-F1"
        case .semevalF: "SemEval F"
        case .logLoss: "log-loss (nats)"
        case .brier: "Brier"
        case .ece: "ECE"
        case .mcc: "MCC"
        case .ordinalMAE: "ordinal MAE"
        case .prevalenceError: "prevalence error"
        case .criticalF1: "F1 critical"
        case .neutralF1: "F1 neutral"
        case .supportiveF1: "F1 supportive"
        }
    }
}
