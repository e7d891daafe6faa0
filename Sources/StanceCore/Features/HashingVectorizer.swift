import StanceNumerics

/// Numbers terms by their hash: no vocabulary, nothing to fit, and no way back to the term.
///
///     h = MurmurHash3_32(bytes of t, seed 0), signed
///     column(t) = |h| mod d,   sign(t) = -1 if h < 0 else 1 (with alternating signs)
///     x(p) = sum of sign(t) over the terms of p, by column; 1 per column if binary; then the norm
public struct HashingVectorizer: Sendable {
    /// The parameters; the defaults are scikit-learn's.
    public struct Options: Sendable, Hashable {
        /// How a document becomes terms.
        public var analyzer = TextAnalyzer.Options()
        /// `n_features`: d, the number of columns, in 1..<2^31.
        public var columnCount = 1 << 20
        /// `alternate_sign`: let the hash decide a sign, so that collisions cancel on average.
        public var alternatesSign = true
        /// `binary`: 1 in every column that a term of the document falls into.
        public var binary = false
        /// `norm`: what a row is divided by.
        public var norm = TFIDF.Norm.l2

        /// scikit-learn's defaults.
        public init() {}
    }

    /// The options, as checked.
    public let options: Options
    /// The analyzer made of the options.
    public let analyzer: TextAnalyzer

    /// Checks the options.
    ///
    /// - Throws: `usage` as `TextAnalyzer.init`, or for a number of columns outside 1..<2^31.
    public init(_ options: Options = Options()) throws {
        guard 1 <= options.columnCount, options.columnCount < Int(Int32.max) else {
            throw StanceError(
                .usage, "\(options.columnCount) columns; expected 1 to \(Int32.max - 1)")
        }
        self.options = options
        analyzer = try TextAnalyzer(options.analyzer)
    }

    /// One row per document.
    ///
    /// - Throws: as `TextAnalyzer.makeReader` and `TermReader.read`.
    /// - Complexity: O(bytes + t log t) for t terms of a document.
    public func transform(_ documents: DocumentBatch) throws -> CSRMatrix {
        var reader = try analyzer.makeReader()
        var builder = CSRBuilder()
        let weighting = TFIDF(inverseDocumentFrequency: .off, norm: options.norm)
        var hits: [(column: Int32, sign: Double)] = []
        for document in 0..<documents.count {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try reader.read(documents.bytes.span.extracting(range))
            hits.removeAll(keepingCapacity: true)
            let bytes = reader.terms.bytes.span
            for span in reader.terms.spans {
                hits.append(place(bytes.extracting(Int(span.start)..<Int(span.end))))
            }
            hits.sort { $0.column < $1.column }
            var index = 0
            while index < hits.count {
                let column = hits[index].column
                var sum = 0.0
                while index < hits.count, hits[index].column == column {
                    sum += hits[index].sign
                    index += 1
                }
                builder.append(column: Int(column), value: options.binary ? 1 : sum)
            }
            builder.endRow(normalizing: weighting)
        }
        return builder.matrix(columnCount: options.columnCount)
    }

    /// One row per document.
    ///
    /// - Throws: as for a batch.
    public func transform(_ documents: [String]) throws -> CSRMatrix {
        try transform(DocumentBatch(documents))
    }

    /// The column of a term and what one occurrence adds to it.
    private func place(_ term: borrowing Span<UInt8>) -> (column: Int32, sign: Double) {
        let hash = MurmurHash3.hash32(term)
        let sign = options.alternatesSign && hash < 0 ? -1.0 : 1.0
        return (Self.column(hash: hash, of: options.columnCount), sign)
    }

    /// |h| mod d; the magnitude of Int32.min does not fit Int32 but is taken all the same.
    package static func column(hash: Int32, of columnCount: Int) -> Int32 {
        Int32(Int(hash.magnitude) % columnCount)
    }
}
