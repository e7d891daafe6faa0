import StanceCore

/// Labels that are likely wrong, by confident learning.
///
///     t(j)    = mean of P(j) over the rows labelled j
///     C(i, j) = rows labelled i for which j is the most probable of the stances with P >= t
///
/// Rows off the diagonal of C whose most probable stance is not their label are suspects. The scores
/// must be out of fold, by fits that saw nothing of a row's article; otherwise a model confirms what it
/// has learned by heart.
/// - SeeAlso: Northcutt, Jiang and Chuang, "Confident learning: estimating uncertainty in dataset
///   labels" (2021), sections 3.1 and 3.2.
public struct LabelSuspects: Sendable, Hashable {
    /// A row whose label is likely wrong.
    public struct Suspect: Sendable, Hashable {
        /// The row's index in the predictions.
        public let row: Int
        /// The label it has.
        public let gold: Stance
        /// The stance that is more likely.
        public let suggested: Stance
        /// P(gold) - the largest other probability, in -1...0: the lower, the likelier an error.
        public let margin: Double
    }

    /// How far below its threshold a probability still counts, for rounding.
    private static let slack = 1e-6

    /// t in class order; nil for a stance that no row is labelled as.
    public let thresholds: [Double?]
    /// C: rows labelled, columns confidently scored, both in class order.
    public let confidentJoint: ConfusionMatrix
    /// The estimated share of wrong labels, in 0...1.
    ///
    /// C with each row scaled to the number of rows labelled so, its part off the diagonal.
    public let errorShare: Double
    /// The suspects, the likeliest error first, equal ones in the order of the rows.
    public let suspects: [Suspect]

    /// Looks for wrong labels.
    ///
    /// - Parameter predictions: labels with out-of-fold probabilities.
    /// - Throws: `StanceError.Kind.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(n log n).
    public init(_ predictions: [Prediction]) throws(StanceError) {
        try Prediction.check(predictions)
        let thresholds = Stance.allCases.map { stance -> Double? in
            let own = predictions.filter { $0.gold == stance }.map { $0.probabilities[stance] }
            return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
        }
        var joint = ConfusionMatrix()
        var suspects: [Suspect] = []
        for (row, prediction) in predictions.enumerated() {
            let p = prediction.probabilities
            let confident = Stance.allCases.filter { stance in
                thresholds[stance.rawValue].map { p[stance] >= $0 - Self.slack } ?? false
            }
            guard var likely = confident.first else { continue }
            for stance in confident where p[stance] > p[likely] { likely = stance }
            joint.record(gold: prediction.gold, predicted: likely)
            guard likely != prediction.gold, !prediction.isCorrect else { continue }
            let others = Stance.allCases.filter { $0 != prediction.gold }.map { p[$0] }
            suspects.append(
                Suspect(
                    row: row, gold: prediction.gold, suggested: likely,
                    margin: p[prediction.gold] - (others.max() ?? 0)))
        }
        let n = Double(predictions.count)
        errorShare = Stance.allCases.reduce(0.0) { sum, stance in
            let counted = joint.support(of: stance)
            guard counted > 0 else { return sum }
            let off = Double(counted - joint[gold: stance, predicted: stance]) / Double(counted)
            return sum + off * Double(predictions.count { $0.gold == stance }) / n
        }
        self.thresholds = thresholds
        confidentJoint = joint
        self.suspects = suspects.sorted { ($0.margin, $0.row) < ($1.margin, $1.row) }
    }
}
