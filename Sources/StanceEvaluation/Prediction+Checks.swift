import StanceCore

extension Prediction {
    /// How far from 1 the probabilities may sum, so that files with four decimals are accepted.
    package static let sumTolerance = 1e-3

    /// True when the three probabilities lie in 0...1 and sum to 1 within `sumTolerance`.
    package var isDistribution: Bool {
        let values = [probabilities.critical, probabilities.neutral, probabilities.supportive]
        // A NaN fails the comparison, so no separate test is needed.
        guard values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return false }
        return abs(values[0] + values[1] + values[2] - 1) <= Prediction.sumTolerance
    }

    /// Refuses rows for which no metric is defined.
    ///
    /// - Throws: `StanceError.Kind.badData` when there is no row, or naming the first row (from 1)
    ///   whose probabilities are not a distribution.
    package static func check(_ predictions: [Prediction]) throws(StanceError) {
        guard !predictions.isEmpty else {
            throw StanceError(
                .badData, "no scored rows to evaluate; expected at least one with a gold label")
        }
        for (index, prediction) in predictions.enumerated() where !prediction.isDistribution {
            let p = prediction.probabilities
            throw StanceError(
                .badData,
                "row \(index + 1): probabilities \(p.critical), \(p.neutral), \(p.supportive); "
                    + "expected three numbers in 0...1 that sum to 1")
        }
    }
}
