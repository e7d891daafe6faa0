import StanceNumerics

/// Fits a vocabulary to the word n-grams of documents, by keys and on several threads.
///
/// Each thread counts the documents of one range; the counts are joined in the order of the ranges and
/// the columns are sorted by the terms' bytes, so that nothing depends on the number of threads. Where a
/// term needs two documents, a first look leaves out what occurs once (see `RepeatedKeys`). Terms are
/// told apart by their 64-bit keys alone (see `TermKey` for the chance that two share one).
struct NGramFit {
    private let documents: DocumentBatch
    private let analyzer: TextAnalyzer
    private let options: TfidfVectorizer.Options
    /// A range of documents for each thread, of about equal bytes.
    private let ranges: [Range<Int>]

    /// What fitting yields.
    struct Fitted {
        /// The vocabulary, its idf and formula.
        var features: WeightedVocabulary
        /// The counts of each range's documents, and the column of each term in them; empty unless asked
        /// for.
        fileprivate var rows: [(rows: CountedRows, columns: [Int32])] = []
    }

    /// Nil for an analyzer whose terms have no keys of their tokens, and for too many documents.
    init?(
        _ documents: DocumentBatch, analyzer: TextAnalyzer, options: TfidfVectorizer.Options,
        threads: Int
    ) {
        guard WordKeyReader.reads(analyzer), documents.count < UInt32.max else { return nil }
        self.documents = documents
        self.analyzer = analyzer
        self.options = options
        ranges = documents.ranges(threads)
    }

    /// Counts, selects and weighs the terms.
    ///
    /// - Throws: `usage` as `TermSelection.select`; as `WordKeyReader.read`.
    func fit(keepsRows: Bool) throws -> Fitted {
        let repeated = try repeatedKeys()
        let counters = try concurrentMap(count: ranges.count, threads: ranges.count) { range in
            try count(ranges[range], repeated, keepsRows: keepsRows)
        }
        guard let counter = counters.first else {
            throw StanceError(
                .usage, "empty vocabulary; perhaps the documents only contain stop words")
        }
        let numbers = counters.dropFirst().map { counter.join($0) }
        let (selected, features) = try select(
            from: counter, isEmpty: repeated?.isEmpty ?? (counter.count == 0))
        guard keepsRows else { return Fitted(features: features) }
        var columns = [Int32](repeating: -1, count: counter.count)
        for (column, term) in selected.enumerated() { columns[Int(term)] = Int32(column) }
        let rows = counters.enumerated().map { range, counter in
            (
                counter.rows ?? CountedRows(),
                range == 0 ? columns : numbers[range - 1].map { columns[Int($0)] }
            )
        }
        return Fitted(features: features, rows: rows)
    }

    private func repeatedKeys() throws -> RepeatedKeys? {
        guard options.analyzer.longestNGram > 1,
            options.selection.minimum.documents(of: documents.count) > 1
        else { return nil }
        let found = try concurrentMap(count: ranges.count, threads: ranges.count) { range in
            let found = RepeatedKeys(bytes: documents.bytes.count)
            try read(ranges[range]) { _, words in found.add(words.keys) }
            return found
        }
        for other in found.dropFirst() { found[0].join(other) }
        return found.first
    }

    private func count(
        _ range: Range<Int>, _ repeated: RepeatedKeys?, keepsRows: Bool
    ) throws -> NGramCounter {
        let counter = NGramCounter(keepsRows: keepsRows)
        var kept = RepeatedKeys.Kept()
        try read(range) { document, words in
            if let repeated {
                repeated.keep(words.keys, in: &kept)
                counter.add(kept.keys, at: kept.indices, of: document)
            } else {
                counter.add(words.keys, of: document)
            }
        }
        return counter
    }

    private func read(
        _ range: some Sequence<Int>, keepsSpans: Bool = false,
        _ body: (_ document: Int, _ words: borrowing WordKeyReader) throws -> Void
    ) throws {
        guard var words = try WordKeyReader(analyzer, keepsSpans: keepsSpans) else {
            throw StanceError(.internalFailure, "the analyzer changed")
        }
        for document in range {
            try words.read(
                documents.bytes.span.extracting(
                    documents.offsets[document]..<documents.offsets[document + 1]))
            try body(document, words)
        }
    }

    /// The numbers of the terms that become columns, in their order, and the fitted block.
    private func select(
        from counter: NGramCounter, isEmpty: Bool
    ) throws -> (terms: [Int32], features: WeightedVocabulary) {
        let (documentFrequencies, totals) = counter.takeFrequencies()
        let countsDocuments = options.weighting.termFrequency == .binary
        var list = TermList()
        var places = [Int32](repeating: -1, count: counter.count)
        let selected = try options.selection.select(
            from: counter.count, isEmpty: isEmpty, documentCount: documents.count,
            documents: { Int(documentFrequencies[Int($0)]) },
            total: {
                countsDocuments ? Double(documentFrequencies[Int($0)]) : Double(totals[Int($0)])
            },
            inOrder: { kept in
                list = try self.terms(kept, of: counter)
                for (place, term) in kept.enumerated() { places[Int(term)] = Int32(place) }
                return list.sortedOrder(kept.indices.map { Int32($0) }).map { kept[Int($0)] }
            })
        var terms = TermList()
        for term in selected { terms.append(list[Int(places[Int(term)])]) }
        let features = try WeightedVocabulary(
            vocabulary: Vocabulary(distinct: terms),
            documentFrequencies: selected.map { Int(documentFrequencies[Int($0)]) },
            documentCount: documents.count, weighting: options.weighting)
        return (selected, features)
    }

    /// The bytes of some terms, read where each was first met.
    ///
    /// Terms are numbered in the order in which they were met, so ascending numbers pass through the
    /// documents once.
    private func terms(_ numbers: [Int32], of counter: NGramCounter) throws -> TermList {
        let origins = numbers.map { counter.origins[Int($0)] }
        var list = TermList()
        var bytes: [UInt8] = []
        var next = 0
        let documents = origins.lazy.map { Int($0 >> 32) }.uniqued
        try read(documents, keepsSpans: true) { document, words in
            while next < origins.count, Int(origins[next] >> 32) == document {
                bytes.removeAll(keepingCapacity: true)
                words.appendTerm(Int(origins[next] & 0xFFFF_FFFF), to: &bytes)
                list.append(bytes)
                next += 1
            }
        }
        return list
    }

    /// The rows of the documents, weighted.
    static func matrix(_ fitted: consuming Fitted) -> CSRMatrix {
        let features = fitted.features
        let parts = fitted.rows
        let builders = concurrentMap(count: parts.count, threads: parts.count) { part in
            let (rows, columns) = parts[part]
            var row = RowAccumulator(columnCount: features.columnCount)
            var builder = CSRBuilder()
            for document in 0..<rows.count {
                rows.add(document, columns: columns, to: &row)
                features.append(&row, to: &builder)
                builder.endRow()
                builder.reserve(afterRow: document + 1, of: rows.count)
            }
            return builder
        }
        return CSRBuilder.joined(builders).matrix(columnCount: features.columnCount)
    }
}

extension DocumentBatch {
    /// Ranges of neighbouring documents with about equal bytes, at most `count`, none empty.
    func ranges(_ count: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for part in 1...max(1, count) where start < self.count {
            let share = bytes.count / max(1, count) * part
            var end = part == max(1, count) ? self.count : start
            while end < self.count, offsets[end] < share { end += 1 }
            if end > start { ranges.append(start..<end) }
            start = end
        }
        return ranges
    }
}

extension Sequence<Int> {
    /// The values without those that repeat the one before.
    fileprivate var uniqued: [Int] {
        var values: [Int] = []
        for value in self where value != values.last { values.append(value) }
        return values
    }
}
