import CKernels
import StanceNumerics

/// A fitted block laid out for scoring: term key -> idf and weights, frequent terms side by side.
///
///     row of a term = idf, W_1 ... W_k, zeros up to a multiple of four
///
/// Numbers are rounded to 32 bits, which those of a model are already. The row behind the last is all
/// zeros: it stands for terms that the block lacks.
struct WeightTable: Sendable {
    /// What finds a term's row.
    let terms: TermTable
    /// The rows.
    let rows: [Float]
    /// The numbers in a row.
    let stride: Int
    /// k, the number of weights.
    let weightCount: Int

    /// Lays out a block.
    ///
    /// - Parameters:
    ///   - features: the block.
    ///   - k: how many weights a column has.
    ///   - weight: the weight of a column, by its number among the k.
    init(
        _ features: WeightedVocabulary, weightCount k: Int,
        _ weight: (_ column: Int, _ number: Int) -> Double
    ) {
        let idf = features.idf
        let order =
            idf.isEmpty
            ? Array(0..<features.columnCount)
            : (0..<features.columnCount).sorted { (idf[$0], $0) < (idf[$1], $1) }
        let vocabulary = features.vocabulary.terms
        terms = TermTable(keys: order.map { vocabulary.key($0) })
        weightCount = k
        stride = (k + 4) / 4 * 4
        var rows = [Float](repeating: 0, count: (order.count + 1) * stride)
        for (row, column) in order.enumerated() {
            rows[row * stride] = idf.isEmpty ? 1 : Float(idf[column])
            for number in 0..<k { rows[row * stride + 1 + number] = Float(weight(column, number)) }
        }
        self.rows = rows
    }

    /// What the sums of a document are multiplied by: scale / norm, 0 for a row of zeros.
    ///
    /// - Parameters:
    ///   - scale: the weight of the block.
    ///   - squares: the sum of squares of the row's values.
    ///   - norm: L2 or none.
    /// - Returns: the factor.
    @inline(__always)
    static func factor(scale: Double, squares: Double, norm: TFIDF.Norm) -> Double {
        guard norm == .l2 else { return scale }
        return squares > 0 ? scale / squares.squareRoot() : 0
    }
}

extension TFIDF.Norm {
    /// Whether the norm is complete when the sum of squares is.
    var isKnownInOnePass: Bool { self == .l2 || self == .none }
}
