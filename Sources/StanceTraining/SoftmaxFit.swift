import StanceNumerics

/// What softmax regression yields: weights, biases and the facts of the fit.
///
///     p_i = softmax(W' x_i + b)
public struct SoftmaxFit: Sendable {
    /// d, the number of features.
    public let featureCount: Int
    /// k, the number of classes.
    public let classCount: Int
    /// W, d x k, row-major: the k weights of a feature lie together.
    public let weights: [Double]
    /// b, k numbers with sum 0 (a shift of all changes no probability).
    public let bias: [Double]
    /// C of the fit.
    public let c: Double
    /// Stop reason, iterations, passes, objective and proven relative gap.
    public let report: SolverReport

    /// The probabilities of every row, n x k, row-major.
    ///
    /// - Precondition: `features` has d columns.
    public func probabilities(of features: CSRMatrix, threads: Int = 1) -> [Double] {
        let margins = margins(of: features, threads: threads)
        var probabilities = margins
        var logSums = [Double](repeating: 0, count: features.rowCount)
        Softmax.rows(
            of: margins, classCount: classCount, probabilities: &probabilities, logSums: &logSums,
            threads: threads)
        return probabilities
    }

    /// z = X W + 1 b' of every row, n x k, row-major.
    ///
    /// - Precondition: `features` has d columns.
    public func margins(of features: CSRMatrix, threads: Int = 1) -> [Double] {
        precondition(features.columnCount == featureCount)
        var margins = [Double](repeating: 0, count: features.rowCount * classCount)
        features.multiply(
            weights + bias, classCount: classCount, addingBias: true, into: &margins,
            threads: threads)
        return margins
    }
}
