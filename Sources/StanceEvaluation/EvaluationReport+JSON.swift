import StanceCore

// The layout of `evaluate --json`. Keys are stable once released; an undefined value is written as
// null, never left out, and every number is finite.

extension EvaluationReport: Encodable {
    /// One object: the headline metrics as plain numbers, then what stands behind them.
    package var json: JSONTree {
        let object: JSONTree = [
            "n": .integer(n), "groups": .integer(groupCount), "abstained": .integer(abstained),
            "classes": .list(Stance.allCases.map { .text($0.name) }),
            "confusion": metrics.confusion.json, "per_class": metrics.perClass.json,
            "per_actor": .made(count: perActor.count) { perActor[$0].json },
            "by": .list(slices.map(\.json)), "reliability": .list(reliability.map(\.json)),
            "intervals": intervals.json, "notes": .list(notes.map(JSONTree.text)),
            "bootstrap": bootstrap.json(unit: unit),
        ]
        return object.merging(metrics.headlineJSON)
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension BootstrapOptions {
    /// How intervals were made: `bootstrap` of every command that makes some.
    package func json(unit: EvaluationReport.ResamplingUnit) -> JSONTree {
        [
            "replicates": .integer(replicates), "level": .number(level), "seed": .unsigned(seed),
            "unit": .text(unit.rawValue), "method": .text("percentile"),
        ]
    }
}

extension Metrics {
    /// The headline metrics but the F1 of each class, which `per_class` has.
    var headlineJSON: JSONTree {
        .object(
            Metrics.headlineKeys.map { JSONTree.Member(key: $0.rawValue, value: .init(self[$0])) })
    }

    private static let headlineKeys = HeadlineMetric.allCases.filter {
        ![.criticalF1, .neutralF1, .supportiveF1].contains($0)
    }
}

extension ConfusionMatrix: Encodable {
    /// Three rows (gold) of three counts (predicted), both in class order.
    package var json: JSONTree {
        .list(
            Stance.allCases.map { gold in
                .list(Stance.allCases.map { .integer(self[gold: gold, predicted: $0]) })
            })
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension ClassMetrics: Encodable {
    /// One object; a figure that is undefined is null.
    package var json: JSONTree {
        [
            "f1": .init(f1), "precision": .init(precision), "recall": .init(recall),
            "support": .integer(support),
        ]
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension PerClassMetrics: Encodable {
    /// One object with the stances' names as keys.
    package var json: JSONTree {
        ["critical": critical.json, "neutral": neutral.json, "supportive": supportive.json]
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension ReliabilityBin: Encodable {
    /// One object of the list `reliability`; means over no rows are null.
    package var json: JSONTree {
        [
            "accuracy": .init(accuracy), "high": .number(high), "low": .number(low),
            "mean_confidence": .init(meanConfidence), "n": .integer(n),
        ]
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension ConfidenceInterval: Encodable {
    /// [low, high].
    package var json: JSONTree { .list([.number(low), .number(high)]) }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension MetricIntervals: Encodable {
    /// One object with every headline metric's key; an undefined interval is null.
    package var json: JSONTree {
        .object(
            HeadlineMetric.allCases.map {
                JSONTree.Member(key: $0.rawValue, value: self[$0]?.json ?? .null)
            })
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
