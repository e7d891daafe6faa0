import StanceCore

extension ConformalSets {
    /// Calibrates sets on some predictions.
    ///
    /// A stance without a gold row is in every set.
    /// - Parameter predictions: on rows that the model was not fitted on.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(n log n).
    public init(calibrating predictions: [Prediction]) throws(StanceError) {
        try Prediction.check(predictions)
        var scores = [[Float]](repeating: [], count: Stance.count)
        for row in predictions {
            scores[row.gold.rawValue].append(ConformalSets.score(row.gold, row.probabilities))
        }
        guard let sets = ConformalSets(scores: scores.map { $0.sorted() }) else {
            throw StanceError(.internalFailure, "scores of conformal sets leave 0...1")
        }
        self = sets
    }
}

/// How often sets of stances hold the gold one, and how much they say.
public struct SetCoverage: Sendable, Hashable {
    /// The share of rows whose set holds the gold stance, in 0...1.
    public let coverage: Double
    /// The same among the rows of each gold stance, in class order; nil where there are none.
    public let perClass: [Double?]
    /// The mean number of stances in a set, in 0...3.
    public let meanSize: Double
    /// The share of sets of 0, 1, 2 and 3 stances.
    public let sizeShares: [Double]

    /// Measures sets against gold labels.
    ///
    /// - Parameters:
    ///   - thresholds: of the wanted coverage, calibrated on other rows.
    ///   - predictions: the rows to measure on.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`.
    public init(of thresholds: ConformalThresholds, on predictions: [Prediction])
        throws(StanceError)
    {
        try Prediction.check(predictions)
        var held = [Int](repeating: 0, count: Stance.count)
        var gold = held
        var sizes = [Int](repeating: 0, count: Stance.count + 1)
        for row in predictions {
            let set = thresholds.set(for: row.probabilities)
            gold[row.gold.rawValue] += 1
            if set.contains(row.gold) { held[row.gold.rawValue] += 1 }
            sizes[set.count] += 1
        }
        let n = Double(predictions.count)
        coverage = Double(held.reduce(0, +)) / n
        perClass = zip(held, gold).map { $1 > 0 ? Double($0) / Double($1) : nil }
        sizeShares = sizes.map { Double($0) / n }
        meanSize = sizes.enumerated().reduce(0) { $0 + Double($1.offset * $1.element) } / n
    }
}
