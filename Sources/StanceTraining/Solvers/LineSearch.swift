/// Finds a step along a line that lowers a convex f enough, without a pass over the data.
///
/// With phi(t) = f(point + t direction), a step is accepted when
///
///     phi(t) <= phi(0) + 1e-4 t phi'(0)      (Armijo: enough decrease)
///     phi'(t) >= 0.9 phi'(0)                 (curvature: far enough)
///
/// Where f differs by rounding alone the first test is noise; then it is replaced by
/// phi(t) <= phi(0) + 1e-14 |phi(0)| and phi'(t) <= (2e-4 - 1) phi'(0), which is the same
/// condition written with derivatives.
/// - SeeAlso: Hager & Zhang, SIAM J. Optim. 16 (2005), section 4 ("approximate Wolfe").
enum LineSearch {
    /// An accepted step.
    struct Step {
        var length: Double
        var value: Double
    }

    /// Searches from step 1; nil if f cannot be lowered along this line.
    ///
    /// `objective.beginLine` must have been called. The step returned is the one asked for last.
    static func search(_ objective: some Objective, value: Double, slope: Double) -> Step? {
        guard slope < 0, slope.isFinite else { return nil }
        var low = 0.0
        var lowSlope = slope
        var high: (step: Double, slope: Double)?
        var step = 1.0
        for _ in 0..<60 {
            let (newValue, newSlope) = objective.valueOnLine(at: step)
            let decreases =
                newValue <= value + 1e-4 * step * slope
                || (newValue <= value + 1e-14 * abs(value) && newSlope <= (2e-4 - 1) * slope)
            if !newValue.isFinite || !decreases {
                high = (step, newSlope)
            } else if newSlope < 0.9 * slope {
                low = step
                lowSlope = newSlope
            } else {
                return Step(length: step, value: newValue)
            }
            guard let high else {
                step *= 2
                continue
            }
            step = between(low, lowSlope, high.step, high.slope)
            if high.step - low <= 1e-16 * high.step { return nil }
        }
        return nil
    }

    /// Where the slopes at both ends say that the minimum lies, kept off the ends.
    private static func between(
        _ low: Double, _ lowSlope: Double, _ high: Double, _ highSlope: Double
    ) -> Double {
        let width = high - low
        guard highSlope.isFinite, highSlope > lowSlope else { return low + width / 2 }
        let share = -lowSlope / (highSlope - lowSlope)
        return low + width * min(0.9, max(0.1, share))
    }
}
