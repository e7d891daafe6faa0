import StanceCore
import StanceEvaluation
import StanceNumerics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Makes word vectors from unlabelled text: positive PMI over a window, decomposed.
///
///     M ~ U diag(s) V^T,   vectors = U diag(s)^p
///
/// The text is read twice, first for the vocabulary, then for the pairs of words. Memory does not
/// grow with the text: a batch, at most a million words while the vocabulary is found, then about
/// 60 bytes for each pair up to the limit, and 6 N (D + 26) numbers of 8 bytes.
public struct WordVectorTrainer: Sendable {
    /// The most words remembered while the vocabulary is found.
    package static let wordLimit = 1_000_000
    /// Random vectors taken beyond the dimensions, at the least.
    private static let oversampling = 10
    /// The columns of a dense matrix that the sparse product takes in one walk over a row.
    private static let productWidth = 16
    /// The bytes of text that a task of the first reading takes.
    private static let chunkBytes = 128 << 10

    /// How vectors are made.
    public let options: WordVectorOptions

    /// Checks and takes the options.
    ///
    /// - Throws: `StanceError.usage` naming the value and what was expected.
    public init(_ options: WordVectorOptions = WordVectorOptions()) throws(StanceError) {
        try options.check()
        self.options = options
    }

    /// Makes the vectors of a text.
    ///
    /// - Parameter read: called twice; hands the whole text over, in the same order each time, as
    ///   batches of paragraphs. The batches bound memory, and nothing depends on where they end
    ///   as long as no word or pair is forgotten.
    /// - Returns: the vectors, and what was counted.
    /// - Throws: `badData` if fewer words than dimensions occur often enough, if no two words stand
    ///   together or if the second reading yields another number of words; `internalFailure`; what
    ///   `read` throws.
    public func train(
        reading read: (_ take: ([String]) throws -> Void) throws -> Void
    ) throws -> WordVectorFit {
        var counts = WordCounts()
        try read { try count($0, into: &counts) }
        let (vocabulary, wordCounts) = try counts.mostFrequent(
            minimum: options.minimumCount, limit: options.vocabularyLimit)
        guard vocabulary.count >= options.dimensions else {
            throw StanceError(
                .badData,
                "\(vocabulary.count) words occur at least \(options.minimumCount) times; expected "
                    + "at least \(options.dimensions), one for each dimension")
        }
        var pairs = CooccurrenceCounter(
            vocabulary: vocabulary, window: options.window, pairLimit: options.pairLimit)
        try read { pairs.add($0, threads: options.threads) }
        guard pairs.wordCount == counts.total else {
            throw StanceError(
                .badData,
                "the second reading found \(pairs.wordCount) words, the first \(counts.total); "
                    + "expected a text that can be read twice and does not change")
        }
        let pairCount = pairs.pairCount
        let forgottenPairCount = pairs.forgottenCount
        let pmi = PositivePMI(taking: &pairs, smoothing: options.contextSmoothing)
        guard pmi.matrix.nonZeroCount > 0 else {
            throw StanceError(
                .badData,
                "no two words stand together more often than by chance; expected running "
                    + "text with several words in a paragraph")
        }
        let nonZeroCount = pmi.matrix.nonZeroCount
        let (values, singularValues) = try decompose(pmi)
        return WordVectorFit(
            vectors: try WordVectors(
                vocabulary: vocabulary, dimensions: options.dimensions, values: values),
            counts: wordCounts, totalWordCount: counts.total, pairCount: pairCount,
            nonZeroCount: nonZeroCount, singularValues: singularValues,
            forgottenWordCount: counts.forgottenCount, forgottenPairCount: forgottenPairCount)
    }

    private func count(_ paragraphs: [String], into counts: inout WordCounts) throws {
        let chunks = chunks(of: paragraphs, bytes: Self.chunkBytes)
        let parts = try concurrentMap(count: chunks.count, threads: options.threads) { chunk in
            var part = WordCounts()
            var reader = WordReader()
            for paragraph in paragraphs[chunks[chunk]] {
                reader.read(paragraph)
                try part.add(reader.words)
            }
            return part
        }
        for part in parts { try counts.add(part) }
        counts.forgetRarest(over: Self.wordLimit)
    }

    /// U diag(s)^p as 32-bit numbers, and s.
    private func decompose(_ pmi: consuming PositivePMI) throws -> ([Float], [Double]) {
        var generator = SplitMix64(seed: options.seed)
        let matrix = SparseOperator(pmi.matrix, isSymmetric: pmi.isSymmetric)
        let sampled = options.dimensions + Self.oversampling
        let unused = (Self.productWidth - sampled % Self.productWidth) % Self.productWidth
        let svd = RandomizedSVD(
            matrix, rank: options.dimensions, oversampling: Self.oversampling + unused,
            powerIterations: options.powerIterations, using: &generator, threads: options.threads)
        guard let svd, let largest = svd.singularValues.first else {
            throw StanceError(.internalFailure, "the singular value decomposition failed")
        }
        // A value that is zero but for rounding has no direction of its own.
        let scales = svd.singularValues.map {
            $0 > 1e-12 * largest ? pow($0, options.eigenvalueWeighting) : 0
        }
        var values: [Float] = []
        values.reserveCapacity(svd.u.values.count)
        for (index, value) in svd.u.values.enumerated() {
            values.append(Float(value * scales[index % scales.count]))
        }
        return (values, svd.singularValues)
    }
}

/// Word vectors and the facts of their making.
public struct WordVectorFit: Sendable {
    /// The vectors, words of higher count first.
    public let vectors: WordVectors
    /// How often each word occurs.
    public let counts: [Int]
    /// The words of the text, in the vocabulary or not.
    public let totalWordCount: Int
    /// The unordered pairs of words that stand together.
    public let pairCount: Int
    /// The elements of the PMI matrix that are above 0.
    public let nonZeroCount: Int
    /// The D largest singular values of the PMI matrix, descending.
    public let singularValues: [Double]
    /// The largest count with which a word was forgotten to bound memory; 0 if none was.
    public let forgottenWordCount: Int
    /// The largest count with which a pair was forgotten to bound memory; 0 if none was.
    public let forgottenPairCount: Int
}
