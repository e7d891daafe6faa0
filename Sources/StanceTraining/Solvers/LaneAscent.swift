import CKernels
import StanceEvaluation
import StanceNumerics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `DualAscent` for up to eight problems over the same rows, which differ in what each row counts.
///
/// A row that counts 0 in a lane is held out of it. Lanes share C and the order of the rows; what a
/// lane yields depends on no other lane (see ck_lanes.h). The state of lane l is element l of each
/// eight Floats: W is d x k x 8, p is n x k x 8.
final class LaneAscent {
    /// The problems that fit.
    static let laneCount = Int(CK_LANES)
    /// The most classes.
    static let mostClasses = Int(CK_LANES_CLASSES)

    /// C of the current point.
    private(set) var c: Double

    private let rows: PackedRows
    private let variant: KernelVariant
    /// Lanes in use.
    private let used: Int
    /// s_i of every row in every lane, n x 8.
    private let rowWeights: [Float]
    private let totalWeights: [Double]
    private let meanSquaredNorms: [Double]
    private var weights: [Float]
    private var probabilities: [Float]
    private var bias: [Float]
    private var order: [Int32]
    private var random = SplitMix64(seed: 0)

    /// Starts every lane as `DualAscent` starts.
    ///
    /// - Precondition: 1 to 8 lanes of n weights >= 0, not all 0 in any; at most 32 classes.
    init(_ rows: PackedRows, laneWeights: [[Double]], c: Double, variant: KernelVariant = .inUse) {
        let (n, k, width) = (rows.rowCount, rows.classCount, LaneAscent.laneCount)
        precondition((1...width).contains(laneWeights.count) && k <= LaneAscent.mostClasses)
        precondition(laneWeights.allSatisfy { $0.count == n })
        (self.rows, self.variant, used) = (rows, variant, laneWeights.count)
        var rowWeights = [Float](repeating: 0, count: n * width)
        var totals = [Double](repeating: 1, count: width)
        var norms = [Double](repeating: 1, count: width)
        bias = [Float](repeating: 0, count: k * width)
        for (lane, weights) in laneWeights.enumerated() {
            var shares = [Double](repeating: 0, count: k)
            var norm = 0.0
            for (row, weight) in weights.enumerated() {
                rowWeights[row * width + lane] = Float(weight)
                shares[Int(rows.labels[row])] += weight
                norm += weight * Double(rows.squaredNorms[row])
            }
            totals[lane] = shares.reduce(0, +)
            precondition(totals[lane] > 0)
            norms[lane] = norm / totals[lane]
            for (place, share) in shares.enumerated() where share > 0 {
                bias[place * width + lane] = Float(log(share / totals[lane]))
            }
        }
        (self.rowWeights, totalWeights, meanSquaredNorms) = (rowWeights, totals, norms)
        weights = [Float](repeating: 0, count: rows.columnCount * k * width)
        var probabilities = [Float](repeating: 0, count: n * k * width)
        for row in 0..<n {
            let first = (row * k + Int(rows.labels[row])) * width
            for place in first..<first + width { probabilities[place] = 1 }
        }
        self.probabilities = probabilities
        order = Array(0..<Int32(n))
        let largest = norms[..<laneWeights.count].max() ?? 0
        self.c = min(c, largest > 0 ? 1 / largest : c)
    }

    /// Visits every row once in all lanes; the sums of every lane in use.
    func epoch() -> [DualAscent.EpochSums] {
        random.shuffle(&order)
        var sums = ck_lanes_epoch_sums()
        let constants = self.constants
        withRows { rows in
            ck_lanes_epoch(
                variant.code, rows, order, Int64(self.rows.rowCount), &weights, &probabilities,
                &bias, &sums)
        }
        let imbalance = self.imbalance
        let width = LaneAscent.laneCount
        for place in 0..<rows.classCount {
            for lane in 0..<used {
                bias[place * width + lane] += constants[lane] * Float(c * imbalance[place][lane])
            }
        }
        return withUnsafeBytes(of: sums) { bytes in
            // The struct is three rows of eight doubles.
            let numbers = bytes.bindMemory(to: Double.self)
            return (0..<used).map {
                DualAscent.EpochSums(
                    gap: numbers[$0],
                    objective: numbers[width + $0] + 0.5 * max(0, numbers[2 * width + $0]))
            }
        }
    }

    /// Goes to another C with the same p.
    func move(to newC: Double) {
        let ratio = Float(newC / c)
        if ratio != 1 { weights = weights.map { $0 * ratio } }
        c = newC
    }

    /// z of every row in every lane, n x k x 8.
    func margins() -> [Float] {
        let count = rows.rowCount * rows.classCount * LaneAscent.laneCount
        return [Float](unsafeUninitializedCapacity: count) { margins, written in
            // The kernel writes all n x k x 8 places.
            withRows { rows in
                ck_lanes_margins(
                    variant.code, rows, Int64(self.rows.rowCount), weights, bias,
                    margins.baseAddress)
            }
            written = count
        }
    }

    /// Calls `body` with what the kernels read.
    ///
    /// Columns are under d and labels under k by the invariants of the packed rows, `rowWeights`
    /// has n x 8 numbers, W, p and b have the d x k x 8, n x k x 8 and k x 8 that the kernels write
    /// to, and `order` is a permutation of the rows.
    private func withRows(_ body: (UnsafePointer<ck_lanes_rows>) -> Void) {
        rows.withAddresses { starts, entries, labels, norms in
            rowWeights.withUnsafeBufferPointer { rowWeights in
                var kernelRows = ck_lanes_rows()
                kernelRows.starts = starts
                kernelRows.entries = entries
                kernelRows.labels = labels
                kernelRows.row_weights = rowWeights.baseAddress
                kernelRows.norms = norms
                kernelRows.class_count = Int32(rows.classCount)
                withUnsafeMutableBytes(of: &kernelRows.scale) { $0.storeLanes { _ in Float(c) } }
                let constants = self.constants
                withUnsafeMutableBytes(of: &kernelRows.constant) {
                    $0.storeLanes { constants[$0] }
                }
                body(&kernelRows)
            }
        }
    }

    /// beta^2 of every lane, as `DualAscent` has it.
    private var constants: [Float] {
        zip(meanSquaredNorms, totalWeights).map { Float(0.2 * $0 + 20 / (c * $1)) }
    }

    /// sum_i s_i (e[y_i] - p_i) of every class in every lane.
    private var imbalance: [SIMD8<Double>] {
        let (n, k, width) = (rows.rowCount, rows.classCount, LaneAscent.laneCount)
        var sums = [SIMD8<Double>](repeating: .zero, count: k)
        rowWeights.withUnsafeBytes { weights in
            probabilities.withUnsafeBytes { probabilities in
                // Both hold n rows of eight Floats, the second k times as many.
                for row in 0..<n {
                    let weight = weights.loadUnaligned(
                        fromByteOffset: 4 * row * width, as: SIMD8<Float>.self)
                    sums[Int(rows.labels[row])] += SIMD8<Double>(weight)
                    for place in 0..<k {
                        let p = probabilities.loadUnaligned(
                            fromByteOffset: 4 * (row * k + place) * width, as: SIMD8<Float>.self)
                        sums[place] -= SIMD8<Double>(weight * p)
                    }
                }
            }
        }
        return sums
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes eight Floats; the buffer is that of a C array of eight.
    fileprivate func storeLanes(_ value: (Int) -> Float) {
        for lane in 0..<LaneAscent.laneCount {
            storeBytes(of: value(lane), toByteOffset: 4 * lane, as: Float.self)
        }
    }
}
