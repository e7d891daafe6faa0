/// A range that holds a metric's true value with the chosen confidence.
public struct ConfidenceInterval: Sendable, Hashable {
    /// The lower end.
    public let low: Double
    /// The upper end, not below `low`.
    public let high: Double

    /// Takes the percentiles (1 - level)/2 and (1 + level)/2 of bootstrap values.
    ///
    /// Nil without values. The values are finite, in any order.
    package init?(percentilesOf values: [Double], level: Double) {
        let sorted = values.sorted()
        let tail = (1 - level) / 2
        guard let low = ConfidenceInterval.quantile(tail, ofSorted: sorted),
            let high = ConfidenceInterval.quantile(1 - tail, ofSorted: sorted)
        else { return nil }
        self.low = low
        self.high = high
    }

    /// The q-quantile of ascending values, interpolated linearly; nil without values.
    ///
    ///     h = q * (m - 1)        x(floor h) + (h - floor h) * (x(floor h + 1) - x(floor h))
    ///
    /// for m values x(0)...x(m - 1) and q in 0...1: numpy's default method, "linear", which is
    /// type 7 of Hyndman and Fan (1996).
    package static func quantile(_ q: Double, ofSorted values: [Double]) -> Double? {
        guard let last = values.last else { return nil }
        let position = q * Double(values.count - 1)
        let lower = Int(position.rounded(.down))
        guard lower + 1 < values.count else { return last }
        let fraction = position - Double(lower)
        let step = values[lower + 1] - values[lower]
        // Counted from the nearer end, as numpy does, so that the result never leaves the two.
        return fraction < 0.5
            ? values[lower] + fraction * step : values[lower + 1] - (1 - fraction) * step
    }
}
