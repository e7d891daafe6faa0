import StanceCore

/// Folds for cross-validation: no group is in two folds, and every fold has the classes' mix.
///
/// The rule is in `GroupAssignment`. A group is what must not be torn apart, such as an article
/// whose paragraphs quote each other.
public struct StratifiedGroupKFold: Sendable, Hashable {
    /// The fold of every row, in `0..<foldCount`.
    public let foldOfRow: [Int]
    /// The folds made: those asked for, or fewer when there are fewer groups.
    public let foldCount: Int
    /// The folds asked for.
    public let requestedFoldCount: Int

    /// Deals the groups out to folds.
    ///
    /// - Parameters:
    ///   - labels: the class of every row, in `0..<classCount`.
    ///   - classCount: k.
    ///   - groups: the group of every row.
    ///   - foldCount: at least 2; lowered to the number of groups when that is smaller.
    ///   - seed: shuffles groups that the rule holds for equal; nil leaves their order.
    /// - Throws: `StanceError`, `usage` for under two folds or counts that do not fit, `badData`
    ///   when all rows are of one group.
    /// - Complexity: O(groups * folds^2 * classes).
    public init<Group: Hashable>(
        labels: [Int], classCount: Int, groups: [Group], foldCount: Int, seed: UInt64? = 0
    ) throws(StanceError) {
        guard foldCount >= 2 else {
            throw StanceError(.usage, "\(foldCount) folds; expected at least 2")
        }
        try checkSplit(labels: labels, classCount: classCount, groups: groups.count)
        let (ids, groupCount) = GroupAssignment.number(groups)
        guard groupCount >= 2 else {
            throw StanceError(
                .badData,
                "\(groupCount) group of rows; cross-validation needs rows of at least 2 groups")
        }
        requestedFoldCount = foldCount
        let made = min(foldCount, groupCount)
        self.foldCount = made
        foldOfRow =
            GroupAssignment(
                labels: labels, classCount: classCount, groupIDs: ids, groupCount: groupCount,
                shares: [Double](repeating: 1 / Double(made), count: made), seed: seed
            ).partOfRow
    }

    /// The rows of a fold, ascending.
    public func heldOutRows(of fold: Int) -> [Int] {
        foldOfRow.indices.filter { foldOfRow[$0] == fold }
    }

    /// The rows of all other folds, ascending.
    public func trainingRows(of fold: Int) -> [Int] {
        foldOfRow.indices.filter { foldOfRow[$0] != fold }
    }
}
