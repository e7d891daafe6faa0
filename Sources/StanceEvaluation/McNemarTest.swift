#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Whether two models are right equally often, from the rows on which only one of them is.
///
/// With b rows right by the baseline alone and c by the candidate alone, the test asks how likely a
/// split at least as uneven is when each of these n = b + c rows is a fair coin:
///
///     n <= 1,000    p = min(1, 2 * sum over k <= min(b, c) of C(n, k) / 2^n)       (exact)
///     else          p = erfc(sqrt(x / 2)), x = (|b - c| - 1)^2 / n                 (chi-squared)
///
/// Rows are taken as independent, which those of one article are not: the paired bootstrap's interval
/// of the accuracy knows about articles, this test does not.
/// - SeeAlso: McNemar, "Note on the sampling error of the difference between correlated proportions
///   or percentages" (1947); Edwards (1948) for the continuity correction.
public struct McNemarTest: Sendable, Hashable {
    /// How the p-value is found; the raw value is the word in every output.
    public enum Method: String, Sendable, Hashable {
        /// The binomial distribution.
        case exact
        /// The chi-squared distribution with one degree of freedom and continuity correction.
        case chiSquared = "chi-squared"
    }

    /// Up to so many rows the test is exact.
    public static let exactLimit = 1_000

    /// b, the rows that only the baseline has right.
    public let baselineOnly: Int
    /// c, the rows that only the candidate has right.
    public let candidateOnly: Int

    /// Takes the two counts, neither negative.
    public init(baselineOnly: Int, candidateOnly: Int) {
        self.baselineOnly = max(0, baselineOnly)
        self.candidateOnly = max(0, candidateOnly)
    }

    private var count: Int { baselineOnly + candidateOnly }

    /// How the p-value is found.
    public var method: Method { count <= McNemarTest.exactLimit ? .exact : .chiSquared }

    /// The two-sided p-value, in 0...1; nil when there is no row that only one model has right.
    public var pValue: Double? {
        guard count > 0 else { return nil }
        switch method {
        case .exact: return exact
        case .chiSquared:
            let distance = Double(abs(baselineOnly - candidateOnly)) - 1
            return erfc((max(0, distance) * max(0, distance) / Double(count) / 2).squareRoot())
        }
    }

    /// 2^-1000 is far above the least Float64, so the terms need no logarithms.
    private var exact: Double {
        var term = Double(sign: .plus, exponent: -count, significand: 1)
        var sum = 0.0
        for k in 0...min(baselineOnly, candidateOnly) {
            sum += term
            term *= Double(count - k) / Double(k + 1)
        }
        return min(1, 2 * sum)
    }
}
