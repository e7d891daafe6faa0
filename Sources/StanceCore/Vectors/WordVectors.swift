/// A vector of D numbers for each of N words.
///
///     vector of word w = values[w D ..< (w + 1) D]
///
/// Words are as `WordReader` yields them. To look many words up at once, without a String for any,
/// pass `vocabulary` to `TermLookup.find`: column w of the vocabulary is row w here.
///
/// Invariants: D is at least 1, `values` has N D finite numbers, no word occurs twice.
public struct WordVectors: Sendable, Equatable {
    /// The N words and their rows; words of a trained value come in descending order of count.
    public let vocabulary: Vocabulary
    /// D, the numbers of each vector.
    public let dimensions: Int
    /// The vectors, row after row.
    public let values: [Float]

    /// Takes words and their vectors.
    ///
    /// - Throws: `badData` if an invariant does not hold.
    public init(vocabulary: Vocabulary, dimensions: Int, values: [Float]) throws {
        guard dimensions >= 1 else {
            throw StanceError(.badData, "\(dimensions) dimensions; expected at least 1")
        }
        guard values.count == vocabulary.count * dimensions else {
            throw StanceError(
                .badData,
                "\(values.count) numbers for \(vocabulary.count) words of \(dimensions) dimensions")
        }
        guard values.allSatisfy(\.isFinite) else {
            throw StanceError(.badData, "a number of a vector is not finite")
        }
        self.vocabulary = vocabulary
        self.dimensions = dimensions
        self.values = values
    }

    /// N, the number of words.
    public var count: Int { vocabulary.count }

    /// The vector of row `row`.
    public subscript(row: Int) -> ArraySlice<Float> {
        precondition(0 <= row && row < count, "row \(row) of \(count)")
        return values[row * dimensions..<(row + 1) * dimensions]
    }

    /// The vector of a word, or nil.
    public subscript(word: String) -> ArraySlice<Float>? {
        vocabulary.column(of: word).map { self[$0] }
    }

    /// The row of the word with these bytes, or nil; exact, and without a String.
    ///
    /// - Complexity: O(bytes).
    public func row(of word: borrowing Span<UInt8>) -> Int? {
        vocabulary.column(of: word, tag: 0)
    }

    /// Adds `weight` times the vector of a row to `sum`, which has D numbers.
    ///
    /// - Precondition: `row` is in 0..<N and `sum` has D numbers.
    public func add(_ row: Int, weight: Double, to sum: inout [Double]) {
        precondition(0 <= row && row < count && sum.count == dimensions)
        let start = row * dimensions
        for index in 0..<dimensions { sum[index] += weight * Double(values[start + index]) }
    }

    /// The cosine of the angle between the vectors of two rows; 0 where one of them is zero.
    public func cosine(_ first: Int, _ second: Int) -> Double {
        var (product, left, right) = (0.0, 0.0, 0.0)
        for (x, y) in zip(self[first], self[second]) {
            product += Double(x) * Double(y)
            left += Double(x) * Double(x)
            right += Double(y) * Double(y)
        }
        return left > 0 && right > 0 ? product / (left * right).squareRoot() : 0
    }
}
