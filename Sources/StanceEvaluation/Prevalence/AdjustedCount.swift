import StanceCore

/// Corrects the shares that a classifier predicts for how often it takes each stance for each.
///
///     M(t, c) = share of the rows of true stance t that are predicted c       (rows of M sum to 1)
///     m(c)    = share of all rows predicted c = sum over t of pi(t) M(t, c)
///     pi      = argmin |M' pi - m|^2  over shares pi >= 0 that sum to 1
///
/// Where m M^-1 has no negative part it is the answer; else the answer has a share of 0.
/// - SeeAlso: Forman, "Quantifying counts and costs via classification" (2008), "adjusted count";
///   Firat, "Unified framework for quantification" (2016) for several classes.
public struct AdjustedCount: Sendable, Hashable {
    /// M, row by row.
    private let rates: [[Double]]
    /// M^-1, row by row.
    private let inverse: [[Double]]

    /// Below it M says nothing: the rows of two stances look alike.
    private static let leastDeterminant = 1e-3

    /// Takes the nine counts of `ErrorRates`, 3 * true + predicted.
    ///
    /// - Returns: nil where a stance has no rows, or two are predicted alike: nothing can be
    ///   corrected then.
    public init?(counts: [Int]) {
        precondition(counts.count == 9)
        var rates: [[Double]] = []
        for first in stride(from: 0, to: 9, by: 3) {
            let row = counts[first..<first + 3]
            let sum = row.reduce(0, +)
            guard sum > 0 else { return nil }
            rates.append(row.map { Double($0) / Double(sum) })
        }
        func minor(_ row: Int, _ column: Int) -> Double {
            let (a, b) = ((row + 1) % 3, (row + 2) % 3)
            let (c, d) = ((column + 1) % 3, (column + 2) % 3)
            return rates[a][c] * rates[b][d] - rates[a][d] * rates[b][c]
        }
        let determinant = (0..<3).reduce(0) { $0 + rates[0][$1] * minor(0, $1) }
        guard abs(determinant) >= AdjustedCount.leastDeterminant else { return nil }
        inverse = (0..<3).map { row in (0..<3).map { minor($0, row) / determinant } }
        self.rates = rates
    }

    /// Corrects shares.
    ///
    /// - Parameter predicted: the shares of the predicted stances, together 1.
    /// - Returns: the corrected shares in class order, each in 0...1, together 1.
    public func shares(predicted: [Double]) -> [Double] {
        let exact = (0..<3).map { stance in
            (0..<3).reduce(0) { $0 + predicted[$1] * inverse[$1][stance] }
        }
        guard exact.contains(where: { $0 < 0 }) else { return exact.map { min($0, 1) } }
        // The distance is convex and its only zero lies outside, so the nearest point is on an edge.
        var best = (distance: Double.infinity, shares: exact)
        for (from, to) in [(0, 1), (1, 2), (2, 0)] {
            let edge = (0..<3).map { rates[to][$0] - rates[from][$0] }
            let way = (0..<3).map { predicted[$0] - rates[from][$0] }
            let length = edge.reduce(0) { $0 + $1 * $1 }
            let along = zip(edge, way).reduce(0) { $0 + $1.0 * $1.1 } / length
            let part = min(max(along, 0), 1)
            let distance = zip(way, edge).reduce(0) {
                $0 + ($1.0 - part * $1.1) * ($1.0 - part * $1.1)
            }
            guard distance < best.distance else { continue }
            var shares = [0.0, 0, 0]
            shares[from] = 1 - part
            shares[to] = part
            best = (distance, shares)
        }
        return best.shares
    }
}
