import StanceCore

/// How often two labels of one unit come together: what Krippendorff's alpha is made of.
///
///     o(c, k) = sum over units u of (pairs of labels c, k by different annotators) / (m(u) - 1)
///
/// for the m(u) labels of a unit, units with one label left out. Matrices of two sets of units add up
/// to that of their union, so a bootstrap replicate is a weighted sum of those of its groups.
/// - SeeAlso: Krippendorff, "Content analysis" (2004), section 11.3.
package struct CoincidenceMatrix: Sendable, Hashable {
    /// The nine sums, row by row.
    private var cells = [Double](repeating: 0, count: Stance.count * Stance.count)

    /// The matrix of no units.
    package init() {}

    /// Adds one unit, given how many annotators gave it each label, in class order.
    package mutating func add(_ counts: [Int]) {
        let labels = counts.reduce(0, +)
        guard labels > 1 else { return }
        for c in counts.indices {
            for k in counts.indices {
                let pairs = counts[c] * (counts[k] - (c == k ? 1 : 0))
                cells[Stance.count * c + k] += Double(pairs) / Double(labels - 1)
            }
        }
    }

    /// Adds another matrix some times.
    package mutating func add(_ other: CoincidenceMatrix, times: Double = 1) {
        for cell in cells.indices { cells[cell] += other.cells[cell] * times }
    }

    private func total(_ label: Int) -> Double {
        (0..<Stance.count).reduce(0) { $0 + cells[Stance.count * label + $1] }
    }

    /// Krippendorff's alpha for labels without an order, at most 1; nil when all labels are one.
    package var nominalAlpha: Double? { alpha { $0 == $1 ? 0 : 1 } }

    /// Krippendorff's alpha for ordered labels, at most 1; nil when all labels are one.
    ///
    ///     distance(c, k) = (sum over g in c...k of n(g) - (n(c) + n(k)) / 2)^2
    package var ordinalAlpha: Double? {
        let totals = (0..<Stance.count).map(total)
        return alpha { c, k in
            let between = totals[min(c, k)...max(c, k)].reduce(0, +)
            let distance = between - (totals[c] + totals[k]) / 2
            return distance * distance
        }
    }

    /// 1 - (n - 1) (observed disagreement) / (expected disagreement).
    private func alpha(_ distance: (Int, Int) -> Double) -> Double? {
        let totals = (0..<Stance.count).map(total)
        let n = totals.reduce(0, +)
        var (observed, expected) = (0.0, 0.0)
        for c in 0..<Stance.count {
            for k in 0..<Stance.count where c != k {
                observed += cells[Stance.count * c + k] * distance(c, k)
                expected += totals[c] * totals[k] * distance(c, k)
            }
        }
        return expected > 0 ? 1 - (n - 1) * observed / expected : nil
    }
}
