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
        let metrics = HeadlineMetric.allCases
        var values = [[Double]](repeating: [], count: metrics.count)
        var draws = GroupDraws(groupCount: groups.count, seed: options.seed)
        for batch in GroupDraws.batches(of: options.replicates) {
            for sums in MetricSums.sums(of: groups, drawn: draws.next(batch.count)) {
                let replicate = Metrics(sums)
                for (place, metric) in metrics.enumerated() {
                    if let value = replicate[metric] { values[place].append(value) }
                }
            }
        }
        let intervals = values.map { ConfidenceInterval(percentilesOf: $0, level: options.level) }
        return MetricIntervals { metric in metrics.firstIndex(of: metric).flatMap { intervals[$0] }
        }
    }
}

/// The groups of one bootstrap replicate after the other.
struct GroupDraws {
    /// How many replicates are best drawn and summed together.
    private static let batchLength = 16

    private var seeds: SplitMix64
    private var counts: [Int32]

    /// Draws as many groups as there are, each time.
    init(groupCount: Int, seed: UInt64) {
        seeds = SplitMix64(seed: seed)
        counts = Array(repeating: 0, count: groupCount)
    }

    /// How often each group is drawn in the next replicate, which has a generator of its own.
    mutating func next() -> [Int32] {
        var generator = SplitMix64(seed: seeds.next())
        for group in counts.indices { counts[group] = 0 }
        for _ in counts.indices { counts[generator.nextIndex(below: counts.count)] += 1 }
        return counts
    }

    /// The same of the next few replicates.
    mutating func next(_ replicates: Int) -> [[Int32]] {
        (0..<replicates).map { _ in next() }
    }

    /// The replicates in batches, in their order.
    static func batches(of replicates: Int) -> [Range<Int>] {
        stride(from: 0, to: replicates, by: batchLength).map {
            $0..<min($0 + batchLength, replicates)
        }
    }
}
