import StanceCore

/// All that an evaluation says, as plain values: what `evaluate --json` prints.
///
/// Permuting the rows changes no bit of a report.
public struct EvaluationReport: Sendable, Hashable {
    /// What the bootstrap drew.
    public enum ResamplingUnit: String, Sendable, Hashable {
        /// Articles; rows without a group are drawn by their text.
        case group
        /// Texts, all rows of one together, since none names its article.
        case text
        /// Single rows, since none names its group or text.
        case row
    }

    /// Below this many groups a percentile interval is known to be too narrow.
    public static let fewGroups = 30

    /// The metrics of all rows together.
    public let metrics: Metrics
    /// The ten bins behind the calibration error, the empty ones too.
    public let reliability: [ReliabilityBin]
    /// The metrics of each actor, the one with the most rows first, equal ones by name.
    public let perActor: [ActorMetrics]
    /// The metrics of each value of the columns asked for, in their order.
    public let slices: [SliceTable]
    /// The number of groups: articles, else texts; a row without either counts as one.
    public let groupCount: Int
    /// The rows that could not be scored, so that none vanishes: they are in no other figure.
    public let abstained: Int
    /// The intervals of the headline metrics.
    public let intervals: MetricIntervals
    /// How the intervals were made.
    public let bootstrap: BootstrapOptions
    /// What was drawn to make them.
    public let unit: ResamplingUnit
    /// The rows that name no article and are drawn by their text, or alone.
    public let rowsWithoutGroup: Int

    /// The number of rows behind the metrics.
    public var n: Int { metrics.n }

    /// What a reader must know to trust the figures, one sentence each; often none.
    public var notes: [String] {
        var notes = EvaluationReport.notes(
            groups: groupCount, rows: n, rowsWithoutGroup: rowsWithoutGroup)
        if let table = ([perActor.count] + slices.map(\.slices.count)).max(),
            table > SliceMetrics.intervalLimit
        {
            notes.append(
                "of \(table) values the \(SliceMetrics.intervalLimit) with the most rows have "
                    + "intervals")
        }
        let golds = Stance.allCases.filter { metrics.confusion.support(of: $0) > 0 }
        if golds.count == 1 {
            notes.append(
                "every row is labelled \(golds[0].name): macro-F1 is at most 0.333, and how well "
                    + "stances are told apart is not measured")
        }
        return notes
    }

    /// What follows for intervals from the groups that they rest on, one sentence each.
    package static func notes(groups: Int, rows: Int, rowsWithoutGroup: Int) -> [String] {
        var notes: [String] = []
        switch groups {
        case 1:
            notes.append("intervals are undefined: they need at least 2 groups, and there is 1")
        case ..<fewGroups:
            notes.append("intervals are probably too narrow: they rest on \(groups) groups only")
        default: break
        }
        if rowsWithoutGroup > 0 {
            let these =
                rowsWithoutGroup == rows
                ? "no row names its article"
                : "\(rowsWithoutGroup) of \(rows) rows name no article"
            notes.append(these + ": intervals are too narrow if several of these rows are from one")
        }
        return notes
    }

    /// Evaluates predictions.
    ///
    /// - Parameters:
    ///   - predictions: The scored rows, at least one.
    ///   - abstained: The number of labelled rows that were not scored; not negative.
    ///   - bootstrap: How to make the intervals.
    ///   - slices: Columns to break the figures down by; a value for each prediction.
    /// - Throws: `StanceError.Kind.badData` as `Metrics.init(_:)`; `.usage` when `abstained` is
    ///   negative or a slice column has another number of rows.
    public init(
        _ predictions: [Prediction], abstained: Int = 0, bootstrap: BootstrapOptions = .standard,
        slices: [SliceColumn] = []
    ) throws(StanceError) {
        guard abstained >= 0 else {
            throw StanceError(.usage, "\(abstained) rows not scored; expected 0 or more")
        }
        try Prediction.check(predictions)
        if let column = slices.first(where: { $0.values.count != predictions.count }) {
            throw StanceError(
                .usage,
                "column \(column.name) has \(column.values.count) values for "
                    + "\(predictions.count) rows; expected one each")
        }
        let groups = ResamplingGroups([predictions])
        let sums = groups.sums(of: predictions)
        metrics = Metrics(sums.reduce(into: MetricSums(), +=))
        reliability = ReliabilityBin.all(of: groups.rows.lazy.map { predictions[$0] })
        perActor = ActorMetrics.all(of: predictions, bootstrap: bootstrap)
        self.slices = slices.map { SliceTable($0, of: predictions, bootstrap: bootstrap) }
        groupCount = groups.count
        self.abstained = abstained
        intervals = ClusterBootstrap(bootstrap).intervals(of: sums)
        self.bootstrap = bootstrap
        unit = groups.unit
        rowsWithoutGroup = predictions.count { $0.group == nil }
    }
}
