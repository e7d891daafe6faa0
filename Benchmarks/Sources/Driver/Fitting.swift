import StanceKit

/// Rows and classes -> weights and biases, and the search for C: the calls that training rows time.
struct Fitting {
    let features: CSRMatrix
    let labels: [Int]
    let classCount: Int

    /// Takes the matrix `train` and the classes in `labels`.
    init(_ folder: ArrayFolder) throws {
        features = try folder.matrix("train")
        labels = try folder.integers("labels")
        classCount = (labels.max() ?? 0) + 1
    }

    /// One fit from zero.
    func fit(
        c: Double, tolerance: Double, solver: SoftmaxOptions.Solver, threads: Int
    ) throws -> SoftmaxFit {
        try SoftmaxRegression.fit(
            features: features, labels: labels, classCount: classCount,
            options: SoftmaxOptions(
                c: c, tolerance: tolerance, solver: solver, threads: threads))
    }

    /// Every fold at every C; rows are picked within the time, as scikit-learn does it.
    func search(
        grid: [Double], folds: [Int], tolerance: Double, threads: Int
    ) throws -> PenaltySearch.Result {
        let search = try PenaltySearch(
            grid: grid, options: SoftmaxOptions(tolerance: tolerance, threads: threads))
        return try search.run(
            foldCount: (folds.max() ?? 0) + 1, classCount: classCount
        ) { fold in
            FoldProblem(
                training: part(folds.indices.filter { folds[$0] != fold }),
                heldOut: part(folds.indices.filter { folds[$0] == fold }))
        }
    }

    /// The same with folds as lanes over the one matrix; gaps are likely ones, not proven.
    func searchInLanes(
        grid: [Double], folds: [Int], tolerance: Double, threads: Int
    ) throws -> PenaltySearch.Result {
        try PenaltySearch(
            grid: grid, options: SoftmaxOptions(tolerance: tolerance, threads: threads)
        ).run(
            sharing: features, labels: labels, classCount: classCount, foldOfRow: folds,
            foldCount: (folds.max() ?? 0) + 1)
    }

    private func part(_ rows: [Int]) -> FoldProblem.Part {
        FoldProblem.Part(features: features.rows(rows), labels: rows.map { labels[$0] })
    }
}
