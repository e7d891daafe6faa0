import StanceCore

/// Percentile intervals of the headline metrics by resampling groups of rows.
///
///     for each replicate: draw G of the G groups with replacement, pool their rows, measure
///     interval = percentiles (1 - level)/2 and (1 + level)/2 of the replicates' values
///
/// A metric is measured on a replicate as on the data: macro-F1 and the SemEval F count a class
/// that fell out of the replicate as 0, while the F1 of a class has no value there and the
/// replicate is left out of that interval. With few groups (under about thirty) the intervals are
/// too narrow, as those of any cluster bootstrap.
/// - SeeAlso: Efron and Tibshirani, "An introduction to the bootstrap" (1993), section 13.3;
///   Field and Welsh, "Bootstrapping clustered data" (2007), the "cluster bootstrap".
public struct ClusterBootstrap: Sendable, Hashable {
    /// Replicates, level and seed.
    public let options: BootstrapOptions

    /// Takes the options.
    public init(_ options: BootstrapOptions = .standard) {
        self.options = options
    }

    /// The intervals of every headline metric; all nil when there is only one group.
    ///
    /// The same seed gives the same bits for any order of the rows. Replicate r draws from a
    /// generator of its own, so more replicates extend the earlier ones.
    /// - Throws: `StanceError.Kind.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(n log n + replicates * groups).
    public func intervals(of predictions: [Prediction]) throws(StanceError) -> MetricIntervals {
        try Prediction.check(predictions)
        let groups = ResamplingGroups([predictions])
        return intervals(of: groups.sums(of: predictions))
    }

    /// The intervals from the sums of each group.
    package func intervals(of groups: [MetricSums]) -> MetricIntervals {
        guard groups.count > 1 else { return MetricIntervals { _ in nil } }
        var values: [HeadlineMetric: [Double]] = [:]
        var seeds = SplitMix64(seed: options.seed)
        for _ in 0..<options.replicates {
            var generator = SplitMix64(seed: seeds.next())
            var sums = MetricSums()
            for _ in groups.indices {
                sums += groups[generator.nextIndex(below: groups.count)]
            }
            let metrics = Metrics(sums)
            for metric in HeadlineMetric.allCases {
                if let value = metrics[metric] { values[metric, default: []].append(value) }
            }
        }
        return MetricIntervals {
            ConfidenceInterval(percentilesOf: values[$0] ?? [], level: options.level)
        }
    }
}
