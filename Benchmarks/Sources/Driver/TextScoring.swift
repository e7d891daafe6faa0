import StanceKit

/// Text in memory -> probabilities: the one call that the scoring rows time.
struct TextScoring {
    private let vectorizer: TfidfVectorizer
    /// W, d x k, row-major, and b behind it.
    private let parameters: [Double]
    private let classCount: Int

    init(vectorizer: TfidfVectorizer, weights: [Double], bias: [Double]) throws {
        guard weights.count == vectorizer.features.columnCount * bias.count, !bias.isEmpty else {
            throw StanceError(
                .badData,
                "\(weights.count) weights and \(bias.count) biases for "
                    + "\(vectorizer.features.columnCount) terms")
        }
        self.vectorizer = vectorizer
        parameters = weights + bias
        classCount = bias.count
    }

    /// The probabilities of every document, n x k, row-major.
    func probabilities(of documents: DocumentBatch, threads: Int) throws -> [Double] {
        guard threads > 1 else { return try probabilities(of: documents) }
        let parts = try concurrentMap(count: 4 * threads, threads: threads) {
            (part) throws -> [Double] in
            let first = part * documents.count / (4 * threads)
            let end = (part + 1) * documents.count / (4 * threads)
            let (from, to) = (documents.offsets[first], documents.offsets[end])
            return try probabilities(
                of: DocumentBatch(
                    bytes: Array(documents.bytes[from..<to]),
                    offsets: documents.offsets[first...end].map { $0 - from }))
        }
        return Array(parts.joined())
    }

    private func probabilities(of documents: DocumentBatch) throws -> [Double] {
        let features = try vectorizer.transform(documents)
        var scores = [Double](repeating: 0, count: features.rowCount * classCount)
        features.multiply(
            parameters, classCount: classCount, addingBias: true, into: &scores, threads: 1)
        Softmax.apply(&scores, classCount: classCount)
        return scores
    }
}
