import StanceCore

/// The figures of the rows that share one value of a column: an actor, a source, a month.
///
/// Few slices have rows of all three stances: macro-F1 still divides by 3 (see
/// `ConfusionMatrix.macroF1`), so read it beside the supports in `metrics.perClass`.
public struct SliceMetrics: Sendable, Hashable {
    /// How many slices of a column get intervals: the largest ones.
    public static let intervalLimit = 1_000

    /// What the rows share.
    public let value: String
    /// The figures of the rows.
    public let metrics: Metrics
    /// The number of groups that the rows are in (see `EvaluationReport.groupCount`).
    public let groupCount: Int
    /// The intervals, drawn from the slice's own groups; nil where the slice has one group or is not
    /// among the `intervalLimit` largest.
    public let intervals: MetricIntervals?

    /// The number of rows: the slice's support.
    public var n: Int { metrics.n }

    /// Measures the rows of each value, the value with the most rows first, equal ones by name.
    ///
    /// - Parameters:
    ///   - predictions: distributions only.
    ///   - values: the value of each row; rows without one are left out.
    ///   - bootstrap: how to make intervals; nil makes none.
    /// - Returns: the figures of each value.
    /// - Complexity: O(n log n + replicates * groups).
    package static func all(
        of predictions: [Prediction], by values: [String?], bootstrap: BootstrapOptions?
    ) -> [SliceMetrics] {
        precondition(values.count == predictions.count, "a value for each row, or nil")
        var rowsOfValue: [String: [Int]] = [:]
        for (row, value) in values.enumerated() {
            guard let value else { continue }
            rowsOfValue[value, default: []].append(row)
        }
        // Sorted by a total order, so the dictionary's own order cannot reach the result.
        let slices = rowsOfValue.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return slices.enumerated().map { rank, slice in
            let rows = slice.value.map { predictions[$0] }
            let groups = ResamplingGroups([rows])
            let sums = groups.sums(of: rows)
            let isDrawn = groups.count > 1 && rank < intervalLimit
            return SliceMetrics(
                value: slice.key, metrics: Metrics(sums.reduce(into: MetricSums(), +=)),
                groupCount: groups.count,
                intervals: isDrawn
                    ? bootstrap.map { ClusterBootstrap($0).intervals(of: sums) } : nil)
        }
    }
}

/// The figures of every value of one column.
public struct SliceTable: Sendable, Hashable {
    /// The column's name.
    public let column: String
    /// The figures of each value, the one with the most rows first, equal ones by name.
    public let slices: [SliceMetrics]
    /// The rows that have no value there.
    public let rowsWithoutValue: Int

    /// Measures the rows of each value of a column.
    package init(_ column: SliceColumn, of predictions: [Prediction], bootstrap: BootstrapOptions) {
        self.column = column.name
        slices = SliceMetrics.all(of: predictions, by: column.values, bootstrap: bootstrap)
        rowsWithoutValue = column.values.count { $0 == nil }
    }
}

/// A column to break figures down by.
public struct SliceColumn: Sendable, Hashable {
    /// The column's name.
    public var name: String
    /// Its value in each row; nil where it has none.
    public var values: [String?]

    /// Names a column and its values.
    public init(name: String, values: [String?]) {
        self.name = name
        self.values = values
    }
}
