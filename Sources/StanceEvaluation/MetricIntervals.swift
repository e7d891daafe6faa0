/// The interval of each headline metric.
public struct MetricIntervals: Sendable, Hashable {
    private let intervals: [HeadlineMetric: ConfidenceInterval]

    /// Asks for the interval of each metric in turn; nil where it is undefined.
    package init(_ interval: (HeadlineMetric) -> ConfidenceInterval?) {
        var intervals: [HeadlineMetric: ConfidenceInterval] = [:]
        for metric in HeadlineMetric.allCases { intervals[metric] = interval(metric) }
        self.intervals = intervals
    }

    /// The interval of a metric; nil with fewer than two groups, or when it has no value.
    public subscript(metric: HeadlineMetric) -> ConfidenceInterval? { intervals[metric] }
}
