import StanceNumerics

/// Turns documents into rows of TF-IDF: an analyzer, a vocabulary and an idf frozen at fit.
///
/// The formula is `TFIDF`; the parameters and their meaning are scikit-learn's (see docs/tfidf.md).
public struct TfidfVectorizer: Sendable {
    /// The parameters; the defaults are scikit-learn's.
    public struct Options: Sendable, Hashable {
        /// How a document becomes terms.
        public var analyzer = TextAnalyzer.Options()
        /// `min_df`, `max_df` and `max_features`; without effect on a given vocabulary.
        public var selection = TermSelection()
        /// `vocabulary`: the terms in column order instead of those that fitting finds.
        public var vocabulary: [String]?
        /// `binary`, `sublinear_tf`, `use_idf`, `smooth_idf` and `norm`.
        public var weighting = TFIDF()

        /// scikit-learn's defaults.
        public init() {}
    }

    /// The options that were fitted.
    public let options: Options
    /// The analyzer made of the options.
    public let analyzer: TextAnalyzer
    /// The vocabulary and the idf.
    public let features: WeightedVocabulary

    /// Takes a fitted vectorizer as it was stored.
    ///
    /// - Throws: `usage` if the options make no sense.
    public init(options: Options, features: WeightedVocabulary) throws {
        try options.selection.check()
        self.options = options
        self.features = features
        analyzer = try TextAnalyzer(options.analyzer)
    }

    /// The idf of each column; empty where the idf is off.
    public var idf: [Double] { features.idf }

    /// The terms in column order.
    public var featureNames: [String] {
        (0..<features.columnCount).map { features.vocabulary.terms.string($0) }
    }

    /// One row per document, weighted with the fitted idf.
    ///
    /// A row depends on its document alone: it has the same bits in any batch.
    ///
    /// - Parameters:
    ///   - documents: the documents.
    ///   - threads: how many to use, at most; nil for all cores. The bits do not depend on it.
    /// - Returns: n x d.
    /// - Throws: as `TermReader.read`.
    /// - Complexity: O(bytes x n-gram sizes + non-zeros).
    public func transform(_ documents: DocumentBatch, threads: Int? = nil) throws -> CSRMatrix {
        let ranges = documents.ranges(threads ?? availableThreads)
        let builders = try concurrentMap(count: ranges.count, threads: ranges.count) { range in
            try rows(ranges[range], of: documents)
        }
        return CSRBuilder.joined(builders).matrix(columnCount: features.columnCount)
    }

    /// The rows of some of the documents.
    func rows(_ rows: Range<Int>, of documents: DocumentBatch) throws -> CSRBuilder {
        var reader = try DocumentRows(analyzer)
        var row = RowAccumulator(columnCount: features.columnCount)
        var builder = CSRBuilder()
        for document in rows {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try reader.add(documents.bytes.span.extracting(range), of: features, to: &row)
            features.append(&row, to: &builder)
            builder.endRow()
            builder.reserve(afterRow: document - rows.lowerBound + 1, of: rows.count)
        }
        return builder
    }

    /// One row per document, weighted with the fitted idf.
    ///
    /// - Throws: as for a batch.
    public func transform(_ documents: [String]) throws -> CSRMatrix {
        try transform(DocumentBatch(documents))
    }
}
