import StanceEvaluation

extension SplitMix64 {
    /// Shuffles by Fisher and Yates; written out because the standard library's may change.
    mutating func shuffle<Item>(_ items: inout [Item]) {
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, nextIndex(below: last + 1))
        }
    }
}
