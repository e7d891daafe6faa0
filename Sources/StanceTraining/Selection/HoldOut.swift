import StanceCore

/// One split into rows to train on and rows to test on, by whole groups and with the same mix.
///
/// The rule is `GroupAssignment` with two parts of unequal shares.
public struct HoldOut: Sendable, Hashable {
    /// The rows to train on, ascending; never empty.
    public let trainingRows: [Int]
    /// The rows held out, ascending; never empty.
    public let heldOutRows: [Int]

    /// The share of the rows that is held out; near the one asked for, as far as groups allow.
    public var share: Double {
        Double(heldOutRows.count) / Double(trainingRows.count + heldOutRows.count)
    }

    /// Holds out about `share` of the rows.
    ///
    /// - Parameters:
    ///   - labels: the class of every row, in `0..<classCount`.
    ///   - classCount: k.
    ///   - groups: the group of every row.
    ///   - share: above 0 and below 1.
    ///   - seed: shuffles groups that the rule holds for equal; nil leaves their order.
    /// - Throws: `StanceError`, `usage` for a share out of range or counts that do not fit,
    ///   `badData` when all rows are of one group.
    public init<Group: Hashable>(
        labels: [Int], classCount: Int, groups: [Group], share: Double, seed: UInt64? = 0
    ) throws(StanceError) {
        guard share > 0, share < 1 else {
            throw StanceError(
                .usage, "the held-out share is \(share); expected a number between 0 and 1")
        }
        try checkSplit(labels: labels, classCount: classCount, groups: groups.count)
        let (ids, groupCount) = GroupAssignment.number(groups)
        guard groupCount >= 2 else {
            throw StanceError(
                .badData, "\(groupCount) group of rows; holding out needs at least 2 groups")
        }
        let assignment = GroupAssignment(
            labels: labels, classCount: classCount, groupIDs: ids, groupCount: groupCount,
            shares: [1 - share, share], seed: seed)
        var parts = assignment.partOfRow
        for part in 0...1 where !parts.contains(part) {
            // Every group fits the other part better; the smallest one, the first of equals, moves.
            var sizes = [Int](repeating: 0, count: groupCount)
            for id in ids { sizes[id] += 1 }
            let smallest = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) }
            for row in parts.indices where ids[row] == smallest { parts[row] = part }
        }
        trainingRows = parts.indices.filter { parts[$0] == 0 }
        heldOutRows = parts.indices.filter { parts[$0] == 1 }
    }
}
