import StanceCore

/// How well predictions agree with gold labels.
///
/// n is the number of rows, y(i) the gold stance of row i, P(i, c) its probability of stance c;
/// the predicted stance is the most probable one, of equal ones the first in class order. Every
/// value is finite.
/// - SeeAlso: `ConfusionMatrix` for the figures that come from counts.
public struct Metrics: Sendable, Hashable {
    /// The number of rows.
    public let n: Int
    /// The counts behind the figures.
    public let confusion: ConfusionMatrix
    /// The share of rows predicted right, in 0...1.
    public let accuracy: Double
    /// The mean of the three F1s, an undefined one counting as 0, in 0...1.
    public let macroF1: Double
    /// The mean of F1(critical) and F1(supportive), an undefined one counting as 0, in 0...1.
    public let semevalF: Double
    /// Precision, recall, F1 and support of each stance.
    public let perClass: PerClassMetrics
    /// The mean of -ln P(i, y(i)), probabilities clipped to eps...1 - eps, eps = 2^-52; in nats.
    public let logLoss: Double
    /// The multiclass Brier score, halved so that it lies in 0...1.
    ///
    ///     1/(2n) * sum over i and c of (P(i, c) - [c = y(i)])^2
    ///
    /// scikit-learn's `brier_score_loss(scale_by_half=True)`; its default for three classes is
    /// twice this.
    public let brier: Double
    /// The expected calibration error over ten equal bins (lo, hi] of the top probability.
    public let ece: Double
    /// The multiclass correlation of Matthews, in -1...1 (`ConfusionMatrix.matthewsCorrelation`).
    public let mcc: Double?
    /// The mean distance between gold and predicted stance, in 0...2
    /// (`ConfusionMatrix.ordinalError`).
    public let ordinalMAE: Double
    /// The error in the shares of the stances, in 0...1 (`ConfusionMatrix.prevalenceError`).
    public let prevalenceError: Double

    /// Measures predictions, summing in their order.
    ///
    /// - Throws: `StanceError.Kind.badData` without rows, or when a row's probabilities are not
    ///   three numbers in 0...1 that sum to 1 within 0.001.
    /// - Complexity: O(n).
    public init(_ predictions: [Prediction]) throws(StanceError) {
        try Prediction.check(predictions)
        self.init(MetricSums(predictions))
    }

    /// Derives the metrics from sums over at least one row.
    package init(_ sums: MetricSums) {
        confusion = sums.confusion
        n = confusion.count
        precondition(n > 0, "metrics need at least one row")
        let rows = Double(n)
        accuracy = Double(confusion.correctCount) / rows
        macroF1 = confusion.macroF1
        semevalF = confusion.semevalF
        perClass = PerClassMetrics(confusion)
        logLoss = sums.logLoss / rows
        brier = sums.brier / rows
        ece = sums.calibrationGap / rows
        mcc = confusion.matthewsCorrelation
        ordinalMAE = confusion.ordinalError ?? 0
        prevalenceError = confusion.prevalenceError ?? 0
    }
}
