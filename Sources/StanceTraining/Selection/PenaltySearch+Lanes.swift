import StanceCore
import StanceNumerics

/// The search for C over one matrix: the folds are lanes of one ascent, so that rows are read once
/// for eight fits.
///
/// Only for features that were not fitted on these rows, such as hashed ones: with a vocabulary or
/// an idf of all rows, held-out figures flatter. `run(foldCount:classCount:progress:problem:)` is
/// for features that each fold fits.
extension PenaltySearch {
    /// Fits every fold at every C, upward in C, eight folds at a time, and chooses.
    ///
    /// Fits end when their gap is likely under the tolerance of the options: the relative gaps of
    /// the result's reports are what a further epoch would see, not bounds as elsewhere. The solver
    /// of the options is not asked, nor is a tolerance under 1e-6, which Float does not hold.
    /// - Parameters:
    ///   - features: X, n x d, all values finite.
    ///   - labels: the class of every row, in `0..<k`.
    ///   - k: the number of classes, 2 to 32.
    ///   - rowWeights: nil, or a finite weight >= 0 for every row.
    ///   - foldOfRow: the fold that holds out each row, in `0..<foldCount`, as in
    ///     `StratifiedGroupKFold`.
    ///   - foldCount: at least 2.
    /// - Returns: the figures of every C, the choice, and its out-of-fold probabilities; the bits
    ///   depend neither on threads nor on processor instructions.
    /// - Throws: `StanceError`, `usage` for counts that do not fit or too many classes, `badData`
    ///   for what `SoftmaxRegression.fit` refuses in the training rows of a fold.
    public func run(
        sharing features: CSRMatrix, labels: [Int], classCount k: Int,
        rowWeights: [Double]? = nil, foldOfRow: [Int], foldCount: Int
    ) throws(StanceError) -> Result {
        guard foldOfRow.count == labels.count, foldCount >= 2,
            foldOfRow.allSatisfy({ $0 >= 0 && $0 < foldCount })
        else {
            throw StanceError(
                .usage,
                "\(foldOfRow.count) folds for \(labels.count) rows; expected one for each "
                    + "row, 0 to \(foldCount - 1)")
        }
        guard k <= LaneAscent.mostClasses else {
            throw StanceError(
                .usage, "\(k) classes; expected at most \(LaneAscent.mostClasses)")
        }
        var lanes: [[Double]] = []
        for fold in 0..<foldCount {
            do {
                lanes.append(
                    try SoftmaxRegression.checkedCosts(
                        features: features, labels: labels, classCount: k,
                        rowWeights: labels.indices.map {
                            foldOfRow[$0] == fold ? 0 : rowWeights?[$0] ?? 1
                        },
                        options: options.with(c: 1, threads: 1)))
            } catch {
                throw StanceError(
                    error.kind, "fold \(fold + 1) of \(foldCount): \(error.message)",
                    at: error.location)
            }
        }
        let path = LanePath(
            rows: PackedRows(features, labels: labels, classCount: k), grid: grid,
            tolerance: max(options.tolerance, 1e-6))
        let width = LaneAscent.laneCount
        let groups = concurrentMap(
            count: (foldCount + width - 1) / width, threads: options.threads
        ) { [lanes] group in
            let folds = group * width..<min(foldCount, (group + 1) * width)
            var fitted = [[Fitted]](repeating: [], count: folds.count)
            path.run(laneWeights: Array(lanes[folds])) { _, states, margins in
                for (lane, state) in states.enumerated() {
                    let held = foldOfRow.indices.filter { foldOfRow[$0] == folds.lowerBound + lane }
                    let figures = HeldOutFigures(
                        margins: held.flatMap { row in
                            (0..<k).map { Double(margins[(row * k + $0) * width + lane]) }
                        },
                        labels: held.map { labels[$0] }, classCount: k, threads: 1)
                    let isLikely = state.expectedGap <= path.tolerance
                    fitted[lane].append(
                        Fitted(
                            figures: figures,
                            report: SolverReport(
                                stopReason: isLikely ? .gapReached : .iterationLimit,
                                iterations: state.epochs, passes: 2 * state.epochs,
                                objective: state.objective, relativeGap: state.expectedGap)))
                }
            }
            return fitted
        }
        return result(of: groups.flatMap { $0 })
    }
}
