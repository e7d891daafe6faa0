import StanceCore

extension CoverageRiskCurve {
    /// The curve of some predictions.
    ///
    /// - Parameter predictions: on rows that the model was not fitted on.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(n log n).
    public init(of predictions: [Prediction]) throws(StanceError) {
        try Prediction.check(predictions)
        let rows = predictions.map { (confidence: $0.confidence, isWrong: !$0.isCorrect) }
            .sorted { $0.confidence > $1.confidence }
        let n = Double(rows.count)
        var points: [Point] = []
        var (answered, errors, area) = (0, 0, 0.0)
        while answered < rows.count {
            let confidence = rows[answered].confidence
            var end = answered
            var wrong = 0
            while end < rows.count, rows[end].confidence == confidence {
                wrong += rows[end].isWrong ? 1 : 0
                end += 1
            }
            let share = Double(wrong) / Double(end - answered)
            for k in answered + 1...end {
                area += (Double(errors) + Double(k - answered) * share) / Double(k)
            }
            errors += wrong
            answered = end
            points.append(
                Point(
                    threshold: min(confidence, 1), coverage: Double(answered) / n,
                    risk: Double(errors) / Double(answered)))
        }
        try self.init(points: points, aurc: min(area / n, 1))
    }
}
