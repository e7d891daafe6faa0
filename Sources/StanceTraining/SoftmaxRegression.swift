import StanceCore
import StanceNumerics

/// Multinomial logistic regression with an L2 penalty on the weights and none on the biases.
///
///     minimise  C sum_i s_i (logsumexp(z_i) - z_i[y_i]) + 1/2 ||W||^2,    z_i = W' x_i + b
///
/// s_i is the row's weight times its class's. The objective is scikit-learn's for three and more
/// classes; its two-class model is this one at half the C. Every fit carries a proven bound of
/// how far it is from the optimum (`SolverReport.relativeGap`).
public enum SoftmaxRegression {
    /// Fits weights and biases to labelled rows.
    ///
    /// - Parameters:
    ///   - features: X, n x d, all values finite.
    ///   - labels: the class of every row, in `0..<k`.
    ///   - k: the number of classes, at least 2.
    ///   - rowWeights: nil, or a finite weight >= 0 for every row.
    ///   - options: checked settings.
    ///   - warmStart: a fit of the same d and k to begin from; it changes the way, not the goal.
    /// - Returns: the weights and biases, and the facts of the fit.
    /// - Throws: `StanceError`, `usage` when counts do not fit each other and `badData` for no
    ///   rows, values or weights that are not finite, a class without rows or without weight.
    public static func fit(
        features: CSRMatrix, labels: [Int], classCount k: Int, rowWeights: [Double]? = nil,
        options: SoftmaxOptions, warmStart: SoftmaxFit? = nil
    ) throws(StanceError) -> SoftmaxFit {
        try fit(
            features: features, shared: nil, labels: labels, classCount: k,
            rowWeights: rowWeights, options: options, warmStart: warmStart)
    }

    /// What fits of the same rows at several C share.
    final class Shared {
        /// transpose(X), once a fit needed it.
        fileprivate var transposed: CSRMatrix?
        /// The dual point of the last fit.
        fileprivate var ascent: DualAscent?
    }

    /// As above; fits of the same rows at several C share what they can if `shared` is given.
    static func fit(
        features: CSRMatrix, shared: Shared?, labels: [Int], classCount k: Int,
        rowWeights: [Double]?, options: SoftmaxOptions, warmStart: SoftmaxFit?
    ) throws(StanceError) -> SoftmaxFit {
        let costs = try checkedCosts(
            features: features, labels: labels, classCount: k, rowWeights: rowWeights,
            options: options)
        let weightCount = features.columnCount * k
        var point = [Double](repeating: 0, count: weightCount + k)
        if let warmStart {
            guard warmStart.featureCount == features.columnCount, warmStart.classCount == k else {
                throw StanceError(
                    .usage,
                    "the warm start is for \(warmStart.featureCount) features and "
                        + "\(warmStart.classCount) classes; expected \(features.columnCount) "
                        + "and \(k)")
            }
            point = warmStart.weights + warmStart.bias
        }
        let objective = MultinomialObjective(
            features: features, transposed: shared?.transposed, labels: labels, costs: costs,
            classCount: k, threads: options.threads)
        let (tolerance, limit) = (options.tolerance, options.maxIterations)
        let newton = NewtonCG(tolerance: tolerance, maxIterations: limit)
        let report: SolverReport
        switch options.solver {
        case .newtonCG:
            report = newton.minimize(objective, from: &point)
        case .lbfgs:
            report = LBFGS(tolerance: tolerance, maxIterations: limit)
                .minimize(objective, from: &point)
        case .dual:
            let last = shared?.ascent
            let ascent =
                last
                ?? DualAscent(
                    features: features, labels: labels, rowCosts: costs.map { $0 / options.c },
                    classCount: k, c: options.c)
            if let ascent, ascent.isPromising(at: options.c) {
                shared?.ascent = ascent
                var solver = DualSolver(
                    objective, ascent: ascent, tolerance: tolerance, maxIterations: limit)
                report = solver.minimize(
                    at: options.c, point: &point,
                    isWarm: warmStart != nil && (last?.isLeftBehind ?? true))
            } else {
                ascent?.isLeftBehind = true
                report = newton.minimize(objective, from: &point)
            }
        }
        shared?.transposed = objective.transposedIfMade
        guard report.objective.isFinite, report.relativeGap.isFinite,
            point.allSatisfy(\.isFinite)
        else {
            throw StanceError(
                .badData,
                "the fit overflowed: feature values, weights or C are too large for Double")
        }
        let bias = Array(point[weightCount...])
        let mean = bias.reduce(0, +) / Double(k)
        point.removeLast(k)
        return SoftmaxFit(
            featureCount: features.columnCount, classCount: k, weights: point,
            bias: bias.map { $0 - mean }, c: options.c, report: report)
    }

    /// C s_i of every row of a problem that `fit` would take.
    static func checkedCosts(
        features: CSRMatrix, labels: [Int], classCount: Int, rowWeights: [Double]?,
        options: SoftmaxOptions
    ) throws(StanceError) -> [Double] {
        try check(
            features: features, labels: labels, classCount: classCount, rowWeights: rowWeights)
        return try costs(
            labels: labels, classCount: classCount, rowWeights: rowWeights, options: options)
    }

    private static func check(
        features: CSRMatrix, labels: [Int], classCount k: Int, rowWeights: [Double]?
    ) throws(StanceError) {
        guard k >= 2 else {
            throw StanceError(.usage, "\(k) classes; expected at least 2")
        }
        guard labels.count == features.rowCount else {
            throw StanceError(
                .usage, "\(labels.count) labels for \(features.rowCount) rows; expected one each")
        }
        guard !labels.isEmpty else {
            throw StanceError(.badData, "no rows to fit; expected at least one of each class")
        }
        if let row = labels.firstIndex(where: { $0 < 0 || $0 >= k }) {
            throw StanceError(
                .usage, "row \(row) has class \(labels[row]); expected 0 to \(k - 1)")
        }
        if let entry = features.values.firstIndex(where: { !$0.isFinite }) {
            let row = (features.offsets.firstIndex { $0 > entry } ?? 1) - 1
            throw StanceError(
                .badData,
                "row \(row), feature \(features.columns[entry]) is \(features.values[entry]); "
                    + "expected a finite number")
        }
        guard let rowWeights else { return }
        guard rowWeights.count == labels.count else {
            throw StanceError(
                .usage, "\(rowWeights.count) weights for \(labels.count) rows; expected one each")
        }
        if let row = rowWeights.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
            throw StanceError(
                .badData,
                "the weight of row \(row) is \(rowWeights[row]); expected a finite number >= 0")
        }
    }

    /// C s_i of every row.
    private static func costs(
        labels: [Int], classCount k: Int, rowWeights: [Double]?, options: SoftmaxOptions
    ) throws(StanceError) -> [Double] {
        var counts = [Int](repeating: 0, count: k)
        var totals = [Double](repeating: 0, count: k)
        for (row, label) in labels.enumerated() {
            counts[label] += 1
            totals[label] += rowWeights?[row] ?? 1
        }
        let total = totals.reduce(0, +)
        guard total > 0 else {
            throw StanceError(.badData, "all row weights are 0; expected some above 0")
        }
        guard total.isFinite else {
            throw StanceError(.badData, "the row weights add up to more than Double can hold")
        }
        for c in 0..<k {
            guard counts[c] > 0 else {
                throw StanceError(.badData, "class \(c) has no rows; expected at least one")
            }
            guard totals[c] > 0 else {
                throw StanceError(
                    .badData, "all rows of class \(c) have weight 0; expected some above 0")
            }
        }
        let classWeights: [Double]
        switch options.classWeights {
        case .uniform: classWeights = [Double](repeating: 1, count: k)
        case .balanced: classWeights = totals.map { total / (Double(k) * $0) }
        case .explicit(let weights):
            guard weights.count == k else {
                throw StanceError(
                    .usage, "\(weights.count) class weights for \(k) classes; expected one each")
            }
            classWeights = weights
        }
        return labels.enumerated().map { row, label in
            options.c * (rowWeights?[row] ?? 1) * classWeights[label]
        }
    }
}
