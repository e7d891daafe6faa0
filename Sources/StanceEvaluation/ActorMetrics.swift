import StanceCore

/// The figures of one actor's rows, with the number of rows behind them.
public struct ActorMetrics: Sendable, Hashable {
    /// The actor's name.
    public var actor: String { slice.value }
    /// All figures of the actor's rows, and their intervals.
    public let slice: SliceMetrics

    /// The number of rows: the actor's support.
    public var n: Int { slice.n }
    /// The share of rows predicted right.
    public var accuracy: Double { slice.metrics.accuracy }
    /// The mean of the three F1s, an undefined one counting as 0.
    public var macroF1: Double { slice.metrics.macroF1 }
    /// The mean of F1(critical) and F1(supportive), an undefined one counting as 0.
    public var semevalF: Double { slice.metrics.semevalF }
    /// Precision, recall, F1 and support of each stance.
    public var perClass: PerClassMetrics { slice.metrics.perClass }
    /// The intervals of the actor's figures (see `SliceMetrics.intervals`).
    public var intervals: MetricIntervals? { slice.intervals }

    /// Measures each actor, the one with the most rows first, equal ones by name.
    ///
    /// Rows without an actor are left out: the supports then sum to less than the rows.
    package static func all(
        of predictions: [Prediction], bootstrap: BootstrapOptions? = nil
    ) -> [ActorMetrics] {
        SliceMetrics.all(of: predictions, by: predictions.map(\.actor), bootstrap: bootstrap)
            .map { ActorMetrics(slice: $0) }
    }
}
