import StanceCore
import StanceNumerics

/// How word vectors are made; values that make no sense cannot be built.
public struct WordVectorOptions: Sendable, Hashable {
    /// The most pairs of words counted at a time unless said otherwise.
    public static let defaultPairLimit = 12_000_000

    /// D, the numbers of each vector.
    public var dimensions = 100
    /// L: two words stand together if at most so many words further on.
    public var window = 5
    /// How often a word has to occur.
    public var minimumCount = 5
    /// The most words that get a vector: the most frequent ones.
    public var vocabularyLimit = 30_000
    /// The exponent of the contexts' distribution; 1 leaves it as it is.
    public var contextSmoothing = 0.75
    /// p in U diag(s)^p; 0 takes the singular vectors alone.
    public var eigenvalueWeighting = 0.5
    /// q, of the randomised decomposition.
    public var powerIterations = 2
    /// The most pairs of words counted at a time; beyond it the rarest are forgotten.
    public var pairLimit = defaultPairLimit
    /// Where the random numbers of the decomposition start.
    public var seed: UInt64 = 0
    /// At most so many; the vectors do not depend on it.
    public var threads = availableThreads

    /// The usual values.
    public init() {}

    /// Checks the options.
    ///
    /// - Throws: `StanceError.usage` naming the value and what was expected.
    public func check() throws(StanceError) {
        try check(dimensions, 1...10_000, "dimensions")
        try check(window, 1...1000, "words in the window")
        try check(minimumCount, 1...Int(Int32.max), "as the lowest count")
        try check(vocabularyLimit, 2...10_000_000, "words")
        try check(powerIterations, 0...100, "power iterations")
        try check(pairLimit, 1000...2_000_000_000, "pairs")
        try check(threads, 1...1 << 16, "threads")
        guard contextSmoothing > 0, contextSmoothing <= 1 else {
            throw StanceError(
                .usage, "context smoothing \(contextSmoothing); expected above 0 and at most 1")
        }
        guard eigenvalueWeighting >= 0, eigenvalueWeighting <= 1 else {
            throw StanceError(
                .usage, "eigenvalue weighting \(eigenvalueWeighting); expected 0 to 1")
        }
    }

    private func check(
        _ value: Int, _ range: ClosedRange<Int>, _ what: String
    ) throws(StanceError) {
        guard range.contains(value) else {
            throw StanceError(
                .usage, "\(value) \(what); expected \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
