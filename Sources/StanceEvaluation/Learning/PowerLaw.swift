#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How an error falls with the number of rows trained on.
///
///     e(n) = a n^-c,   fitted as   ln e = ln a - c ln n   by least squares
///
/// - SeeAlso: Cortes et al., "Learning curves: asymptotic values and rate of convergence" (1994);
///   Figueroa et al., "Predicting sample size required for classification performance" (2012). The
///   law has no floor: few points cannot tell one, so far forecasts are too hopeful.
public struct PowerLaw: Sendable, Hashable {
    /// ln a.
    public let logScale: Double
    /// c: above 0 where more rows help.
    public let exponent: Double

    /// Fits the law; nil with fewer than two sizes or an error that is not above 0.
    public init?(rows: [Double], errors: [Double]) {
        guard rows.count == errors.count, errors.allSatisfy({ $0 > 0 }),
            rows.allSatisfy({ $0 > 0 })
        else { return nil }
        let (x, y) = (rows.map { log($0) }, errors.map { log($0) })
        let n = Double(x.count)
        let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
        let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        guard spread > 0 else { return nil }
        let slope = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
        exponent = -slope
        logScale = meanY - slope * meanX
    }

    /// e(n).
    public func error(rows: Double) -> Double { exp(logScale - exponent * log(rows)) }

    /// How many rows more lower the error by `gain`.
    ///
    ///     n ((e(n) - gain) / e(n))^(-1/c) - n
    ///
    /// - Returns: infinity where the error does not fall, or not so far.
    public func moreRows(from rows: Double, gain: Double) -> Double {
        let now = error(rows: rows)
        guard exponent > 0, now > gain else { return .infinity }
        return rows * (exp(-log((now - gain) / now) / exponent) - 1)
    }
}
