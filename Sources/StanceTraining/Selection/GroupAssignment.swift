import StanceCore
import StanceEvaluation

/// Deals whole groups out to parts of given shares so that every part has the classes' proportions.
///
/// The groups with the most uneven class counts (standard deviation over the classes) are dealt
/// first, ties in the shuffled order. Each goes to the part where
///
///     mean over classes of the standard deviation over parts of
///         (rows of the class in the part) / (rows of the class * share of the part * parts)
///
/// comes out smallest, near ties (within 1e-8 + 1e-5 of the value) to the part with fewest rows for
/// its share. With equal shares this is scikit-learn's StratifiedGroupKFold, except that values
/// which differ by rounding alone count as equal: so no part stays empty while there are as many
/// groups as parts.
struct GroupAssignment {
    /// The part of every row.
    let partOfRow: [Int]
    /// The number of groups.
    let groupCount: Int

    /// Numbers the groups by first appearance, so no hash order reaches the result.
    static func number<Group: Hashable>(_ groups: [Group]) -> (ids: [Int], count: Int) {
        var known: [Group: Int] = [:]
        let ids = groups.map { group in
            if let id = known[group] { return id }
            known[group] = known.count
            return known.count - 1
        }
        return (ids, known.count)
    }

    /// Deals the groups out; `shares` is the goal of each part, above 0.
    init(
        labels: [Int], classCount: Int, groupIDs: [Int], groupCount: Int, shares: [Double],
        seed: UInt64?
    ) {
        var counts = [[Double]](
            repeating: [Double](repeating: 0, count: classCount), count: groupCount)
        var totals = [Double](repeating: 0, count: classCount)
        for (row, label) in labels.enumerated() {
            counts[groupIDs[row]][label] += 1
            totals[label] += 1
        }
        var order = Array(0..<groupCount)
        if let seed {
            var generator = SplitMix64(seed: seed)
            generator.shuffle(&order)
        }
        let present = (0..<classCount).filter { totals[$0] > 0 }
        let spreads = counts.map { group in standardDeviation(present.map { group[$0] }) }
        let rank = order.enumerated().sorted { a, b in
            let (x, y) = (spreads[a.element], spreads[b.element])
            return x == y ? a.offset < b.offset : x > y
        }.map(\.element)

        let scale = shares.map { $0 * Double(shares.count) }
        var parts = [[Double]](
            repeating: [Double](repeating: 0, count: classCount), count: shares.count)
        var rows = [Double](repeating: 0, count: shares.count)
        var partOfGroup = [Int](repeating: 0, count: groupCount)
        for group in rank {
            var best = (part: 0, unevenness: Double.infinity, rows: Double.infinity)
            for part in shares.indices {
                for c in present { parts[part][c] += counts[group][c] }
                var unevenness = 0.0
                for c in present {
                    unevenness += standardDeviation(
                        shares.indices.map { parts[$0][c] / (totals[c] * scale[$0]) })
                }
                unevenness /= Double(max(1, present.count))
                for c in present { parts[part][c] -= counts[group][c] }
                let filled = rows[part] / scale[part]
                let isLower =
                    best.unevenness == .infinity
                    || unevenness < best.unevenness - 1e-12 * best.unevenness
                let isClose =
                    abs(unevenness - best.unevenness) <= 1e-8 + 1e-5 * best.unevenness
                if isLower || (isClose && filled < best.rows) {
                    best = (part, unevenness, filled)
                }
            }
            for c in present {
                parts[best.part][c] += counts[group][c]
                rows[best.part] += counts[group][c]
            }
            partOfGroup[group] = best.part
        }
        self.partOfRow = groupIDs.map { partOfGroup[$0] }
        self.groupCount = groupCount
    }
}

/// The population standard deviation; 0 for no values.
private func standardDeviation(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    var sum = 0.0
    for value in values { sum += (value - mean) * (value - mean) }
    return (sum / Double(values.count)).squareRoot()
}

/// What both ways of splitting ask of their input.
func checkSplit(labels: [Int], classCount: Int, groups: Int) throws(StanceError) {
    guard groups == labels.count else {
        throw StanceError(.usage, "\(groups) groups for \(labels.count) labels; expected one each")
    }
    if let row = labels.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
        throw StanceError(
            .usage, "row \(row) has class \(labels[row]); expected 0 to \(classCount - 1)")
    }
}
