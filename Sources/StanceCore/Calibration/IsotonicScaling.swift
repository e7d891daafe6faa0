/// A rising curve from a class's probability to how often that class was right.
///
///     f(x) = y(i) + (x - x(i)) / (x(i+1) - x(i)) * (y(i+1) - y(i))      x(i) <= x < x(i+1)
///
/// Below the first and above the last point it is flat: scikit-learn's
/// `IsotonicRegression(out_of_bounds="clip")`.
public struct IsotonicCurve: Sendable, Hashable {
    /// Probabilities, ascending, in 0...1.
    public let x: [Double]
    /// Shares, one for each x, ascending, in 0...1.
    public let y: [Double]

    /// Takes points; nil without any, or when either list leaves 0...1 or falls.
    public init?(x: [Double], y: [Double]) {
        func rises(_ list: [Double]) -> Bool {
            list.allSatisfy { $0 >= 0 && $0 <= 1 }
                && zip(list, list.dropFirst()).allSatisfy { $0 <= $1 }
        }
        guard !x.isEmpty, x.count == y.count, rises(x), rises(y) else { return nil }
        self.x = x
        self.y = y
    }

    /// The share that belongs to a probability.
    ///
    /// - Complexity: O(log points).
    public func callAsFunction(_ probability: Double) -> Double {
        // The first point above the probability.
        var (low, high) = (0, x.count)
        while low < high {
            let middle = (low + high) / 2
            if x[middle] <= probability { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return y[0] }
        guard low < x.count else { return y[low - 1] }
        let fraction = (probability - x[low - 1]) / (x[low] - x[low - 1])
        return y[low - 1] + fraction * (y[low] - y[low - 1])
    }
}

/// A rising curve for each stance, one against the rest, and their values brought to a sum of 1.
///
///     q(c) = f_c(p(c)) / sum over d of f_d(p(d));     1/3 each where all three are 0
///
/// scikit-learn's `CalibratedClassifierCV(method="isotonic")`. The most probable stance may change.
/// - SeeAlso: Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass
///   probability estimates" (2002).
public struct IsotonicScaling: Sendable, Hashable {
    /// The curve of `Stance.critical`.
    public let critical: IsotonicCurve
    /// The curve of `Stance.neutral`.
    public let neutral: IsotonicCurve
    /// The curve of `Stance.supportive`.
    public let supportive: IsotonicCurve

    /// Takes a curve for each stance.
    public init(critical: IsotonicCurve, neutral: IsotonicCurve, supportive: IsotonicCurve) {
        self.critical = critical
        self.neutral = neutral
        self.supportive = supportive
    }

    /// The curve of a stance.
    public subscript(stance: Stance) -> IsotonicCurve {
        switch stance {
        case .critical: critical
        case .neutral: neutral
        case .supportive: supportive
        }
    }

    /// The scaled probabilities.
    public func callAsFunction(_ probabilities: StanceProbabilities) -> StanceProbabilities {
        let shares = Stance.allCases.map { self[$0](probabilities[$0]) }
        let sum = shares[0] + shares[1] + shares[2]
        guard sum > 0 else {
            return StanceProbabilities(critical: 1.0 / 3, neutral: 1.0 / 3, supportive: 1.0 / 3)
        }
        return StanceProbabilities(
            critical: shares[0] / sum, neutral: shares[1] / sum, supportive: shares[2] / sum)
    }
}
