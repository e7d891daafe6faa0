import CKernels
import StanceEvaluation
import StanceNumerics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The dual of softmax regression, raised one row at a time.
///
///     maximise  -1/2 ||W(p)||^2 + C sum_i s_i H(p_i)   over p_i in the simplex, where
///     W(p) = C sum_i s_i x_i (e[y_i] - p_i)',   H(p) = -sum_c p_c ln p_c,
///     subject to  C sum_i s_i (e[y_i] - p_i) = 0,      the price of biases without a penalty
///
/// An epoch visits all rows in random order and solves each row's k numbers exactly (a k x k Newton
/// method, see ck_dual.c). The constraint is held by the method of multipliers: the biases are a
/// constant feature of value beta with its weights penalised around a centre, and after every epoch
/// the centre moves to them:
///
///     b = b0 + beta^2 g,   g = C sum_i s_i (e[y_i] - p_i);   then b0 <- b
///
/// which ends at g = 0. All is in Float; what the dual point is worth is proven in Double by
/// `MultinomialObjective.certify`. Rows of cost 0 are never looked at; rows without any feature
/// have the constant one. The work is sequential, so no number of threads can change its bits.
/// - SeeAlso: Yu, Huang & Lin, Mach. Learn. 85 (2011); Shalev-Shwartz & Zhang, arXiv:1209.1873;
///   for the multipliers Bertsekas, Constrained Optimization (1982), chapter 2.
final class DualAscent {
    /// The most classes; with more, a row's Newton method costs more than its features.
    static let mostClasses = Int(CK_DUAL_BLOCKS * CK_DUAL_LANES)

    /// What an epoch saw, each row at its turn.
    struct EpochSums {
        /// The duality gap to second order.
        var gap: Double
        /// The objective.
        var objective: Double
    }

    private let rows: PackedRows
    /// C of the current point.
    private(set) var c: Double
    /// Whether another solver went on from here, so that the point is not the last fit's.
    var isLeftBehind = false
    /// The mean of |x_i|^2, weighted by s_i.
    let meanSquaredNorm: Double

    /// s_i.
    private let rowCosts: [Float]
    private let totalCost: Double
    private let largestCost: Double
    /// Floats of a row of p and of W: k, padded.
    private let stride: Int
    private var weights: [Float]
    private var probabilities: [Float]
    private var bias: [Float]
    private var order: [Int32]
    private var random = SplitMix64(seed: 0)

    /// Starts at p_i = e[y_i], W = 0 and the biases of the class shares, at `c` or, if it is
    /// smaller, at the C where rows begin to hang together, 1 / |x|^2.
    ///
    /// `rowCosts` is s_i. Nil for too many classes or a number that does not fit into a Float.
    /// - Precondition: labels are in `0..<classCount`, counts fit, some cost is above 0.
    init?(features: CSRMatrix, labels: [Int], rowCosts: [Double], classCount k: Int, c: Double) {
        let n = features.rowCount
        precondition(labels.count == n && rowCosts.count == n)
        guard k <= DualAscent.mostClasses, n < Int(Int32.max) else { return nil }
        rows = PackedRows(features, labels: labels, classCount: k)
        self.rowCosts = rowCosts.map { Float($0) }
        let norms = rows.squaredNorms
        let costSum = rowCosts.reduce(0, +)
        let normSum = zip(rowCosts, norms).reduce(0) { $0 + $1.0 * Double($1.1) }
        (totalCost, meanSquaredNorm) = (costSum, normSum / costSum)
        largestCost = rowCosts.max() ?? 0
        let largest = Float(c) * Float(largestCost) * (norms.max() ?? 0)
        guard costSum > 0, largest.isFinite else { return nil }
        self.c = min(c, meanSquaredNorm > 0 ? 1 / meanSquaredNorm : c)
        let lanes = Int(CK_DUAL_LANES)
        stride = (k + lanes - 1) / lanes * lanes
        weights = [Float](repeating: 0, count: features.columnCount * stride)
        probabilities = [Float](repeating: 0, count: n * stride)
        for row in 0..<n { probabilities[row * stride + labels[row]] = 1 }
        order = Array(0..<Int32(n))
        bias = [Float](repeating: 0, count: stride)
        var shares = [Double](repeating: 0, count: k)
        for row in 0..<n { shares[labels[row]] += rowCosts[row] / costSum }
        for (place, share) in shares.enumerated() where share > 0 {
            bias[place] = Float(log(share))
        }
    }

    private var rowCount: Int { rows.rowCount }
    private var classCount: Int { rows.classCount }

    /// Whether rows hang together little enough at `c` for an ascent that is quick and finite.
    func isPromising(at c: Double) -> Bool {
        c * largestCost * meanSquaredNorm <= DualSolver.largestCoupling
            && (Float(c * largestCost) * (rows.squaredNorms.max() ?? 0)).isFinite
    }

    /// Visits every row once, in a new random order, and moves the centre of the biases.
    func epoch() -> EpochSums {
        random.shuffle(&order)
        let constant = self.constant
        // The kernel writes to d S, n S and S floats and reads n costs: columns are under d and
        // labels under k by the invariants of the packed rows, and `order` is a permutation of the
        // rows.
        let sums = rows.withAddresses { starts, entries, labels, norms in
            rowCosts.withUnsafeBufferPointer { costs in
                var rows = ck_dual_rows(
                    starts: starts, entries: entries, labels: labels, costs: costs.baseAddress,
                    norms: norms, class_count: Int32(classCount),
                    blocks: Int32(stride / Int(CK_DUAL_LANES)), scale: Float(c),
                    constant: constant)
                return ck_dual_epoch(
                    &rows, order, Int64(rowCount), &weights, &probabilities, &bias)
            }
        }
        let imbalance = self.imbalance
        for place in 0..<classCount { bias[place] += constant * Float(imbalance[place]) }
        return EpochSums(gap: sums.gap, objective: sums.loss + 0.5 * squaredNorm)
    }

    /// Goes to another C with the same p: W grows with C, and p changes little.
    func move(to newC: Double) {
        let ratio = Float(newC / c)
        if ratio != 1 { weights = weights.map { $0 * ratio } }
        c = newC
    }

    /// ln p, n x k; a row that does not count keeps what it had.
    var logits: [Double] {
        let (probabilities, stride, k) = (probabilities, stride, classCount)
        var logits = [Double](repeating: 0, count: rowCount * k)
        for row in 0..<rowCount {
            for place in 0..<k {
                // A row that never had a turn may hold zeros; exp(-87) is the least of the others.
                let p = Double(probabilities[row * stride + place])
                logits[row * k + place] = log(max(p, 1e-38))
            }
        }
        return logits
    }

    /// Takes a point as `certify` leaves it: W = W(p) at this C, and balanced p.
    ///
    /// - Precondition: `point` has (d + 1) k numbers, `newProbabilities` n k.
    func adopt(point: [Double], probabilities newProbabilities: [Double]) {
        let (k, stride, weightCount) = (classCount, stride, point.count - classCount)
        precondition(weightCount / k * stride == weights.count)
        precondition(newProbabilities.count == rowCount * k)
        // Locals: a property of an object is checked for overlapping access at every subscript.
        var weights: [Float] = []
        var probabilities: [Float] = []
        swap(&weights, &self.weights)
        swap(&probabilities, &self.probabilities)
        for feature in 0..<weightCount / k {
            for place in 0..<k {
                weights[feature * stride + place] = Float(point[feature * k + place])
            }
        }
        for row in 0..<rowCount {
            for place in 0..<k {
                probabilities[row * stride + place] = Float(newProbabilities[row * k + place])
            }
        }
        swap(&weights, &self.weights)
        swap(&probabilities, &self.probabilities)
        for place in 0..<k { bias[place] = Float(point[weightCount + place]) }
    }

    /// beta^2: smaller than |x_i|^2, so that rows are little coupled by it, and large enough for g,
    /// which is the change of b in an epoch over beta^2: certifying costs the more the larger g is.
    private var constant: Float { Float(0.2 * meanSquaredNorm + 20 / (c * totalCost)) }

    /// g.
    private var imbalance: [Double] {
        let (probabilities, rowCosts, labels) = (probabilities, rowCosts, rows.labels)
        let (k, stride) = (classCount, stride)
        var sums = [Double](repeating: 0, count: k)
        for row in 0..<rowCount {
            let cost = Double(rowCosts[row])
            sums[Int(labels[row])] += cost
            for place in 0..<k {
                sums[place] -= cost * Double(probabilities[row * stride + place])
            }
        }
        return sums.map { $0 * c }
    }

    /// ||W||^2.
    private var squaredNorm: Double {
        let weights = weights
        var sum = 0.0
        for first in Swift.stride(from: 0, to: weights.count, by: 4096) {
            var part = SIMD4<Float>.zero
            for i in Swift.stride(from: first, to: min(first + 4096, weights.count), by: 4) {
                let four = SIMD4(weights[i], weights[i + 1], weights[i + 2], weights[i + 3])
                part += four * four
            }
            sum += Double(part.sum())
        }
        return sum
    }
}
