/// How often a model errs when it answers only where it is surest.
///
///     coverage(t) = share of rows whose largest probability is at least t
///     risk(t)     = share of wrong ones among them
///     AURC        = 1/n * sum over k = 1...n of the risk among the k surest rows
///
/// Rows of equal confidence are answered together or not at all; in the AURC their errors are
/// spread evenly, so that no order of the rows changes it.
/// - SeeAlso: El-Yaniv and Wiener, "On the foundations of noise-free selective classification"
///   (2010); Geifman, Uziel and El-Yaniv, "Bias-reduced uncertainty estimation" (2019) for the AURC.
public struct CoverageRiskCurve: Sendable, Hashable {
    /// One threshold and what follows from it.
    public struct Point: Sendable, Hashable, Codable {
        /// t: rows of at least this confidence are answered; in 0...1.
        public var threshold: Double
        /// The share of rows answered, above 0 and at most 1.
        public var coverage: Double
        /// The share of wrong ones among the answered, in 0...1.
        public var risk: Double

        /// Describes one threshold.
        public init(threshold: Double, coverage: Double, risk: Double) {
            self.threshold = threshold
            self.coverage = coverage
            self.risk = risk
        }
    }

    /// Falling thresholds, and so rising coverage; the last point answers every row.
    public let points: [Point]
    /// The area under the curve, in 0...1; the risk of a model that errs at random in all rows.
    public let aurc: Double

    /// Takes a curve.
    ///
    /// - Throws: `StanceError.badData` without points, when thresholds do not fall, coverage does
    ///   not rise to 1, or a number leaves 0...1.
    public init(points: [Point], aurc: Double) throws(StanceError) {
        let numbers = points.flatMap { [$0.threshold, $0.coverage, $0.risk] } + [aurc]
        let falls = zip(points, points.dropFirst()).allSatisfy {
            $0.threshold >= $1.threshold && $0.coverage < $1.coverage
        }
        guard let last = points.last, last.coverage == 1, falls, (points.first?.coverage ?? 0) > 0,
            numbers.allSatisfy({ $0 >= 0 && $0 <= 1 })
        else { throw StanceError(.badData, "its coverage-risk curve is no such curve") }
        self.points = points
        self.aurc = aurc
    }

    /// The risk when every row is answered: 1 - accuracy.
    public var fullRisk: Double { points[points.count - 1].risk }

    /// The point of largest coverage whose risk is at most the target; nil when none is.
    ///
    /// The risk is that of the rows the curve was made of: an estimate, not a bound.
    public func point(forRisk target: Double) -> Point? {
        points.last { $0.risk <= target }
    }

    /// About `count` points of the curve, evenly by coverage, the last one among them.
    ///
    /// The area stays that of all points.
    package func thinned(to count: Int) -> [Point] {
        var kept: [Point] = []
        var step = 0
        for (index, point) in points.enumerated() {
            let isLast = index == points.count - 1
            guard isLast || Int(point.coverage * Double(count)) > step else { continue }
            step = Int(point.coverage * Double(count))
            kept.append(point)
        }
        return kept
    }
}
