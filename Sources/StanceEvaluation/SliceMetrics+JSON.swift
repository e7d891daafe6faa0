import StanceCore

// The layout of `per_actor` and `by` in `evaluate --json`: one object per actor or value.

private enum SliceKey: String, CodingKey {
    case actor, value, n, groups, confusion, intervals
    case perClass = "per_class"
}

extension SliceMetrics: Encodable {
    /// Writes one object of a list `slices`; `intervals` is null where none are made.
    public func encode(to encoder: any Encoder) throws { try encode(to: encoder, as: .value) }

    fileprivate func encode(to encoder: any Encoder, as key: SliceKey) throws {
        var object = encoder.container(keyedBy: SliceKey.self)
        try object.encode(value, forKey: key)
        try object.encode(n, forKey: .n)
        try object.encode(groupCount, forKey: .groups)
        try object.encode(metrics.confusion, forKey: .confusion)
        try object.encode(metrics.perClass, forKey: .perClass)
        try object.encode(intervals, forKey: .intervals)
        try metrics.encodeHeadline(to: encoder)
    }
}

extension ActorMetrics: Encodable {
    /// Writes one object of the list `per_actor`, as a slice's with the key `actor`.
    public func encode(to encoder: any Encoder) throws { try slice.encode(to: encoder, as: .actor) }
}

extension SliceTable: Encodable {
    private enum Key: String, CodingKey {
        case column, slices
        case withoutValue = "without_value"
    }

    /// Writes one object of the list `by`.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(column, forKey: .column)
        try object.encode(rowsWithoutValue, forKey: .withoutValue)
        try object.encode(slices, forKey: .slices)
    }
}
