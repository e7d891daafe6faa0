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
    ///   - sets: W, d x k_s each, row-major, of one or several sets of weights that stand side by
    ///     side in a term's row; entries that belong to no column of the block are not looked at.
    ///   - k: the number of weights that a column has in a set.
    ///   - first: the block's first column in them.
    /// - Complexity: O(d).
    init(
        _ features: WeightedVocabulary, weights sets: [[Double]], classCount k: Int,
        firstColumn first: Int = 0
    ) {
        let idf = features.idf.map { Float($0) }
        let keys = TermKey.keys(of: features.vocabulary.terms)
        let order = WeightTable.order(idf, count: features.columnCount)
        terms = TermTable(keys: order.map { keys[Int($0)] })
        weightCount = k * sets.count
        let stride = (weightCount + 4) / 4 * 4
        self.stride = stride
        rows = [Float](unsafeUninitializedCapacity: (order.count + 1) * stride) { rows, count in
            rows.initialize(repeating: 0)
            count = rows.count
            for (row, column) in order.enumerated() {
                let start = row * stride
                rows[start] = idf.isEmpty ? 1 : idf[Int(column)]
                let weight = (first + Int(column)) * k
                for (set, weights) in sets.enumerated() {
                    for number in 0..<k {
                        rows[start + 1 + set * k + number] = Float(weights[weight + number])
                    }
                }
            }
        }
    }

    /// The columns by their idf, ascending; equal ones in their order: three passes of counting.
    private static func order(_ idf: [Float], count: Int) -> [UInt32] {
        var order = (0..<count).map { UInt32($0) }
        guard !idf.isEmpty else { return order }
        // As unsigned numbers, the bits of positive numbers ascend as they do; those of negative
        // ones, inverted.
        let ranks = idf.map { $0.bitPattern ^ ($0.sign == .minus ? .max : 1 << 31) }
        var next = order
        for shift in [0, 11, 22] as [UInt32] {
            var starts = [Int](repeating: 0, count: 2049)
            for rank in ranks { starts[Int(rank >> shift & 2047) + 1] += 1 }
            for digit in 1..<2048 { starts[digit] += starts[digit - 1] }
            for column in order {
                let digit = Int(ranks[Int(column)] >> shift & 2047)
                next[starts[digit]] = column
                starts[digit] += 1
            }
            swap(&order, &next)
        }
        return order
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
