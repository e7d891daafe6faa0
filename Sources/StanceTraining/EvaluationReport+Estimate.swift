import StanceCore
import StanceEvaluation

extension EvaluationReport {
    /// What a model keeps of an evaluation.
    public func estimate(kind: String) -> TrainingFacts.Estimate {
        var figures: [String: TrainingFacts.Figure] = [:]
        for metric in HeadlineMetric.allCases {
            guard let value = metrics[metric] else { continue }
            figures[metric.rawValue] = TrainingFacts.Figure(
                value: value, low: intervals[metric]?.low, high: intervals[metric]?.high)
        }
        return TrainingFacts.Estimate(
            kind: kind, rows: n, groups: groupCount, figures: figures)
    }
}
