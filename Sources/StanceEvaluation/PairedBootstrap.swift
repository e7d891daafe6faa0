import StanceCore

/// How much better one model is than another on the same rows, in one metric.
public struct PairedDifference: Sendable, Hashable {
    /// The metric.
    public let metric: HeadlineMetric
    /// The baseline's value.
    public let baseline: Double
    /// The candidate's value.
    public let candidate: Double
    /// The interval of `difference`; nil when there is only one group.
    public let interval: ConfidenceInterval?

    /// Candidate - baseline: a gain is positive, except for losses and errors, where it is negative
    /// (see `HeadlineMetric.isGain`).
    public var difference: Double { candidate - baseline }

    /// What the interval says: better or worse when it lies wholly on that side of 0, undecided when it
    /// holds 0; without an interval the sign of the difference decides.
    public var verdict: Verdict {
        let sign = metric.isGain ? 1.0 : -1.0
        let ends = [interval?.low ?? difference, interval?.high ?? difference].map { $0 * sign }
        if ends.allSatisfy({ $0 > 0 }) { return .better }
        return ends.allSatisfy { $0 < 0 } ? .worse : .undecided
    }

    /// How the candidate does beside the baseline; the raw value is the word in every output.
    public enum Verdict: String, Sendable, Hashable {
        /// The candidate is better.
        case better
        /// The candidate is worse.
        case worse
        /// The rows do not tell.
        case undecided
    }
}

/// The differences between two models on the same rows.
public struct PairedComparison: Sendable, Hashable {
    /// The number of rows.
    public let n: Int
    /// The number of groups resampled; a row without a group counts as one.
    public let groupCount: Int
    /// What was drawn to make the intervals.
    public let unit: EvaluationReport.ResamplingUnit
    /// The difference in accuracy.
    public let accuracy: PairedDifference
    /// The difference in macro-F1.
    public let macroF1: PairedDifference
    /// The difference in log-loss; below 0 when the candidate is better.
    public let logLoss: PairedDifference
    private let differences: [HeadlineMetric: PairedDifference]

    /// The difference in a metric; nil where either model has no value.
    public subscript(metric: HeadlineMetric) -> PairedDifference? { differences[metric] }

    /// Takes the metrics of both models and the interval of each difference.
    fileprivate init(
        _ groups: ResamplingGroups, _ before: Metrics, _ after: Metrics,
        _ intervals: MetricIntervals
    ) {
        func difference(_ metric: HeadlineMetric, _ from: Double, _ to: Double) -> PairedDifference
        {
            PairedDifference(
                metric: metric, baseline: from, candidate: to, interval: intervals[metric])
        }
        n = before.n
        groupCount = groups.count
        unit = groups.unit
        accuracy = difference(.accuracy, before.accuracy, after.accuracy)
        macroF1 = difference(.macroF1, before.macroF1, after.macroF1)
        logLoss = difference(.logLoss, before.logLoss, after.logLoss)
        var differences: [HeadlineMetric: PairedDifference] = [:]
        for metric in HeadlineMetric.allCases {
            guard let from = before[metric], let to = after[metric] else { continue }
            differences[metric] = difference(metric, from, to)
        }
        self.differences = differences
    }
}

/// Percentile intervals of the difference between two models, resampling groups of rows.
///
/// Each replicate draws one set of groups and measures both models on it, so what makes a row hard
/// for both cancels: the interval is narrower than two separate ones suggest.
/// - SeeAlso: `ClusterBootstrap` for the drawing; Koehn, "Statistical significance tests for
///   machine translation evaluation" (2004), for pairing.
public struct PairedBootstrap: Sendable, Hashable {
    /// Replicates, level and seed.
    public let options: BootstrapOptions

    /// Takes the options.
    public init(_ options: BootstrapOptions = .standard) {
        self.options = options
    }

    /// Compares two models: row i of both lists is the same row of the data.
    ///
    /// The same seed gives the same bits for any order of the rows.
    ///
    /// - Parameters:
    ///   - baseline: what the first model says.
    ///   - candidate: what the second one says.
    /// - Returns: the difference in each metric that both models have.
    /// - Throws: `StanceError.Kind.badData` as `Metrics.init(_:)`, or when the lists differ in
    ///   length or in a row's gold label, group or actor.
    /// - Complexity: O(n log n + replicates * groups).
    public func compare(
        baseline: [Prediction], candidate: [Prediction]
    ) throws(StanceError) -> PairedComparison {
        try PairedBootstrap.checkSameRows(baseline, candidate)
        try Prediction.check(baseline)
        try Prediction.check(candidate)
        let groups = ResamplingGroups([baseline, candidate])
        let baselineSums = groups.sums(of: baseline)
        let candidateSums = groups.sums(of: candidate)

        var differences: [HeadlineMetric: [Double]] = [:]
        var draws = GroupDraws(groupCount: groups.count, seed: options.seed)
        for batch in GroupDraws.batches(of: groups.count > 1 ? options.replicates : 0) {
            let counts = draws.next(batch.count)
            let left = MetricSums.sums(of: baselineSums, drawn: counts)
            let right = MetricSums.sums(of: candidateSums, drawn: counts)
            for (before, after) in zip(left.map { Metrics($0) }, right.map { Metrics($0) }) {
                for metric in HeadlineMetric.allCases {
                    guard let from = before[metric], let to = after[metric] else { continue }
                    differences[metric, default: []].append(to - from)
                }
            }
        }
        let before = Metrics(baselineSums.reduce(into: MetricSums(), +=))
        let after = Metrics(candidateSums.reduce(into: MetricSums(), +=))
        let intervals = MetricIntervals {
            ConfidenceInterval(percentilesOf: differences[$0] ?? [], level: options.level)
        }
        return PairedComparison(groups, before, after, intervals)
    }

    private static func checkSameRows(
        _ baseline: [Prediction], _ candidate: [Prediction]
    ) throws(StanceError) {
        guard baseline.count == candidate.count else {
            throw StanceError(
                .badData,
                "\(baseline.count) rows of one model and \(candidate.count) of the other; "
                    + "expected the same rows")
        }
        for (index, (left, right)) in zip(baseline, candidate).enumerated() {
            let field: String
            if left.gold != right.gold {
                field = "gold label"
            } else if left.group != right.group {
                field = "group"
            } else if left.actor != right.actor {
                field = "actor"
            } else {
                continue
            }
            throw StanceError(
                .badData,
                "row \(index + 1): the two models' rows differ in \(field); expected the same rows")
        }
    }
}
