import StanceCore
import StanceEvaluation
import StanceNumerics

/// Fits on growing parts of the training rows, judged on the same held-out articles.
extension Trainer {
    /// The parts of a fold's training rows that are fitted, ascending.
    static let learningShares: [Double] = [0.05, 0.1, 0.2, 0.4, 0.7, 1]

    /// The learning curve at one C, over the folds of a search.
    ///
    /// Parts are whole groups and nested: a larger one holds the smaller ones, and all folds take the
    /// groups in one shuffled order. A part that lacks a stance in any fold is left out.
    func learningCurve(
        c: Double, _ rows: TrainingRows, _ counts: FeatureCounts, _ split: StratifiedGroupKFold,
        _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> LearningCurve {
        let shares = Trainer.learningShares
        let parts = (0..<split.foldCount).map {
            nestedParts(of: split.trainingRows(of: $0), rows, shares)
        }
        let kept = shares.indices.filter { size in
            parts.allSatisfy { Set($0[size].map { rows.labels[$0] }).count == Stance.count }
        }
        let fits = kept.flatMap { size in (0..<split.foldCount).map { (size: size, fold: $0) } }
        let softmax = try options.searchOptions.with(c: c, threads: 1)
        let done = Guarded(0)
        let probabilities = try concurrentMap(count: fits.count, threads: options.softmax.threads) {
            (number) throws -> [Double] in
            let (size, fold) = fits[number]
            let problem = try counts.problem(
                training: parts[fold][size], heldOut: split.heldOutRows(of: fold), rows)
            let fit = try SoftmaxRegression.fit(
                features: problem.training.features, labels: problem.training.labels,
                classCount: Stance.count, rowWeights: problem.rowWeights, options: softmax)
            let figures = HeldOutFigures(
                margins: fit.margins(of: problem.heldOut.features, threads: 1),
                labels: problem.heldOut.labels, classCount: Stance.count, threads: 1)
            done.withLock { count in
                count += 1
                progress?(.learning(done: count, total: fits.count))
            }
            return figures.probabilities
        }
        let sizes = kept.enumerated().map { place, size in
            let folds = 0..<split.foldCount
            let predictions = folds.flatMap { fold in
                rows.predictions(
                    rows: split.heldOutRows(of: fold),
                    probabilities: probabilities[place * split.foldCount + fold]
                ).compactMap { Prediction($0, probabilities: $1) }
            }
            let trained = folds.reduce(0) { $0 + parts[$1][size].count }
            return (rows: trained / split.foldCount, predictions: predictions)
        }
        guard !sizes.isEmpty else {
            throw StanceError(
                .badData, "some fold lacks a stance; a learning curve needs more articles of each")
        }
        return try LearningCurve(
            c: c, sizes: sizes, of: rows.examples.count,
            bootstrap: BootstrapOptions(seed: options.seed))
    }

    /// The first groups of some rows, in one shuffled order, up to each share of the rows.
    private func nestedParts(
        of training: [Int], _ rows: TrainingRows, _ shares: [Double]
    ) -> [[Int]] {
        let (ids, groupCount) = GroupAssignment.number(rows.groups)
        var order = Array(0..<groupCount)
        var generator = SplitMix64(seed: options.seed)
        generator.shuffle(&order)
        var rowsOfGroup = [[Int]](repeating: [], count: groupCount)
        for row in training { rowsOfGroup[ids[row]].append(row) }
        let groups = order.filter { !rowsOfGroup[$0].isEmpty }
        return shares.map { share in
            var part: [Int] = []
            for group in groups where Double(part.count) < share * Double(training.count) {
                part += rowsOfGroup[group]
            }
            return part.sorted()
        }
    }
}
