import StanceCore

// The layout of `evaluate --json`. Keys are stable once released; an undefined value is written as
// null, never left out, and every number is finite.

extension EvaluationReport: Encodable {
    private enum Key: String, CodingKey {
        case n, groups, abstained, classes, confusion, intervals, bootstrap, notes, reliability, by
        case perClass = "per_class"
        case perActor = "per_actor"
    }

    private enum BootstrapKey: String, CodingKey {
        case replicates, level, seed, unit, method
    }

    /// Writes one object: the headline metrics as plain numbers, then what stands behind them.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(n, forKey: .n)
        try object.encode(groupCount, forKey: .groups)
        try object.encode(abstained, forKey: .abstained)
        try object.encode(Stance.allCases.map(\.name), forKey: .classes)
        try object.encode(metrics.confusion, forKey: .confusion)
        try object.encode(metrics.perClass, forKey: .perClass)
        try object.encode(perActor, forKey: .perActor)
        try object.encode(slices, forKey: .by)
        try object.encode(reliability, forKey: .reliability)
        try object.encode(intervals, forKey: .intervals)
        try object.encode(notes, forKey: .notes)

        try metrics.encodeHeadline(to: encoder)

        var drawn = object.nestedContainer(keyedBy: BootstrapKey.self, forKey: .bootstrap)
        try drawn.encode(bootstrap.replicates, forKey: .replicates)
        try drawn.encode(bootstrap.level, forKey: .level)
        try drawn.encode(bootstrap.seed, forKey: .seed)
        try drawn.encode(unit.rawValue, forKey: .unit)
        try drawn.encode("percentile", forKey: .method)
    }
}

extension Metrics {
    /// Writes the headline metrics but the F1 of each class, which `per_class` has.
    func encodeHeadline(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: MetricKey.self)
        let perClass: [HeadlineMetric] = [.criticalF1, .neutralF1, .supportiveF1]
        for metric in HeadlineMetric.allCases where !perClass.contains(metric) {
            try object.encode(self[metric], forKey: MetricKey(metric))
        }
    }
}

/// A metric's raw value as a JSON key.
struct MetricKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ metric: HeadlineMetric) { stringValue = metric.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension ConfusionMatrix: Encodable {
    /// Writes three rows (gold) of three counts (predicted), both in class order.
    public func encode(to encoder: any Encoder) throws {
        var rows = encoder.unkeyedContainer()
        for gold in Stance.allCases {
            try rows.encode(Stance.allCases.map { self[gold: gold, predicted: $0] })
        }
    }
}

extension ClassMetrics: Encodable {
    private enum Key: String, CodingKey {
        case precision, recall, f1, support
    }

    /// Writes one object; a figure that is undefined is null.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(precision, forKey: .precision)
        try object.encode(recall, forKey: .recall)
        try object.encode(f1, forKey: .f1)
        try object.encode(support, forKey: .support)
    }
}

extension PerClassMetrics: Encodable {
    private enum Key: String, CodingKey {
        case critical, neutral, supportive
    }

    /// Writes one object with the stances' names as keys.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(critical, forKey: .critical)
        try object.encode(neutral, forKey: .neutral)
        try object.encode(supportive, forKey: .supportive)
    }
}

extension ReliabilityBin: Encodable {
    private enum Key: String, CodingKey {
        case low, high, n, accuracy
        case meanConfidence = "mean_confidence"
    }

    /// Writes one object of the list `reliability`; means over no rows are null.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(low, forKey: .low)
        try object.encode(high, forKey: .high)
        try object.encode(n, forKey: .n)
        try object.encode(meanConfidence, forKey: .meanConfidence)
        try object.encode(accuracy, forKey: .accuracy)
    }
}

extension ConfidenceInterval: Encodable {
    /// Writes [low, high].
    public func encode(to encoder: any Encoder) throws {
        var pair = encoder.unkeyedContainer()
        try pair.encode(low)
        try pair.encode(high)
    }
}

extension MetricIntervals: Encodable {
    /// Writes one object with every headline metric's key; an undefined interval is null.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: MetricKey.self)
        for metric in HeadlineMetric.allCases {
            try object.encode(self[metric], forKey: MetricKey(metric))
        }
    }
}
