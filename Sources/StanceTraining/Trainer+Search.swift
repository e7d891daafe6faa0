import StanceCore
import StanceEvaluation

/// The search for C: folds by article, features of a fold from its training rows alone.
extension Trainer {
    /// What a search for C found; no model is made.
    public struct Tuning: Sendable {
        /// The recipe of the features.
        public var recipe: Recipe
        /// Rows that took part.
        public var rows: Int
        /// Rows left out because they do not mention their actor.
        public var rowsWithoutMention: Int
        /// Folds made: those asked for, or fewer when there are fewer groups.
        public var folds: Int
        /// Whether some row named its article; else every text is a group of its own.
        public var groupsAreArticles: Bool
        /// The groups of the rows.
        public var groups: Int
        /// The figures of every C, ascending.
        public var points: [PenaltyPoint]
        /// Which C, and why.
        public var choice: PenaltyChoice
        /// How macro-F1 grows with the rows, at the chosen C; nil where it was not asked for.
        public var learningCurve: LearningCurve?
        /// What looser folds would have flattered, at the chosen C; nil where
        /// `TrainingOptions.measuresLeakage` is off or near-duplicates tie all articles together.
        public var leakage: LeakageGap?
    }

    /// Measures every C of the options' grid by cross-validation, as `train` does.
    ///
    /// - Parameters:
    ///   - examples: with gold labels, and their mentions found (see `MentionResolver`).
    ///   - learningCurve: whether to measure it too, at the chosen C.
    ///   - progress: called from one thread at a time.
    /// - Returns: the figures of every C, and the choice.
    /// - Throws: what `train` throws; `StanceError.usage` if the options fix C.
    public func tune(
        _ examples: [Example], learningCurve: Bool = false,
        progress: (@Sendable (Progress) -> Void)? = nil
    ) throws -> Tuning {
        guard case .search(let grid) = options.penalty else {
            throw StanceError(.usage, "C is fixed; tuning needs some values to try")
        }
        let rows = try TrainingRows(examples, recipe: options.recipe)
        progress?(.counting(rows: rows.examples.count))
        let counts = try FeatureCounts(
            rows.examples, recipe: options.recipe, blocks: try blocks(), lexicon: lexicon,
            vectors: vectors)
        let (split, result) = try searched(grid, rows, counts, progress)
        return Tuning(
            recipe: options.recipe, rows: rows.examples.count,
            rowsWithoutMention: rows.withoutMention, folds: split.foldCount,
            groupsAreArticles: rows.examples.contains { $0.group != nil },
            groups: rows.groupCount, points: result.points, choice: result.choice,
            learningCurve: learningCurve
                ? try self.learningCurve(c: result.c, rows, counts, split, progress) : nil,
            leakage: try askedLeakage(split, result, rows, counts, progress))
    }

    struct FoundPenalty {
        var c: Double
        var choice: String
        var folds = 0
        var trials: [TrainingFacts.Trial] = []
        var report: EvaluationReport?
        var calibration: CalibrationFacts?
        var leakage: LeakageGap?
    }

    func penalty(
        for rows: TrainingRows, _ counts: FeatureCounts,
        _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> FoundPenalty {
        switch options.penalty {
        case .fixed(let c):
            var found = FoundPenalty(c: c, choice: "C was given.")
            guard options.calibrates || options.measuresLeakage else { return found }
            let measured = try search([c], rows, counts, progress)
            (found.folds, found.report) = (measured.folds, measured.report)
            found.leakage = measured.leakage
            if options.calibrates { found.calibration = measured.calibration }
            return found
        case .search(let grid): return try search(grid, rows, counts, progress)
        }
    }

    private func search(
        _ grid: [Double], _ rows: TrainingRows, _ counts: FeatureCounts,
        _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> FoundPenalty {
        let (split, result) = try searched(grid, rows, counts, progress)
        var predictions: [Prediction] = []
        for fold in 0..<split.foldCount {
            predictions += rows.predictions(
                rows: split.heldOutRows(of: fold),
                probabilities: result.outOfFoldProbabilities[fold]
            ).compactMap { Prediction($0, probabilities: $1) }
        }
        return FoundPenalty(
            c: result.c, choice: result.choice.explanation, folds: split.foldCount,
            trials: result.points.map {
                TrainingFacts.Trial(
                    penalty: $0.c, macroF1: $0.meanMacroF1, macroF1Error: $0.macroF1StandardError,
                    logLoss: $0.meanLogLoss)
            },
            report: try EvaluationReport(
                predictions, bootstrap: BootstrapOptions(seed: options.seed)),
            calibration: try CalibrationFacts(fitting: predictions, seed: options.seed),
            leakage: try askedLeakage(split, result, rows, counts, progress))
    }

    private func askedLeakage(
        _ split: StratifiedGroupKFold, _ result: PenaltySearch.Result, _ rows: TrainingRows,
        _ counts: FeatureCounts, _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> LeakageGap? {
        guard options.measuresLeakage else { return nil }
        return try leakage(
            of: rows.outOfFold(split, result), c: result.c, rows, counts,
            bootstrap: BootstrapOptions(seed: options.seed), progress)
    }

    func searched(
        _ grid: [Double], _ rows: TrainingRows, _ counts: FeatureCounts,
        _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> (StratifiedGroupKFold, PenaltySearch.Result) {
        let split = try StratifiedGroupKFold(
            labels: rows.labels, classCount: Stance.count, groups: rows.groups,
            foldCount: options.folds, seed: options.seed)
        let search = try PenaltySearch(grid: grid, options: options.searchOptions)
        let result = try search.run(
            foldCount: split.foldCount, classCount: Stance.count,
            progress: { progress?(.searching(done: $0.done, total: $0.total, c: $0.c)) },
            problem: { try counts.problem(split, fold: $0, rows) })
        return (split, result)
    }
}

extension FeatureCounts {
    /// The problem of one fold; its vocabulary, idf and telling of domains come from its training
    /// rows alone.
    func problem(
        _ split: StratifiedGroupKFold, fold: Int, _ rows: TrainingRows
    ) throws -> FoldProblem {
        try problem(
            training: split.trainingRows(of: fold), heldOut: split.heldOutRows(of: fold), rows)
    }

    /// The same of some rows to train on and others to be judged by.
    func problem(
        training: [Int], heldOut: [Int], _ rows: TrainingRows
    ) throws -> FoldProblem {
        let columns = fit(rows: training)
        var features = matrix(rows: training, columns: columns)
        var heldOutFeatures = matrix(rows: heldOut, columns: columns)
        if let domains {
            features = domains.widened(features, domains: training.map { domains.domains[$0] })
            heldOutFeatures = domains.widened(
                heldOutFeatures,
                domains: domains.found(rows: heldOut, by: try domains.classifier(rows: training)))
        }
        return FoldProblem(
            training: FoldProblem.Part(
                features: features, labels: training.map { rows.labels[$0] }),
            rowWeights: training.map { rows.weights[$0] },
            heldOut: FoldProblem.Part(
                features: heldOutFeatures, labels: heldOut.map { rows.labels[$0] }))
    }

    /// The weights of each domain, or of the only one.
    func domainWeights(_ fitted: [Double]) -> [[Double]] {
        domains?.weights(fitted: fitted) ?? [fitted]
    }
}
