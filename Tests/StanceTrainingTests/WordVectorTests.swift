import StanceCore
import StanceNumerics
import StanceTraining
import Testing

/// Against numpy's exact decomposition: `Tests/Fixtures/vectors.json`, written by
/// `scripts/make_vectors_fixtures.py`.
@Suite struct WordVectorTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var paragraphs: [String]
        var window: Int
        var minimumCount: Int
        var vocabularyLimit: Int
        var contextSmoothing: Double
        var rank: Int
        var words: [String]
        var counts: [Int]
        var totalWordCount: Int
        var ppmi: [Double]
        var singularValues: [Double]
        var projector: [Double]
        var gram: [Double]

        var testDescription: String { name }

        var options: WordVectorOptions {
            var options = WordVectorOptions()
            options.dimensions = rank
            options.window = window
            options.minimumCount = minimumCount
            options.vocabularyLimit = vocabularyLimit
            options.contextSmoothing = contextSmoothing
            options.powerIterations = 30
            options.threads = 1
            return options
        }

        /// The words counted in batches of so many paragraphs.
        func counter(
            batch: Int, threads: Int = 1, pairLimit: Int = 1 << 20
        ) throws -> CooccurrenceCounter {
            var counter = CooccurrenceCounter(
                vocabulary: try Vocabulary(words), window: window, pairLimit: pairLimit)
            for start in stride(from: 0, to: paragraphs.count, by: batch) {
                counter.add(
                    Array(paragraphs[start..<min(start + batch, paragraphs.count)]),
                    threads: threads)
            }
            return counter
        }

        func train(_ options: WordVectorOptions, batch: Int = 1000) throws -> WordVectorFit {
            try WordVectorTrainer(options).train { take in
                for start in stride(from: 0, to: paragraphs.count, by: batch) {
                    try take(Array(paragraphs[start..<min(start + batch, paragraphs.count)]))
                }
            }
        }
    }

    static let cases: [Case] = (try? fixture("vectors.json", as: [Case].self)) ?? []

    private func dense(_ matrix: CSRMatrix) -> [Double] {
        var values = [Double](repeating: 0, count: matrix.rowCount * matrix.columnCount)
        for row in 0..<matrix.rowCount {
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                values[row * matrix.columnCount + Int(matrix.columns[entry])] = matrix.values[entry]
            }
        }
        return values
    }

    /// The largest difference.
    private func distance(_ a: [Double], _ b: [Double]) -> Double {
        a.count == b.count ? zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
    }

    /// W W^T.
    private func gram(_ vectors: WordVectors) -> [Double] {
        let w = DenseMatrix(
            rowCount: vectors.count, columnCount: vectors.dimensions,
            values: vectors.values.map(Double.init))
        return w.product(w.transposed(), threads: 1).values
    }

    @Test func theFixtureIsThere() {
        #expect(Self.cases.count == 2)
    }

    @Test("positive PMI equals numpy's, however the text is cut and shared", arguments: cases)
    func ppmi(_ problem: Case) throws {
        for (batch, threads) in [(1000, 1), (7, 1), (50, 3)] {
            var counter = try problem.counter(batch: batch, threads: threads)
            #expect(counter.wordCount == problem.totalWordCount)
            let pmi = PositivePMI(taking: &counter, smoothing: problem.contextSmoothing)
            #expect(distance(dense(pmi.matrix), problem.ppmi) < 1e-12)
            #expect(pmi.matrix.nonZeroCount == problem.ppmi.count(where: { $0 > 0 }))
            #expect(counter.pairCount == 0, "the tables are given back")
            #expect(pmi.isSymmetric == (pmi.matrix == pmi.matrix.transposed()))
        }
    }

    @Test("the decomposition of PMI spans numpy's leading subspace", arguments: cases)
    func subspace(_ problem: Case) throws {
        var counter = try problem.counter(batch: 1000)
        let pmi = PositivePMI(taking: &counter, smoothing: problem.contextSmoothing)
        var generator = SystemRandomNumberGenerator()
        let svd = try #require(
            RandomizedSVD(
                SparseOperator(pmi.matrix, isSymmetric: pmi.isSymmetric), rank: problem.rank,
                powerIterations: 60, using: &generator, threads: 2))
        let known = Array(problem.singularValues.prefix(problem.rank))
        #expect(distance(svd.singularValues, known) < 1e-10)
        let projector = svd.u.product(svd.u.transposed(), threads: 1).values
        #expect(distance(projector, problem.projector) < 1e-9)
    }

    @Test("training: words, counts, singular values and W W^T are numpy's", arguments: cases)
    func training(_ problem: Case) throws {
        let fit = try problem.train(problem.options)
        #expect((0..<fit.vectors.count).map(fit.vectors.vocabulary.terms.string) == problem.words)
        #expect(fit.counts == problem.counts)
        #expect(fit.totalWordCount == problem.totalWordCount)
        #expect(
            distance(fit.singularValues, Array(problem.singularValues.prefix(problem.rank)))
                < 1e-10)
        // The vectors are 32-bit numbers.
        #expect(distance(gram(fit.vectors), problem.gram) < 2e-6)
        #expect(fit.forgottenWordCount == 0 && fit.forgottenPairCount == 0)
    }

    @Test("the usual two power iterations find the singular values to 2 %", arguments: cases)
    func usualAccuracy(_ problem: Case) throws {
        var options = problem.options
        options.powerIterations = WordVectorOptions().powerIterations
        let fit = try problem.train(options)
        for (found, known) in zip(fit.singularValues, problem.singularValues) {
            #expect(abs(found - known) < 0.02 * known)
        }
    }

    @Test("the same vectors for any threads and batches; other bits for another seed")
    func determinism() throws {
        let problem = try #require(Self.cases.first)
        var options = problem.options
        options.powerIterations = 1
        let once = try problem.train(options)
        #expect(try problem.train(options, batch: 11).vectors == once.vectors)
        options.threads = 4
        #expect(try problem.train(options, batch: 3).vectors == once.vectors)
        options.seed = 1
        #expect(try problem.train(options).vectors != once.vectors)
    }

    @Test("the exponent of the singular values")
    func weighting() throws {
        let problem = try #require(Self.cases.last)
        var options = problem.options
        options.eigenvalueWeighting = 0
        #expect(distance(gram(try problem.train(options).vectors), problem.projector) < 1e-6)
    }

    @Test("words that keep company with the same words come to lie together")
    func topics() throws {
        let problem = try #require(Self.cases.first)
        let vectors = try problem.train(problem.options).vectors
        let row = { try #require(vectors.vocabulary.column(of: $0)) }
        let related = vectors.cosine(try row("tanks"), try row("rockets"))
        #expect(related > 0.5)
        #expect(related > vectors.cosine(try row("tanks"), try row("tariffs")) + 0.3)
        #expect(related > vectors.cosine(try row("tanks"), try row("voters")) + 0.3)
    }
}
