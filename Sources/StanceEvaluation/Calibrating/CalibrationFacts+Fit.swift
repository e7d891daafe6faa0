import StanceCore

extension CalibrationFacts {
    /// How many times error rates are drawn anew for the intervals of corrected shares.
    public static let resamples = 200

    /// Learns what a model must know of its errors.
    ///
    /// Weights of rows do not count. The same predictions and seed give the same facts.
    /// - Parameters:
    ///   - predictions: out of fold: each by a fit that did not see the row's article.
    ///   - seed: where the resampling of articles starts.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(n log n + resamples * groups).
    public init(fitting predictions: [Prediction], seed: UInt64 = 0) throws(StanceError) {
        try Prediction.check(predictions)
        let groups = ResamplingGroups([predictions])
        let curve = try CoverageRiskCurve(of: predictions)
        try self.init(
            rows: predictions.count, groups: groups.count,
            temperature: try TemperatureScaling(fitting: predictions),
            isotonic: try IsotonicScaling(fitting: predictions),
            coverageRisk: try CoverageRiskCurve(
                points: curve.thinned(to: CalibrationFacts.mostPoints), aurc: curve.aurc),
            sets: try ConformalSets(calibrating: predictions),
            errorRates: try ErrorRates(groups.sums(of: predictions), seed: seed))
    }
}

extension ErrorRates {
    /// Counts errors, and counts them again in articles drawn with replacement.
    fileprivate init(_ groups: [MetricSums], seed: UInt64) throws(StanceError) {
        var seeds = SplitMix64(seed: seed)
        let resampled = (0..<CalibrationFacts.resamples).map { _ in
            var generator = SplitMix64(seed: seeds.next())
            var sums = MetricSums()
            for _ in groups.indices { sums += groups[generator.nextIndex(below: groups.count)] }
            return sums.confusion.cells
        }
        let whole = groups.reduce(into: MetricSums(), +=).confusion.cells
        guard let rates = ErrorRates(counts: whole, resampled: resampled) else {
            throw StanceError(.internalFailure, "counts of errors are negative")
        }
        self = rates
    }
}
