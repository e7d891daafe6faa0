#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One number that makes probabilities sharper or flatter without changing which is the largest.
///
///     q(c) = p(c)^(1/T) / sum over d of p(d)^(1/T)  =  softmax(z / T)(c)      p = softmax(z)
///
/// T > 1 flattens an overconfident model, T < 1 sharpens a hesitant one, T = 1 changes nothing.
/// - SeeAlso: Guo et al., "On calibration of modern neural networks" (2017), section 4.2.
public struct TemperatureScaling: Sendable, Hashable {
    /// The temperatures that are looked at when one is fitted; numbers of 32 bits hold both ends.
    public static let range = 0.0078125...128.0

    /// T, in `range`.
    public let temperature: Double

    /// Takes a temperature; nil unless it is in `range`.
    public init?(temperature: Double) {
        guard TemperatureScaling.range.contains(temperature) else { return nil }
        self.temperature = temperature
    }

    private init(unchecked temperature: Double) { self.temperature = temperature }

    /// T = 1: probabilities as they are.
    public static let identity = TemperatureScaling(unchecked: 1)

    /// The scaled probabilities; their order is that of the given ones.
    public func callAsFunction(_ probabilities: StanceProbabilities) -> StanceProbabilities {
        guard temperature != 1 else { return probabilities }
        let logs = TemperatureScaling.logarithms(of: probabilities)
        let top = max(logs[0], logs[1], logs[2])
        let powers = logs.map { exp(($0 - top) / temperature) }
        let sum = powers[0] + powers[1] + powers[2]
        return StanceProbabilities(
            critical: powers[0] / sum, neutral: powers[1] / sum, supportive: powers[2] / sum)
    }

    /// ln p(c) in class order; a probability of 0 counts as the smallest normal number.
    package static func logarithms(of probabilities: StanceProbabilities) -> [Double] {
        Stance.allCases.map { log(max(probabilities[$0], Double.leastNormalMagnitude)) }
    }
}
