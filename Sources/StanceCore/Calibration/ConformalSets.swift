/// Sets of stances that hold the true one with a chosen probability, whichever stance it is.
///
///     s(c) = 1 - p(c)                                     how strange stance c looks
///     q(c) = the ceil((n(c) + 1) * coverage)-th smallest s(c) of n(c) rows labelled c;
///            none when there are too few rows: c is then in every set
///     set  = all c with s(c) <= q(c)
///
/// Each class has its own quantile (Mondrian, or class-conditional, conformal prediction): a quantile
/// over all rows covers the frequent stances too often and the rare ones too seldom. A set may be
/// empty, where no stance looks like the rows it was calibrated on, and small coverages make more
/// such sets. The promise holds for rows exchangeable with the calibrating ones.
/// - SeeAlso: Vovk, "Conditional validity of inductive conformal predictors" (2012); Sadinle, Lei and
///   Wasserman, "Least ambiguous set-valued classifiers with bounded error levels" (2019).
public struct ConformalSets: Sendable, Hashable {
    /// For each stance in class order the s of its rows, ascending, in 0...1.
    package let scores: [[Float]]

    /// Takes scores of each stance; nil unless they ascend within 0...1, one list a stance.
    package init?(scores: [[Float]]) {
        guard scores.count == Stance.count,
            scores.allSatisfy({ list in
                list.allSatisfy { $0 >= 0 && $0 <= 1 }
                    && zip(list, list.dropFirst()).allSatisfy { $0 <= $1 }
            })
        else { return nil }
        self.scores = scores
    }

    /// How strange a stance looks, rounded as the calibrating scores are, so that equal ones stay
    /// equal.
    package static func score(_ stance: Stance, _ probabilities: StanceProbabilities) -> Float {
        Float(min(max(1 - probabilities[stance], 0), 1))
    }

    /// The number of rows that a stance was calibrated on.
    public func rowCount(of stance: Stance) -> Int { scores[stance.rawValue].count }

    /// The largest s with which each stance is in a set, in class order; nil: it is in every set.
    ///
    /// - Throws: `StanceError.usage` unless the coverage is above 0 and below 1.
    public func thresholds(coverage: Double) throws(StanceError) -> ConformalThresholds {
        guard coverage > 0, coverage < 1 else {
            throw StanceError(
                .usage, "coverage \(coverage); expected a number above 0 and below 1")
        }
        return ConformalThresholds(
            limits: scores.map { list in
                // A hair less, since 0.7 * 10 may be a little more than 7.
                let rank = (Double(list.count + 1) * coverage - 1e-9).rounded(.up)
                let index = max(Int(rank), 1) - 1
                return index < list.count ? list[index] : nil
            })
    }
}

/// The thresholds of `ConformalSets` for one coverage: what is applied to a row.
public struct ConformalThresholds: Sendable, Hashable {
    fileprivate let limits: [Float?]

    /// The stances that cannot be ruled out, in class order.
    public func set(for probabilities: StanceProbabilities) -> [Stance] {
        Stance.allCases.filter { stance in
            guard let limit = limits[stance.rawValue] else { return true }
            return ConformalSets.score(stance, probabilities) <= limit
        }
    }
}
