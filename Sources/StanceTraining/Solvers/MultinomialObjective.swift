import StanceNumerics

/// The loss of softmax regression with an L2 penalty, its gradient and its Hessian.
///
///     f(W, b) = C sum_i s_i (logsumexp(z_i) - z_i[y_i]) + 1/2 ||W||^2,    z_i = W' x_i + b
///     df/dW   = X' R + W,  df/db = sum_i R_i,   R_i = C s_i (p_i - e[y_i]),  p_i = softmax(z_i)
///     H (V, v) = (X' T + V, sum_i T_i),         T_i = C s_i (p_i * u_i - p_i (p_i' u_i)),
///                                               u_i = V' x_i + v
///
/// X: n x d; W: d x k, row-major, so that the k weights of a feature lie together; b: k, not
/// penalised; s_i >= 0: row weight times class weight. A point is [W ; b], (d + 1) k numbers.
///
/// The margins of the current point stay at hand, so a gradient, a Hessian product and a line
/// cost two, two and one passes over X, and a step on the line none. Bits do not depend on
/// `threads`: products sum each row in one thread, sums over rows are taken in fixed chunks.
/// - SeeAlso: scikit-learn's `_linear_loss.py` (LinearModelLoss) for layout and Hessian product.
package final class MultinomialObjective: Objective {
    /// Rows of a chunk whose sum is taken apart.
    static let chunkSize = 1024

    let features: CSRMatrix
    /// X', made when it is first needed.
    var transposed: CSRMatrix {
        let made = transposedIfMade ?? features.transposed()
        transposedIfMade = made
        return made
    }
    private(set) var transposedIfMade: CSRMatrix?
    let labels: [Int]
    /// C s_i.
    let costs: [Double]
    let k: Int
    let threads: Int

    /// z, p and logsumexp(z) at the current point.
    var margins: [Double]
    var probabilities: [Double]
    var logSums: [Double]
    /// ||W||^2 at the current point.
    var squaredNorm = 0.0

    /// dz on the current line.
    var lineMargins: [Double]
    /// W'D and ||D||^2 for the penalised part D of the line's direction.
    var lineProduct = 0.0
    var lineSquaredNorm = 0.0
    /// z, p and logsumexp(z) at the step asked for last.
    var trialMargins: [Double]
    var trialProbabilities: [Double]
    var trialLogSums: [Double]

    /// n x k numbers of whatever is about to be multiplied by X'.
    var rowBuffer: [Double]
    /// What the biases may still gain: their part of the certificate.
    var biasBound = 0.0
    package internal(set) var passes = 0

    var rowCount: Int { labels.count }
    /// d k, the number of penalised variables.
    var weightCount: Int { features.columnCount * k }
    package var dimension: Int { weightCount + k }

    /// Takes a checked problem.
    ///
    /// `costs` is C s_i for every row; `transposed` is computed when it is needed if it is nil.
    /// - Precondition: labels are in `0..<classCount`, and all counts fit each other.
    package init(
        features: CSRMatrix, transposed: CSRMatrix? = nil, labels: [Int], costs: [Double],
        classCount: Int, threads: Int
    ) {
        let n = features.rowCount
        precondition(labels.count == n && costs.count == n && classCount >= 1)
        precondition(labels.allSatisfy { $0 >= 0 && $0 < classCount })
        self.features = features
        self.labels = labels
        self.costs = costs
        self.k = classCount
        self.threads = threads
        let table = [Double](repeating: 0, count: n * classCount)
        (margins, probabilities) = (table, table)
        (lineMargins, trialMargins, trialProbabilities) = (table, table, table)
        rowBuffer = table
        logSums = [Double](repeating: 0, count: n)
        trialLogSums = logSums
        if let transposed {
            precondition(transposed.rowCount == features.columnCount)
            precondition(transposed.columnCount == n)
            transposedIfMade = transposed
        }
    }

    package func evaluate(at point: [Double]) -> Double {
        precondition(point.count == dimension)
        multiply(point, into: &margins)
        squaredNorm = BLAS.dot(point, point, in: 0..<weightCount)
        Softmax.rows(
            of: margins, classCount: k, probabilities: &probabilities, logSums: &logSums,
            threads: threads)
        return loss(margins: margins, logSums: logSums) + 0.5 * squaredNorm
    }

    package func gradient(at point: [Double], into gradient: inout [Double]) {
        writeResiduals()
        multiplyTransposed(into: &gradient)
        addWeights(of: point, to: &gradient)
    }

    package func hessianProduct(with vector: [Double], into product: inout [Double]) {
        multiply(vector, into: &rowBuffer)
        let (p, costs, k) = (probabilities, costs, k)
        updateRows(&rowBuffer) { row, u in
            var mean = 0.0
            for c in 0..<k { mean += p[row * k + c] * u[c] }
            for c in 0..<k { u[c] = costs[row] * p[row * k + c] * (u[c] - mean) }
        }
        multiplyTransposed(into: &product)
        addWeights(of: vector, to: &product)
    }

    /// 0.99 + 0.01 H_jj for the weights, and H_jj for the biases, which have no penalty to fall
    /// back on.
    package func preconditioner(into diagonal: inout [Double]) {
        let (p, costs, k) = (probabilities, costs, k)
        updateRows(&rowBuffer) { row, out in
            for c in 0..<k { out[c] = costs[row] * p[row * k + c] * (1 - p[row * k + c]) }
        }
        passes += 1
        transposed.multiply(
            rowBuffer, classCount: k, squaringValues: true, into: &diagonal, threads: threads)
        for i in 0..<weightCount { diagonal[i] = 0.99 + 0.01 * (1 + diagonal[i]) }
        let biases = columnSums()
        // A class without probability anywhere has no curvature; 1 leaves its bias where it is.
        for c in 0..<k { diagonal[weightCount + c] = biases[c] > 0 ? biases[c] : 1 }
    }

    // MARK: Sums over rows

    /// C sum_i s_i (logsumexp(z_i) - z_i[y_i]).
    func loss(margins: [Double], logSums: [Double]) -> Double {
        let (labels, costs, k) = (labels, costs, k)
        return concurrentSum(count: rowCount, chunkSize: Self.chunkSize, threads: threads) {
            var sum = SIMD2<Double>.zero
            for row in $0 { sum[0] += costs[row] * (logSums[row] - margins[row * k + labels[row]]) }
            return sum
        }[0]
    }

    /// R, into the row buffer.
    func writeResiduals() {
        let (p, costs, labels, k) = (probabilities, costs, labels, k)
        updateRows(&rowBuffer) { row, residual in
            for c in 0..<k { residual[c] = costs[row] * p[row * k + c] }
            residual[labels[row]] = costs[row] * (p[row * k + labels[row]] - 1)
        }
    }

    /// The sums of the row buffer's columns, k numbers.
    func columnSums() -> [Double] {
        let (buffer, k, n) = (rowBuffer, k, rowCount)
        let chunkCount = (n + Self.chunkSize - 1) / Self.chunkSize
        let partials = concurrentMap(count: chunkCount, threads: threads) { chunk in
            var sums = [Double](repeating: 0, count: k)
            for row in chunk * Self.chunkSize..<min(n, (chunk + 1) * Self.chunkSize) {
                for c in 0..<k { sums[c] += buffer[row * k + c] }
            }
            return sums
        }
        var sums = [Double](repeating: 0, count: k)
        for partial in partials { BLAS.axpy(1, partial, &sums) }
        return sums
    }

    /// Calls `body` with every row number and the k numbers of its row in `table`.
    func updateRows(
        _ table: inout [Double], _ body: @Sendable (Int, UnsafeMutablePointer<Double>) -> Void
    ) {
        let (k, n) = (k, rowCount)
        precondition(table.count == n * k)
        table.withUnsafeMutableBufferPointer { table in
            guard let base = table.baseAddress else { return }
            // Chunks are disjoint ranges of rows, and a body sees the k numbers of one row.
            nonisolated(unsafe) let rows = base
            let chunkCount = (n + Self.chunkSize - 1) / Self.chunkSize
            concurrentForEach(count: chunkCount, threads: threads) { chunk in
                for row in chunk * Self.chunkSize..<min(n, (chunk + 1) * Self.chunkSize) {
                    body(row, rows + row * k)
                }
            }
        }
    }

    // MARK: Products

    func multiply(_ point: [Double], into margins: inout [Double]) {
        passes += 1
        features.multiply(
            point, classCount: k, addingBias: true, into: &margins, threads: threads)
    }

    /// [X' B ; column sums of B] for the row buffer B.
    func multiplyTransposed(into product: inout [Double]) {
        passes += 1
        transposed.multiply(rowBuffer, classCount: k, into: &product, threads: threads)
        let sums = columnSums()
        for c in 0..<k { product[weightCount + c] = sums[c] }
    }

    private func addWeights(of point: [Double], to sum: inout [Double]) {
        for i in 0..<weightCount { sum[i] += point[i] }
    }
}
