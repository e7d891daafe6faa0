/// A fitted block of features: its vocabulary, the idf of each column and the formula.
///
/// Every block of a model is one of these, whatever its terms are made of.
public struct WeightedVocabulary: Sendable, Equatable {
    /// Terms and their columns.
    public let vocabulary: Vocabulary
    /// The idf of each column, frozen at fit; empty where the idf is off.
    public let idf: [Double]
    /// The formula.
    public let weighting: TFIDF

    /// Takes a fitted block as it was stored.
    ///
    /// - Throws: `badData` unless there is one finite idf per column, or none where the idf is off.
    public init(vocabulary: Vocabulary, idf: [Double], weighting: TFIDF) throws {
        let expected = weighting.inverseDocumentFrequency == .off ? 0 : vocabulary.count
        guard idf.count == expected else {
            throw StanceError(
                .badData,
                "\(idf.count) idf values for \(vocabulary.count) terms; expected \(expected)")
        }
        if let column = idf.firstIndex(where: { !$0.isFinite }) {
            throw StanceError(
                .badData, "the idf of \"\(vocabulary.terms.string(column))\" is not finite")
        }
        self.vocabulary = vocabulary
        self.idf = idf
        self.weighting = weighting
    }

    /// Fits a block to counted terms.
    ///
    /// - Throws: `usage` as `TermSelection.select`.
    /// - Complexity: O(V log V) for V counted terms.
    public init(counter: TermCounter, selection: TermSelection, weighting: TFIDF) throws {
        let order = try selection.select(
            from: counter, countsDocuments: weighting.termFrequency == .binary)
        try self.init(counter: counter, order: order, weighting: weighting)
    }

    /// Fits a block to counted terms that are already chosen, in column order.
    init(counter: TermCounter, order: [Int32], weighting: TFIDF) throws {
        var terms = TermList()
        for term in order {
            terms.append(counter.terms[Int(term)], tag: counter.terms.tags[Int(term)])
        }
        try self.init(
            vocabulary: Vocabulary(terms),
            documentFrequencies: order.map { counter.documentFrequency($0) },
            documentCount: counter.documentCount, weighting: weighting)
    }

    /// Fits the idf of a given vocabulary to document frequencies.
    ///
    /// - Throws: `usage` if a term that no document has would get an infinite idf.
    init(
        vocabulary: Vocabulary, documentFrequencies: [Int], documentCount: Int, weighting: TFIDF
    ) throws {
        guard weighting.inverseDocumentFrequency != .off else {
            try self.init(vocabulary: vocabulary, idf: [], weighting: weighting)
            return
        }
        if weighting.inverseDocumentFrequency == .unsmoothed,
            let column = documentFrequencies.firstIndex(of: 0)
        {
            throw StanceError(
                .usage,
                "no document has \"\(vocabulary.terms.string(column))\", so its unsmoothed idf"
                    + " is infinite; smooth the idf or leave the term out")
        }
        let idf = documentFrequencies.map {
            weighting.idf(documentFrequency: $0, documentCount: documentCount)
        }
        try self.init(vocabulary: vocabulary, idf: idf, weighting: weighting)
    }

    /// The number of columns.
    public var columnCount: Int { vocabulary.count }

    /// Adds every term of a document to the row, once per occurrence, unless the vocabulary lacks it.
    ///
    /// - Complexity: O(bytes of the terms).
    public func add(
        termsOf text: borrowing TermBuffer, tag: UInt8 = 0, to row: inout RowAccumulator,
        using lookup: inout TermLookup
    ) {
        lookup.find(termsOf: text, tag: tag, in: vocabulary)
        for index in 0..<text.spans.count where lookup.columns[index] >= 0 {
            row.add(lookup.columns[index], 1)
        }
    }

    /// Adds every term that some keys, without a tag, stand for, unless the vocabulary lacks it.
    func add(
        _ keys: UnsafeBufferPointer<UInt64>, to row: inout RowAccumulator,
        using lookup: inout TermLookup
    ) {
        lookup.find(keys, in: vocabulary)
        for index in 0..<keys.count where lookup.columns[index] >= 0 {
            row.add(lookup.columns[index], 1)
        }
    }

    /// Appends the row as one block of a matrix, weighted, and empties it.
    public func append(
        _ row: inout RowAccumulator, to builder: inout CSRBuilder, firstColumn: Int = 0,
        scale: Double = 1
    ) {
        builder.append(
            &row, weighting: weighting, idf: idf, firstColumn: firstColumn, scale: scale)
    }
}
