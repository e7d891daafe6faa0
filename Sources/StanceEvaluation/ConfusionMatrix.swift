import StanceCore

/// How often each gold stance was predicted as each stance.
///
///     C[g, p] = rows whose gold stance is g and whose predicted stance is p      (3 x 3)
///     TP(c) = C[c, c]    FN(c) = sum over p != c of C[c, p]    FP(c) = sum over g != c of C[g, c]
///
/// The predicted stance is the most probable one (`StanceProbabilities.stance`). Every figure that
/// needs counts alone is defined here, once; estimates and bootstrap replicates share it.
public struct ConfusionMatrix: Sendable, Hashable {
    /// The nine counts, row by row: cell 3 * gold + predicted.
    package private(set) var cells: [Int]

    /// Makes a matrix of zeros.
    public init() {
        cells = Array(repeating: 0, count: Stance.count * Stance.count)
    }

    /// Counts predictions.
    public init(_ predictions: some Sequence<Prediction>) {
        self.init()
        for prediction in predictions {
            record(gold: prediction.gold, predicted: prediction.probabilities.stance)
        }
    }

    /// Takes nine counts row by row; none may be negative.
    package init(cells: [Int]) {
        precondition(cells.count == Stance.count * Stance.count && cells.allSatisfy { $0 >= 0 })
        self.cells = cells
    }

    /// Counts one row.
    public mutating func record(gold: Stance, predicted: Stance) {
        cells[Stance.count * gold.rawValue + predicted.rawValue] += 1
    }

    /// The number of rows with this gold and this predicted stance.
    public subscript(gold gold: Stance, predicted predicted: Stance) -> Int {
        cells[Stance.count * gold.rawValue + predicted.rawValue]
    }

    /// The number of rows counted.
    public var count: Int { cells.reduce(0, +) }

    /// The number of rows predicted right: the trace.
    public var correctCount: Int {
        Stance.allCases.reduce(0) { $0 + self[gold: $1, predicted: $1] }
    }

    /// The number of rows whose gold stance is this one: TP + FN.
    public func support(of stance: Stance) -> Int {
        Stance.allCases.reduce(0) { $0 + self[gold: stance, predicted: $1] }
    }

    /// The number of rows predicted as this stance: TP + FP.
    public func predictedCount(of stance: Stance) -> Int {
        Stance.allCases.reduce(0) { $0 + self[gold: $1, predicted: stance] }
    }

    /// The share of rows predicted right; nil without rows.
    public var accuracy: Double? { ConfusionMatrix.ratio(correctCount, count) }

    /// Precision, recall and F1 of one stance, each nil where its denominator is 0.
    ///
    ///     precision = TP / (TP + FP)    recall = TP / (TP + FN)    F1 = 2 TP / (2 TP + FP + FN)
    public func metrics(of stance: Stance) -> ClassMetrics {
        let truePositives = self[gold: stance, predicted: stance]
        let support = support(of: stance)
        let predicted = predictedCount(of: stance)
        return ClassMetrics(
            precision: ConfusionMatrix.ratio(truePositives, predicted),
            recall: ConfusionMatrix.ratio(truePositives, support),
            f1: ConfusionMatrix.ratio(2 * truePositives, support + predicted),
            support: support)
    }

    /// The mean of the three F1s, a class without gold and predicted rows counting as 0.
    ///
    /// So does scikit-learn's `f1_score(average="macro", labels=[0, 1, 2], zero_division=0)`: the
    /// divisor is always 3, and rows of two classes only can reach 2/3 at most.
    public var macroF1: Double { meanF1(of: Stance.allCases) }

    /// The mean of F1(critical) and F1(supportive), an undefined one counting as 0.
    ///
    /// The official score of SemEval-2016 Task 6 (Mohammad et al. 2016), with
    /// critical for "against" and supportive for "favor": neutral counts only through its errors.
    public var semevalF: Double { meanF1(of: [.critical, .supportive]) }

    /// The multiclass correlation of Matthews, in -1...1; nil when all rows are gold, or all are
    /// predicted, as one stance.
    ///
    ///     (c n - sum over k of p(k) t(k)) / sqrt((n^2 - sum of p(k)^2) (n^2 - sum of t(k)^2))
    ///
    /// c rows right of n, p(k) predicted as stance k and t(k) gold of it. scikit-learn's
    /// `matthews_corrcoef`, which says 0 where this is undefined.
    /// - SeeAlso: Gorodkin, "Comparing two K-category assignments by a K-category correlation
    ///   coefficient" (2004).
    public var matthewsCorrelation: Double? {
        let n = Double(count)
        var (both, predicted, gold) = (0.0, 0.0, 0.0)
        for stance in Stance.allCases {
            let (p, t) = (Double(predictedCount(of: stance)), Double(support(of: stance)))
            both += p * t
            predicted += p * p
            gold += t * t
        }
        let spread = (n * n - predicted) * (n * n - gold)
        // Each factor is a sum of products of counts, exact up to 2^53, so 0 is 0.
        guard spread > 0 else { return nil }
        return (Double(correctCount) * n - both) / spread.squareRoot()
    }

    /// Cohen's kappa of two annotators, one's labels as gold and the other's as predicted, at most 1;
    /// nil when both gave all rows one label, and without rows.
    ///
    ///     (p_o - p_e) / (1 - p_e)    p_o = trace / n    p_e = sum over k of p(k) t(k) / n^2
    ///
    /// scikit-learn's `cohen_kappa_score`, which says NaN where this is undefined.
    public var cohenKappa: Double? {
        let n = Double(count)
        let chance = Stance.allCases.reduce(0.0) {
            $0 + Double(predictedCount(of: $1)) * Double(support(of: $1))
        }
        guard n * n > chance else { return nil }
        return (Double(correctCount) * n - chance) / (n * n - chance)
    }

    /// The mean distance between gold and predicted stance on the scale critical, neutral,
    /// supportive, in 0...2; nil without rows.
    ///
    ///     1/n * sum over g and p of C[g, p] |g - p|
    public var ordinalError: Double? {
        var sum = 0
        for gold in Stance.allCases {
            for predicted in Stance.allCases {
                sum +=
                    self[gold: gold, predicted: predicted] * abs(gold.rawValue - predicted.rawValue)
            }
        }
        return ConfusionMatrix.ratio(sum, count)
    }

    /// How far the shares of the predicted stances are from those of the gold ones, in 0...1; nil
    /// without rows.
    ///
    ///     1/2 * sum over k of |p(k) - t(k)| / n
    ///
    /// The total variation distance: the largest error that the prediction makes in the share of any
    /// stance. Errors that cancel do not count, which is what one who publishes shares asks for.
    public var prevalenceError: Double? {
        let sum = Stance.allCases.reduce(0) {
            $0 + abs(predictedCount(of: $1) - support(of: $1))
        }
        return ConfusionMatrix.ratio(sum, 2 * count)
    }

    private func meanF1(of stances: [Stance]) -> Double {
        stances.reduce(0) { $0 + (metrics(of: $1).f1 ?? 0) } / Double(stances.count)
    }

    private static func ratio(_ numerator: Int, _ denominator: Int) -> Double? {
        denominator == 0 ? nil : Double(numerator) / Double(denominator)
    }
}
