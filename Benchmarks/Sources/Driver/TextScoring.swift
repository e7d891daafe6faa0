import StanceKit

/// Text in memory -> probabilities: the one call that the scoring rows time.
///
/// The weights and the idf are 64-bit numbers of the peer's; the scorer keeps them in 32 bits and
/// adds up in 64.
struct TextScoring {
    private let scorer: LinearTextScorer

    /// Takes a vectorizer, W, d x k, row-major, and b.
    init(vectorizer: TfidfVectorizer, weights: [Double], bias: [Double]) throws {
        scorer = try LinearTextScorer(vectorizer: vectorizer, weights: weights, bias: bias)
    }

    /// The probabilities of every document, n x k, row-major.
    func probabilities(of documents: DocumentBatch, threads: Int) throws -> [Double] {
        try scorer.probabilities(of: documents, threads: threads)
    }
}
