import StanceNumerics

extension TfidfVectorizer {
    /// Learns the vocabulary and the idf of some documents.
    ///
    /// - Throws: `usage` if the options make no sense, there are no documents or no terms remain;
    ///   as `TermReader.read`.
    /// - Complexity: O(bytes x n-gram sizes + V log V) for V different terms.
    public static func fit(
        _ documents: DocumentBatch, options: Options = Options()
    ) throws -> TfidfVectorizer {
        let analyzer = try TextAnalyzer(options.analyzer)
        try options.selection.check()
        if let terms = options.vocabulary {
            return try fit(documents, to: terms, analyzer: analyzer, options: options)
        }
        var reader = try analyzer.makeReader()
        var counter = TermCounter()
        for document in 0..<documents.count {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try reader.read(documents.bytes.span.extracting(range))
            try counter.add(termsOf: reader.terms)
            counter.endDocument()
        }
        let features = try WeightedVocabulary(
            counter: counter, selection: options.selection, weighting: options.weighting)
        return try TfidfVectorizer(options: options, features: features)
    }

    /// Learns the vocabulary and the idf of some documents.
    ///
    /// - Throws: as for a batch.
    public static func fit(
        _ documents: [String], options: Options = Options()
    ) throws -> TfidfVectorizer {
        try fit(DocumentBatch(documents), options: options)
    }

    /// Learns from some documents and transforms the same ones.
    ///
    /// - Throws: as `fit`.
    public static func fitTransform(
        _ documents: DocumentBatch, options: Options = Options()
    ) throws -> (vectorizer: TfidfVectorizer, matrix: CSRMatrix) {
        let vectorizer = try fit(documents, options: options)
        return (vectorizer, try vectorizer.transform(documents))
    }

    /// Learns the idf of a given vocabulary.
    private static func fit(
        _ documents: DocumentBatch, to terms: [String], analyzer: TextAnalyzer, options: Options
    ) throws -> TfidfVectorizer {
        guard !terms.isEmpty else {
            throw StanceError(.usage, "empty vocabulary passed to fit")
        }
        guard documents.count > 0 else {
            throw StanceError(.usage, "no documents to fit; expected at least one")
        }
        let vocabulary = try Vocabulary(terms)
        var reader = try analyzer.makeReader()
        var lookup = TermLookup()
        var row = RowAccumulator(columnCount: vocabulary.count)
        var frequencies = [Int](repeating: 0, count: vocabulary.count)
        let counting = try WeightedVocabulary(
            vocabulary: vocabulary, idf: [], weighting: TFIDF(inverseDocumentFrequency: .off))
        for document in 0..<documents.count {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try reader.read(documents.bytes.span.extracting(range))
            counting.add(termsOf: reader.terms, to: &row, using: &lookup)
            row.drain { column, _ in frequencies[Int(column)] += 1 }
        }
        let features = try WeightedVocabulary(
            vocabulary: vocabulary, documentFrequencies: frequencies,
            documentCount: documents.count, weighting: options.weighting)
        return try TfidfVectorizer(options: options, features: features)
    }
}
