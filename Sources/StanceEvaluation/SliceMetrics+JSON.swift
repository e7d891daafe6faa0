import StanceCore

// The layout of `per_actor` and `by` in `evaluate --json`: one object per actor or value.

extension SliceMetrics: Encodable {
    /// One object of a list `slices`; `intervals` is null where none are made.
    package var json: JSONTree { json(named: "value") }

    fileprivate func json(named key: String) -> JSONTree {
        let object: JSONTree = [
            key: .text(value), "n": .integer(n), "groups": .integer(groupCount),
            "confusion": metrics.confusion.json, "per_class": metrics.perClass.json,
            "intervals": intervals?.json ?? .null,
        ]
        return object.merging(metrics.headlineJSON)
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension ActorMetrics: Encodable {
    /// One object of the list `per_actor`, as a slice's with the key `actor`.
    package var json: JSONTree { slice.json(named: "actor") }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension SliceTable: Encodable {
    /// One object of the list `by`.
    package var json: JSONTree {
        [
            "column": .text(column), "without_value": .integer(rowsWithoutValue),
            "slices": .made(count: slices.count) { slices[$0].json },
        ]
    }

    /// Writes `json`.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
