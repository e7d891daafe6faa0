import StanceCore
import StanceEvaluation

extension Prediction {
    /// Pairs an example with its score; nil for an example without a gold label.
    public init?(_ example: Example, probabilities: StanceProbabilities) {
        guard let gold = example.gold else { return nil }
        self.init(
            gold: gold, probabilities: probabilities, actor: example.actor, group: example.group,
            text: example.text)
    }
}

extension EvaluationReport {
    /// Scores labelled examples and measures the scores.
    ///
    /// - Parameters:
    ///   - scorer: the model.
    ///   - examples: with gold labels, and their mentions found.
    ///   - bootstrap: how to make the intervals.
    ///   - threads: how many to use; nil for one per core.
    /// - Throws: `StanceError.badData` when no example can be scored.
    public init(
        of scorer: Scorer, on examples: [Example], bootstrap: BootstrapOptions = .standard,
        threads: Int? = nil
    ) throws {
        let scores = try scorer.probabilities(of: examples, threads: threads)
        let predictions = zip(examples, scores).compactMap { example, score in
            score.flatMap { Prediction(example, probabilities: $0) }
        }
        guard !predictions.isEmpty else {
            throw StanceError(
                .badData,
                "none of the \(examples.count) rows can be scored: "
                    + (scorer.model.actors == nil
                        ? "no actor is mentioned in its row; give an actors file with the actors' "
                            + "aliases"
                        : "no row's actor is in the model; see 'stance inspect'"))
        }
        try self.init(
            predictions, abstained: scores.count { $0 == nil }, bootstrap: bootstrap)
    }

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
