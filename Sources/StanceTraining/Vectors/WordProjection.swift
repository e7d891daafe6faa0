import StanceCore

/// Words that enter training through their vectors: the columns are the D numbers of a vector.
///
///     x = scale * sum_w tf_w v_w / sqrt(sum_w tf_w)       v_w: the unit vector of word w
///
/// x is linear in the words' frequencies, so a model needs no vectors: it keeps for each word
/// W_w = v_w' B, with B the D x 3 weights that were fitted, also for words that no training row has.
/// A vector of zeros stays one.
struct WordProjection: Sendable {
    /// The words, in the order of the file.
    let words: Vocabulary
    /// D.
    let dimensions: Int
    /// The unit vectors, row after row.
    private let values: [Double]

    init(_ vectors: WordVectors) {
        words = vectors.vocabulary
        dimensions = vectors.dimensions
        var values = vectors.values.map(Double.init)
        for row in 0..<vectors.count {
            let numbers = row * vectors.dimensions..<(row + 1) * vectors.dimensions
            let length = numbers.reduce(0) { $0 + values[$1] * values[$1] }.squareRoot()
            guard length > 0 else { continue }
            for index in numbers { values[index] /= length }
        }
        self.values = values
    }

    /// Adds `amount` times the unit vector of a word to `sum`.
    ///
    /// - Precondition: `word` is a row, and `sum` has D numbers.
    func add(_ word: Int32, _ amount: Double, to sum: inout [Double]) {
        precondition(sum.count == dimensions)
        let first = Int(word) * dimensions
        for index in 0..<dimensions { sum[index] += amount * values[first + index] }
    }

    /// W, the weights of every word: N x `classCount` from B, D x `classCount`, both row-major.
    func wordWeights(_ weights: ArraySlice<Double>, classCount: Int) -> [Double] {
        precondition(weights.count == dimensions * classCount)
        var result = [Double](repeating: 0, count: words.count * classCount)
        for word in 0..<words.count {
            for index in 0..<dimensions {
                let value = values[word * dimensions + index]
                let first = weights.startIndex + index * classCount
                for stance in 0..<classCount {
                    result[word * classCount + stance] += value * weights[first + stance]
                }
            }
        }
        return result
    }
}
