import StanceNumerics

/// Documents -> class probabilities, with a fitted TF-IDF and softmax regression of any k classes.
///
///     p = softmax(W'x + b),   x = the TF-IDF row of the document
///
/// The result is that of `TfidfVectorizer.transform` followed by the product with W, the bias and
/// the softmax. For word n-grams of runs of word characters with the L2 norm or none it is reached
/// in one pass over the text, with idf and W rounded to 32 bits (probabilities then differ by
/// about 1e-7); for other analyzers and norms by the two steps. A document's probabilities are the
/// same bits alone, in any batch and for any number of threads.
public struct LinearTextScorer: Sendable {
    /// What turns documents into rows.
    public let vectorizer: TfidfVectorizer
    /// k, the number of classes.
    public let classCount: Int
    private let parameters: [Double]
    private let onePass: OnePassScorer?

    /// Whether documents are scored in one pass.
    public var isOnePass: Bool { onePass != nil }

    /// Takes a fitted vectorizer, weights and biases.
    ///
    /// - Parameters:
    ///   - vectorizer: with d columns.
    ///   - weights: W, d x k, row-major: the k weights of a column lie together.
    ///   - bias: b, k numbers, at least one.
    /// - Throws: `StanceError.usage` when the counts do not fit each other.
    public init(vectorizer: TfidfVectorizer, weights: [Double], bias: [Double]) throws {
        let columns = vectorizer.features.columnCount
        guard !bias.isEmpty, weights.count == columns * bias.count else {
            throw StanceError(
                .usage,
                "\(weights.count) weights and \(bias.count) biases for \(columns) columns; expected "
                    + "a weight for each column and class")
        }
        self.vectorizer = vectorizer
        classCount = bias.count
        parameters = weights + bias
        onePass = OnePassScorer(
            analyzer: vectorizer.analyzer, features: vectorizer.features,
            parameters: parameters, classCount: bias.count)
    }

    /// Scores some documents.
    ///
    /// - Parameters:
    ///   - documents: n of them.
    ///   - threads: how many to use; nil for one per core.
    /// - Returns: the probabilities, n x k, row-major.
    /// - Throws: as `TermReader.read`.
    /// - Complexity: O(bytes + n-grams); memory O(n k), and O(d) a thread.
    public func probabilities(
        of documents: DocumentBatch, threads: Int? = nil
    ) throws -> [Double] {
        let parts = try concurrentChunks(documents.count, threads: threads) { rows in
            var scores = try scores(of: documents, rows)
            Softmax.apply(&scores, classCount: classCount)
            return scores
        }
        return parts.count == 1 ? parts[0] : Array(parts.joined())
    }

    private func scores(of documents: DocumentBatch, _ rows: Range<Int>) throws -> [Double] {
        let bytes = documents.bytes.span
        if let onePass {
            return try onePass.scores(count: rows.count) { index, score in
                let row = rows.lowerBound + index
                try score(
                    bytes.extracting(documents.offsets[row]..<documents.offsets[row + 1]))
            }
        }
        let matrix = try vectorizer.rows(rows, of: documents).matrix(
            columnCount: vectorizer.features.columnCount)
        var scores = [Double](repeating: 0, count: rows.count * classCount)
        matrix.multiply(
            parameters, classCount: classCount, addingBias: true, into: &scores, threads: 1)
        return scores
    }
}
