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
    /// The metrics of each actor, the one with the most rows first, equal ones by name.
    public let perActor: [ActorMetrics]
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

    /// The number of rows behind the metrics.
    public var n: Int { metrics.n }

    /// What a reader must know to trust the figures, one sentence each; often none.
    public var notes: [String] {
        switch groupCount {
        case 1:
            ["intervals are undefined: they need at least 2 groups, and there is 1"]
        case ..<EvaluationReport.fewGroups:
            ["intervals are probably too narrow: they rest on \(groupCount) groups only"]
        default:
            []
        }
    }

    /// Evaluates predictions.
    ///
    /// - Parameters:
    ///   - predictions: The scored rows, at least one.
    ///   - abstained: The number of labelled rows that were not scored; not negative.
    ///   - bootstrap: How to make the intervals.
    /// - Throws: `StanceError.Kind.badData` as `Metrics.init(_:)`; `.usage` when `abstained` is
    ///   negative.
    public init(
        _ predictions: [Prediction], abstained: Int = 0, bootstrap: BootstrapOptions = .standard
    ) throws(StanceError) {
        guard abstained >= 0 else {
            throw StanceError(.usage, "\(abstained) rows not scored; expected 0 or more")
        }
        try Prediction.check(predictions)
        let groups = ResamplingGroups([predictions])
        let sums = groups.sums(of: predictions)
        metrics = Metrics(sums.reduce(into: MetricSums(), +=))
        perActor = ActorMetrics.all(of: predictions)
        groupCount = groups.count
        self.abstained = abstained
        intervals = ClusterBootstrap(bootstrap).intervals(of: sums)
        self.bootstrap = bootstrap
        unit = groups.unit
    }
}
