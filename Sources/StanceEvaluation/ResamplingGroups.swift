import StanceCore

/// Rows sorted into the units that a bootstrap draws, in an order that the input cannot change.
///
/// Rows of one article resemble each other, so the article is drawn, not the row; where none is given
/// the rows of one text are drawn together, and a row without either is a unit of its own. Units with
/// a key come first, by key; then the rows without one; rows within either by gold stance and
/// probabilities. Rows that compare equal add the same to every
/// sum, so permuting the input changes no bit of any interval.
package struct ResamplingGroups: Sendable {
    /// The rows' indices, group after group.
    package let rows: [Int]
    /// Group g is `rows[offsets[g]..<offsets[g + 1]]`; no group is empty.
    package let offsets: [Int]
    /// What the units are, at their best: articles where one row names its article.
    package let unit: EvaluationReport.ResamplingUnit

    /// The number of groups.
    package var count: Int { offsets.count - 1 }

    /// Groups rows of which one or more models gave predictions: row i of every list is one row.
    ///
    /// The lists agree in length, gold labels and groups, and hold distributions only.
    package init(_ lists: [[Prediction]]) {
        let first = lists.first ?? []
        precondition(lists.allSatisfy { $0.count == first.count }, "lists of one length")
        let keys = first.map { row in
            row.group.map { "group \($0)" } ?? row.text.map { "text \($0)" }
        }
        let names = Set(keys.compactMap { $0 }).sorted()
        let rankOfName = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset) })
        let ranks = keys.map { key in key.flatMap { rankOfName[$0] } ?? names.count }

        let rows = first.indices.sorted { left, right in
            if ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
            for list in lists {
                let (a, b) = (list[left], list[right])
                if a.gold != b.gold { return a.gold.rawValue < b.gold.rawValue }
                let (p, q) = (a.probabilities, b.probabilities)
                if p.critical != q.critical { return p.critical < q.critical }
                if p.neutral != q.neutral { return p.neutral < q.neutral }
                if p.supportive != q.supportive { return p.supportive < q.supportive }
            }
            return left < right
        }
        var offsets: [Int] = []
        for (position, row) in rows.enumerated() {
            let isUnnamed = ranks[row] == names.count
            if position == 0 || isUnnamed || ranks[row] != ranks[rows[position - 1]] {
                offsets.append(position)
            }
        }
        offsets.append(rows.count)
        self.rows = rows
        self.offsets = offsets
        unit =
            first.contains { $0.group != nil }
            ? .group : first.contains { $0.text != nil } ? .text : .row
    }

    /// The sums of each group, in order.
    package func sums(of predictions: [Prediction]) -> [MetricSums] {
        (0..<count).map { group in
            MetricSums(rows[offsets[group]..<offsets[group + 1]].lazy.map { predictions[$0] })
        }
    }
}
