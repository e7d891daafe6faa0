import StanceKit

/// The steps of scoring with a bag of words: 3 classes, single words, the vocabulary of the text.
///
/// The weights are made up, which changes no time. A step that the scorer runs together with others
/// is the difference of two passes: one that stops before it and one that stops after it.
struct BagOfWordsBench {
    private let documents: DocumentBatch
    private let scorer: LinearTextScorer
    private let table: TermTable
    /// The tokens of the text.
    let tokenCount: Int

    /// What the passes take.
    struct Seconds {
        /// Words and their keys.
        var keys: [Double] = []
        /// Words, keys and the numbers of the terms.
        var lookups: [Double] = []
        /// Text to probabilities.
        var scoring: [Double] = []
        /// Probabilities to rows of JSON in memory.
        var writing: [Double] = []
    }

    /// Fits the vocabulary, and checks that the passes answer what slower code does.
    ///
    /// - Throws: `usage` if the text has no words.
    init(_ documents: DocumentBatch) throws {
        self.documents = documents
        let vectorizer = try TfidfVectorizer.fit(documents)
        let columns = vectorizer.features.columnCount
        let weights = (0..<columns * Stance.count).map { Double($0 * 7 % 11 - 5) / 10 }
        let bias = [0.1, 0, -0.1]
        scorer = try LinearTextScorer(vectorizer: vectorizer, weights: weights, bias: bias)
        guard var reader = try WordKeyReader(vectorizer.analyzer) else {
            throw StanceError(.internalFailure, "single words are not read by their keys")
        }
        let terms = vectorizer.features.vocabulary.terms
        var keys: [UInt64] = []
        for term in 0..<terms.count {
            let bytes = Array(terms[term])
            try reader.read(bytes.span)
            keys += reader.keys.prefix(1)
        }
        table = TermTable(keys: Set(keys).sorted())
        tokenCount = try BagOfWordsBench.checkedTokenCount(documents, &reader, vectorizer)
        try check(weights: weights, bias: bias)
    }

    /// Runs every pass some times, one after another in turn.
    func measure(repeats: Int) throws -> Seconds {
        guard var reader = try WordKeyReader(scorer.vectorizer.analyzer) else { return Seconds() }
        var found = GrowingBuffer<UInt32>(0)
        var seconds = Seconds()
        for _ in 0..<repeats {
            seconds.keys.append(try Clock.seconds { try readKeys(&reader) })
            seconds.lookups.append(try Clock.seconds { try lookUp(&reader, &found) })
            var probabilities: [Double] = []
            seconds.scoring.append(
                try Clock.seconds {
                    probabilities = try scorer.probabilities(of: documents, threads: 1)
                })
            seconds.writing.append(try Clock.seconds { try write(probabilities) })
        }
        return seconds
    }

    /// Text to probabilities on some threads; the bits must be those of one thread.
    func secondsOfScoring(threads: Int, repeats: Int) throws -> Double {
        let expected = try scorer.probabilities(of: documents, threads: 1)
        return Clock.median(
            try (0..<repeats).map { _ in
                var found: [Double] = []
                let seconds = try Clock.seconds {
                    found = try scorer.probabilities(of: documents, threads: threads)
                }
                guard found == expected else {
                    throw StanceError(.internalFailure, "\(threads) threads score otherwise")
                }
                return seconds
            })
    }

    private func readKeys(_ reader: inout WordKeyReader) throws {
        var count = 0
        for document in 0..<documents.count {
            try reader.read(documents.bytes.span.extracting(range(document)))
            count += reader.keys.count
        }
        guard count == tokenCount else {
            throw StanceError(.internalFailure, "\(count) keys; expected \(tokenCount)")
        }
    }

    private func lookUp(
        _ reader: inout WordKeyReader, _ found: inout GrowingBuffer<UInt32>
    ) throws {
        var count = 0
        for document in 0..<documents.count {
            try reader.read(documents.bytes.span.extracting(range(document)))
            let keys = reader.keys
            found.reserve(keys.count)
            count += table.find(keys, into: found.pointer)
        }
        // The vocabulary is the text's own.
        guard count == tokenCount else {
            throw StanceError(.internalFailure, "\(count) terms found; expected \(tokenCount)")
        }
    }

    private func write(_ probabilities: [Double]) throws {
        let writer = RowWriter(ScoredRowEncoder(format: .jsonLines), to: MemorySink())
        for row in 0..<documents.count {
            try writer.write(
                ScoredRow(
                    document: "text", paragraph: row + 1, actor: nil,
                    outcome: .scored(
                        StanceProbabilities(
                            critical: probabilities[row * 3], neutral: probabilities[row * 3 + 1],
                            supportive: probabilities[row * 3 + 2])),
                    mentions: 0))
        }
        try writer.flush()
    }

    /// Where a document's bytes are.
    private func range(_ document: Int) -> Range<Int> {
        documents.offsets[document]..<documents.offsets[document + 1]
    }

    /// The tokens that the slower reader of terms finds, which the keys have to match in number.
    private static func checkedTokenCount(
        _ documents: DocumentBatch, _ keys: inout WordKeyReader, _ vectorizer: TfidfVectorizer
    ) throws -> Int {
        var terms = try vectorizer.analyzer.makeReader()
        var count = 0
        for document in 0..<documents.count {
            let range = documents.offsets[document]..<documents.offsets[document + 1]
            try terms.read(documents.bytes.span.extracting(range))
            try keys.read(documents.bytes.span.extracting(range))
            count += terms.terms.spans.count
            guard keys.keys.count == terms.terms.spans.count else {
                throw StanceError(
                    .internalFailure,
                    "paragraph \(document + 1) has \(keys.keys.count) keys and "
                        + "\(terms.terms.spans.count) words")
            }
        }
        return count
    }

    /// The first paragraphs again, by a matrix of features, its product with W and the softmax.
    private func check(weights: [Double], bias: [Double]) throws {
        let count = min(documents.count, 1_000)
        let end = documents.offsets[count]
        let sample = try DocumentBatch(
            bytes: Array(documents.bytes[..<end]), offsets: Array(documents.offsets[...count]))
        let matrix = try scorer.vectorizer.transform(sample)
        var expected = [Double](repeating: 0, count: count * bias.count)
        matrix.multiply(
            weights + bias, classCount: bias.count, addingBias: true, into: &expected, threads: 1)
        Softmax.apply(&expected, classCount: bias.count)
        let found = try scorer.probabilities(of: sample, threads: 1)
        guard zip(found, expected).allSatisfy({ abs($0 - $1) < 1e-5 }) else {
            throw StanceError(.internalFailure, "the scores of one pass and of two steps differ")
        }
    }
}
