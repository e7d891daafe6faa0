/// Which of the counted terms become columns.
///
/// A term stays if at least `minimum` and at most `maximum` documents have it; of those that stay,
/// the `limit` terms with the largest totals, of equal totals the first in order. Columns are
/// numbered by tag, then by the order of code points (which is that of UTF-8 bytes).
public struct TermSelection: Sendable, Hashable {
    /// `min_df`.
    public var minimum = DocumentFrequencyLimit.count(1)
    /// `max_df`.
    public var maximum = DocumentFrequencyLimit.share(1)
    /// `max_features`; nil keeps all.
    public var limit: Int?

    /// Every term.
    public init(
        minimum: DocumentFrequencyLimit = .count(1), maximum: DocumentFrequencyLimit = .share(1),
        limit: Int? = nil
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.limit = limit
    }

    /// Checks the bounds.
    ///
    /// - Throws: `usage` naming the option that makes no sense.
    func check() throws {
        try minimum.check("min_df")
        try maximum.check("max_df")
        if let limit, limit < 1 {
            throw StanceError(.usage, "max_features is \(limit); expected at least 1")
        }
    }

    /// The counter's numbers of the selected terms, in column order.
    ///
    /// With `countsDocuments` a term's total is the number of its documents.
    ///
    /// - Throws: `usage` if no terms were counted, the bounds cross or no terms remain.
    public func select(from counter: TermCounter, countsDocuments: Bool = false) throws -> [Int32] {
        try select(
            from: counter.terms.count, isEmpty: counter.terms.count == 0,
            documentCount: counter.documentCount,
            documents: { counter.documentFrequency($0) },
            total: {
                countsDocuments ? Double(counter.documentFrequency($0)) : counter.total($0)
            },
            inOrder: { counter.terms.sortedOrder($0) })
    }

    /// The numbers of the selected ones of some terms, in column order.
    ///
    /// - Parameters:
    ///   - termCount: how many terms were counted.
    ///   - isEmpty: whether the documents have no terms at all, counted or not.
    ///   - documentCount: n.
    ///   - documents: how many documents have a term.
    ///   - total: what decides which terms stay within `limit`.
    ///   - inOrder: sorts terms by tag and bytes; called once, with those within the bounds.
    /// - Returns: numbers below `termCount`.
    /// - Throws: as `select(from:countsDocuments:)`, and what `inOrder` throws.
    func select(
        from termCount: Int, isEmpty: Bool, documentCount: Int, documents: (Int32) -> Int,
        total: (Int32) -> Double, inOrder: ([Int32]) throws -> [Int32]
    ) throws -> [Int32] {
        try check()
        guard !isEmpty else {
            throw StanceError(
                .usage, "empty vocabulary; perhaps the documents only contain stop words")
        }
        let low = minimum.documents(of: documentCount)
        let high = maximum.documents(of: documentCount)
        guard low <= high else {
            throw StanceError(.usage, "max_df corresponds to fewer documents than min_df")
        }
        var kept = (0..<Int32(termCount)).filter {
            let frequency = Double(documents($0))
            return low <= frequency && frequency <= high
        }
        guard !kept.isEmpty else {
            throw StanceError(
                .usage, "after pruning, no terms remain; try a lower min_df or a higher max_df")
        }
        kept = try inOrder(kept)
        guard let limit, kept.count > limit else { return kept }
        let ranked = kept.indices.sorted {
            let (left, right) = (total(kept[$0]), total(kept[$1]))
            return left != right ? left > right : $0 < $1
        }
        return ranked.prefix(limit).sorted().map { kept[$0] }
    }
}
