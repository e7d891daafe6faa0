import StanceCore
import StanceNumerics

/// Chooses C by cross-validation.
///
/// In each fold the C are fitted in ascending order, each from the fit before. Folds run at the
/// same time; the result does not depend on how many. No C is skipped: macro-F1 may rise again
/// after it fell, so leaving a path early could change the choice.
public struct PenaltySearch: Sendable {
    /// The C tried when the caller names none.
    public static let defaultGrid: [Double] = [0.1, 0.3, 1, 3, 10, 30]

    /// A fit that has just finished.
    public struct Progress: Sendable, Hashable {
        /// The fold, from 0.
        public var fold: Int
        /// The C fitted.
        public var c: Double
        /// Fits finished, this one included.
        public var done: Int
        /// Fits in all.
        public var total: Int
    }

    /// What a search yields.
    public struct Result: Sendable {
        /// The figures of every C, in ascending order.
        public var points: [PenaltyPoint]
        /// Which C, and why.
        public var choice: PenaltyChoice
        /// For every fold the held-out probabilities at the chosen C, n x k, row-major.
        public var outOfFoldProbabilities: [[Double]]
        /// For every fold the reports of its fits, in the order of the C.
        public var reports: [[SolverReport]]

        /// The chosen C.
        public var c: Double { points[choice.index].c }
    }

    /// The C to try, ascending.
    public let grid: [Double]
    /// Settings of every fit; its C is replaced, its threads are shared among the folds.
    public let options: SoftmaxOptions

    /// Checks and takes the settings.
    ///
    /// - Throws: `StanceError` of kind `usage` if the grid is empty, does not ascend or holds a
    ///   number that is not finite and above 0.
    public init(
        grid: [Double] = PenaltySearch.defaultGrid, options: SoftmaxOptions
    ) throws(StanceError) {
        guard !grid.isEmpty else {
            throw StanceError(.usage, "no C to try; expected at least one")
        }
        for (index, c) in grid.enumerated() {
            guard c.isFinite, c > 0 else {
                throw StanceError(.usage, "C is \(c); expected a finite number above 0")
            }
            guard index == 0 || c > grid[index - 1] else {
                throw StanceError(
                    .usage, "C = \(c) comes after \(grid[index - 1]); expected ascending values")
            }
        }
        self.grid = grid
        self.options = options
    }

    /// Fits every fold at every C and chooses.
    ///
    /// - Parameters:
    ///   - foldCount: at least 1.
    ///   - classCount: k.
    ///   - progress: called after every fit, one call at a time, in the order of `done`.
    ///   - problem: makes the problem of a fold; called once per fold, from several threads, and
    ///     released with the fold, so that only as many are held as folds run.
    /// - Returns: the figures of every C, the choice, and its out-of-fold probabilities.
    /// - Throws: what `problem` or a fit threw for the lowest failing fold; the message of a
    ///   `StanceError` then begins with "fold i of n", counted from 1.
    public func run(
        foldCount: Int, classCount: Int, progress: (@Sendable (Progress) -> Void)? = nil,
        problem: @Sendable (Int) throws -> FoldProblem
    ) throws -> Result {
        guard foldCount >= 1 else {
            throw StanceError(.usage, "\(foldCount) folds; expected at least 1")
        }
        let done = Guarded(0)
        let total = foldCount * grid.count
        let workers = min(options.threads, foldCount)
        let threadsPerFold = max(1, options.threads / workers)
        let folds = try concurrentMap(count: foldCount, threads: workers) {
            (fold) throws -> [Fitted] in
            do {
                let problem = try problem(fold)
                return try path(problem, classCount: classCount, threads: threadsPerFold) { c in
                    done.withLock { count in
                        count += 1
                        progress?(Progress(fold: fold, c: c, done: count, total: total))
                    }
                }
            } catch let error as StanceError {
                throw StanceError(
                    error.kind, "fold \(fold + 1) of \(foldCount): \(error.message)",
                    at: error.location)
            }
        }
        return result(of: folds)
    }

    /// The figures and the choice, from the fits of every fold in the order of the C.
    func result(of folds: [[Fitted]]) -> Result {
        let points = grid.indices.map { index in
            PenaltySearch.summary(c: grid[index], of: folds.map { $0[index] })
        }
        let choice = PenaltyChoice(points)
        return Result(
            points: points, choice: choice,
            outOfFoldProbabilities: folds.map { $0[choice.index].figures.probabilities },
            reports: folds.map { $0.map(\.report) })
    }

    struct Fitted: Sendable {
        var figures: HeldOutFigures
        var report: SolverReport
    }

    /// The fits of one fold, upward in C.
    private func path(
        _ problem: FoldProblem, classCount: Int, threads: Int, finished: (Double) -> Void
    ) throws(StanceError) -> [Fitted] {
        let heldOut = problem.heldOut
        guard heldOut.features.columnCount == problem.training.features.columnCount else {
            throw StanceError(
                .usage,
                "\(heldOut.features.columnCount) features held out and "
                    + "\(problem.training.features.columnCount) in training; expected the same")
        }
        guard heldOut.labels.count == heldOut.features.rowCount else {
            throw StanceError(
                .usage,
                "\(heldOut.labels.count) labels for \(heldOut.features.rowCount) held-out rows; "
                    + "expected one each")
        }
        if let row = heldOut.labels.firstIndex(where: { $0 < 0 || $0 >= classCount }) {
            throw StanceError(
                .usage,
                "held-out row \(row) has class \(heldOut.labels[row]); "
                    + "expected 0 to \(classCount - 1)")
        }
        var previous: SoftmaxFit?
        var fits: [Fitted] = []
        let shared = SoftmaxRegression.Shared()
        for c in grid {
            let fit = try SoftmaxRegression.fit(
                features: problem.training.features, shared: shared,
                labels: problem.training.labels, classCount: classCount,
                rowWeights: problem.rowWeights,
                options: options.with(c: c, threads: threads), warmStart: previous)
            let figures = HeldOutFigures(
                margins: fit.margins(of: heldOut.features, threads: threads),
                labels: heldOut.labels, classCount: classCount, threads: threads)
            fits.append(Fitted(figures: figures, report: fit.report))
            previous = fit
            finished(c)
        }
        return fits
    }

    static func summary(c: Double, of folds: [Fitted]) -> PenaltyPoint {
        let f1 = meanAndError(folds.map(\.figures.macroF1))
        let logLoss = meanAndError(folds.map(\.figures.logLoss))
        var confusion = [Int](repeating: 0, count: folds[0].figures.confusion.count)
        for fold in folds {
            for (cell, count) in fold.figures.confusion.enumerated() { confusion[cell] += count }
        }
        return PenaltyPoint(
            c: c, meanMacroF1: f1.mean, macroF1StandardError: f1.error,
            meanLogLoss: logLoss.mean, logLossStandardError: logLoss.error,
            pooledMacroF1: HeldOutFigures.macroF1(
                confusion: confusion, classCount: folds[0].figures.classCount),
            largestRelativeGap: folds.map(\.report.relativeGap).max() ?? 0)
    }

    /// The mean and sd / sqrt(n), with n - 1 in the variance; error 0 for one value.
    private static func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        guard values.count > 1 else { return (mean, 0) }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / (n - 1) / n).squareRoot())
    }
}
