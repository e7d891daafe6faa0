import StanceNumerics

extension TfidfVectorizer {
    /// Learns the vocabulary and the idf of some documents.
    ///
    /// - Parameters:
    ///   - documents: the documents.
    ///   - options: the parameters.
    ///   - threads: how many to use, at most; nil for all cores. What is learnt does not depend on it.
    /// - Returns: the vectorizer.
    /// - Throws: `usage` if the options make no sense, there are no documents or no terms remain;
    ///   as `TermReader.read`.
    /// - Complexity: O(bytes x n-gram sizes + V log V) for V different terms. Of terms that only one
    ///   document has, none takes memory where n-grams of several words need `min_df` of two.
    public static func fit(
        _ documents: DocumentBatch, options: Options = Options(), threads: Int? = nil
    ) throws -> TfidfVectorizer {
        let analyzer = try TextAnalyzer(options.analyzer)
        try options.selection.check()
        if let terms = options.vocabulary {
            return try fit(documents, to: terms, analyzer: analyzer, options: options)
        }
        let fitting = NGramFit(
            documents, analyzer: analyzer, options: options, threads: threads ?? availableThreads)
        if let fitting {
            return try TfidfVectorizer(
                options: options, features: fitting.fit(keepsRows: false).features)
        }
        let features = try WeightedVocabulary(
            counter: count(documents, analyzer: analyzer), selection: options.selection,
            weighting: options.weighting)
        return try TfidfVectorizer(options: options, features: features)
    }

    /// Counts every term of the documents.
    private static func count(
        _ documents: DocumentBatch, analyzer: TextAnalyzer
    ) throws -> TermCounter {
        var counter = TermCounter()
        var reader = try analyzer.makeReader()
        for document in 0..<documents.count {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try reader.read(documents.bytes.span.extracting(range))
            try counter.add(termsOf: reader.terms)
            counter.endDocument()
        }
        return counter
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
    /// Runs of words are read once: what was counted becomes the rows, which are those of `transform`
    /// bit for bit.
    /// - Parameters:
    ///   - documents: the documents.
    ///   - options: the parameters.
    ///   - threads: how many to use, at most; nil for all cores. The bits do not depend on it.
    /// - Returns: the vectorizer, and n x d.
    /// - Throws: as `fit`.
    public static func fitTransform(
        _ documents: DocumentBatch, options: Options = Options(), threads: Int? = nil
    ) throws -> (vectorizer: TfidfVectorizer, matrix: CSRMatrix) {
        let analyzer = try TextAnalyzer(options.analyzer)
        try options.selection.check()
        if options.vocabulary == nil,
            let fitting = NGramFit(
                documents, analyzer: analyzer, options: options,
                threads: threads ?? availableThreads)
        {
            let fitted = try fitting.fit(keepsRows: true)
            let vectorizer = try TfidfVectorizer(options: options, features: fitted.features)
            return (vectorizer, NGramFit.matrix(fitted))
        }
        let vectorizer = try fit(documents, options: options, threads: threads)
        return (vectorizer, try vectorizer.transform(documents, threads: threads))
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
        var reader = try DocumentRows(analyzer)
        var row = RowAccumulator(columnCount: vocabulary.count)
        var frequencies = [Int](repeating: 0, count: vocabulary.count)
        let counting = try WeightedVocabulary(
            vocabulary: vocabulary, idf: [], weighting: TFIDF(inverseDocumentFrequency: .off))
        for document in 0..<documents.count {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try reader.add(documents.bytes.span.extracting(range), of: counting, to: &row)
            row.drain { column, _ in frequencies[Int(column)] += 1 }
        }
        let features = try WeightedVocabulary(
            vocabulary: vocabulary, documentFrequencies: frequencies,
            documentCount: documents.count, weighting: options.weighting)
        return try TfidfVectorizer(options: options, features: features)
    }
}
