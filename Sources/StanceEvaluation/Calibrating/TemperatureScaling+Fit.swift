import StanceCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension TemperatureScaling {
    /// The temperature of the smallest log-loss on some predictions.
    ///
    ///     minimise over b = 1/T:  sum over i of  ln sum_c p(i, c)^b  -  b ln p(i, y(i))
    ///
    /// The sum is convex in b; its slope is brought to 0 by halving ln b, to the last bit. Where the
    /// log-loss falls toward an end of `range` (every row right, or none), the end is taken.
    /// - Parameter predictions: on rows that the model was not fitted on.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(64 n).
    public init(fitting predictions: [Prediction]) throws(StanceError) {
        try Prediction.check(predictions)
        let rows = predictions.map {
            (logs: TemperatureScaling.logarithms(of: $0.probabilities), gold: $0.gold.rawValue)
        }
        /// The slope of the sum at b.
        func slope(_ b: Double) -> Double {
            rows.reduce(0) { sum, row in
                let top = max(row.logs[0], row.logs[1], row.logs[2])
                var (mean, total) = (0.0, 0.0)
                for log in row.logs {
                    let power = exp(b * (log - top))
                    mean += power * log
                    total += power
                }
                return sum + mean / total - row.logs[row.gold]
            }
        }
        var low = log(1 / TemperatureScaling.range.upperBound)
        var high = log(1 / TemperatureScaling.range.lowerBound)
        if slope(exp(low)) >= 0 {
            self = TemperatureScaling(temperature: TemperatureScaling.range.upperBound) ?? .identity
            return
        }
        if slope(exp(high)) <= 0 {
            self = TemperatureScaling(temperature: TemperatureScaling.range.lowerBound) ?? .identity
            return
        }
        for _ in 0..<64 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if slope(exp(middle)) < 0 { low = middle } else { high = middle }
        }
        self = TemperatureScaling(temperature: exp(-(low + high) / 2)) ?? .identity
    }
}
