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

    /// Candidate - baseline: a gain is positive, except for the log-loss, where it is negative.
    public var difference: Double { candidate - baseline }
}

/// The differences between two models on the same rows.
public struct PairedComparison: Sendable, Hashable {
    /// The number of rows.
    public let n: Int
    /// The number of groups resampled; a row without a group counts as one.
    public let groupCount: Int
    /// The difference in accuracy.
    public let accuracy: PairedDifference
    /// The difference in macro-F1.
    public let macroF1: PairedDifference
    /// The difference in log-loss; below 0 when the candidate is better.
    public let logLoss: PairedDifference
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

        let compared: [HeadlineMetric] = [.accuracy, .macroF1, .logLoss]
        var differences: [HeadlineMetric: [Double]] = [:]
        var seeds = SplitMix64(seed: options.seed)
        for _ in 0..<(groups.count > 1 ? options.replicates : 0) {
            var generator = SplitMix64(seed: seeds.next())
            var (left, right) = (MetricSums(), MetricSums())
            for _ in 0..<groups.count {
                let group = generator.nextIndex(below: groups.count)
                left += baselineSums[group]
                right += candidateSums[group]
            }
            let (before, after) = (Metrics(left), Metrics(right))
            for metric in compared {
                guard let from = before[metric], let to = after[metric] else { continue }
                differences[metric, default: []].append(to - from)
            }
        }
        let before = Metrics(baselineSums.reduce(into: MetricSums(), +=))
        let after = Metrics(candidateSums.reduce(into: MetricSums(), +=))
        let intervals = MetricIntervals {
            ConfidenceInterval(percentilesOf: differences[$0] ?? [], level: options.level)
        }
        return PairedComparison(
            n: baseline.count, groupCount: groups.count,
            accuracy: PairedDifference(
                metric: .accuracy, baseline: before.accuracy, candidate: after.accuracy,
                interval: intervals[.accuracy]),
            macroF1: PairedDifference(
                metric: .macroF1, baseline: before.macroF1, candidate: after.macroF1,
                interval: intervals[.macroF1]),
            logLoss: PairedDifference(
                metric: .logLoss, baseline: before.logLoss, candidate: after.logLoss,
                interval: intervals[.logLoss]))
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
