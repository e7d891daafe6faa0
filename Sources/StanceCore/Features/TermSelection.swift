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
        try check()
        guard counter.terms.count > 0 else {
            throw StanceError(
                .usage, "empty vocabulary; perhaps the documents only contain stop words")
        }
        let low = minimum.documents(of: counter.documentCount)
        let high = maximum.documents(of: counter.documentCount)
        guard low <= high else {
            throw StanceError(.usage, "max_df corresponds to fewer documents than min_df")
        }
        var kept = (0..<Int32(counter.terms.count)).filter {
            let frequency = Double(counter.documentFrequency($0))
            return low <= frequency && frequency <= high
        }
        guard !kept.isEmpty else {
            throw StanceError(
                .usage, "after pruning, no terms remain; try a lower min_df or a higher max_df")
        }
        kept = counter.terms.sortedOrder(kept)
        guard let limit, kept.count > limit else { return kept }
        let total = { (term: Int32) in
            countsDocuments
                ? Double(counter.documentFrequency(term)) : counter.total(term)
        }
        let ranked = kept.indices.sorted {
            let (left, right) = (total(kept[$0]), total(kept[$1]))
            return left != right ? left > right : $0 < $1
        }
        return ranked.prefix(limit).sorted().map { kept[$0] }
    }
}
