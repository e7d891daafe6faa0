import Foundation
import MadeText
import StanceKit

/// Made documents with classes that their words tell, and the objective written out.
struct Problem {
    let vectorizer: TfidfVectorizer
    let features: CSRMatrix
    let labels: [Int]

    init(_ made: MadeText, _ documents: DocumentBatch) throws {
        (vectorizer, features) = try TfidfVectorizer.fitTransform(documents)
        // The remainders of the words vote, so that words tell the class, but not surely.
        labels = made.documents.map { words in
            let votes = (0..<3).map { c in words.count { $0 % 3 == c } }
            return votes.firstIndex(of: votes.max() ?? 0) ?? 0
        }
    }

    func fit() throws -> SoftmaxFit {
        try SoftmaxRegression.fit(
            features: features, labels: labels, classCount: 3,
            options: SoftmaxOptions(tolerance: 1e-4, threads: 1))
    }

    /// C sum_i (logsumexp(z_i) - z_i[y_i]) + 1/2 ||W||^2 with C = 1.
    func objective(weights: [Double], bias: [Double]) -> Double {
        var sum = weights.reduce(0) { $0 + $1 * $1 } / 2
        for (row, label) in labels.enumerated() {
            let z = scores(row, weights: weights, bias: bias)
            sum += log(z.reduce(0) { $0 + exp($1) }) - z[label]
        }
        return sum
    }

    /// The softmax of every row by its formula; the scorer keeps weights and idf in 32 bits.
    func check(_ probabilities: [Double], of fit: SoftmaxFit) {
        precondition(probabilities.count == labels.count * 3, "three numbers a row")
        for row in labels.indices {
            let z = scores(row, weights: fit.weights, bias: fit.bias)
            let total = z.reduce(0) { $0 + exp($1) }
            for c in 0..<3 {
                let expected = exp(z[c]) / total
                precondition(abs(probabilities[row * 3 + c] - expected) < 1e-6, "row \(row)")
            }
        }
    }

    private func scores(_ row: Int, weights: [Double], bias: [Double]) -> [Double] {
        (0..<3).map { c in
            (features.offsets[row]..<features.offsets[row + 1]).reduce(bias[c]) {
                $0 + features.values[$1] * weights[Int(features.columns[$1]) * 3 + c]
            }
        }
    }
}
