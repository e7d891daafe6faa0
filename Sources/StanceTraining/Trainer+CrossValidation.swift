import StanceCore
import StanceEvaluation

/// Rows scored by fits that did not see them, and what that hides.
extension Trainer {
    /// What cross-validation yields; no model is made.
    public struct CrossValidation: Sendable {
        /// The recipe of the features.
        public var recipe: Recipe
        /// Folds made: those asked for, or fewer when there are fewer articles.
        public var folds: Int
        /// The C of the fits.
        public var c: Double
        /// Why this C.
        public var choice: String
        /// All examples, each with the score of the fit that saw nothing of its article; without one
        /// where the recipe needs a mention and there is none, or the weight is 0.
        public var scored: ScoredExamples
        /// What looser folds would have flattered, and stricter ones taken away; nil where
        /// near-duplicates tie all articles together.
        public var leakage: LeakageGap?
        /// How macro-F1 grows with the rows, at `c`; nil where it was not asked for.
        public var learningCurve: LearningCurve?
    }

    /// Scores every example by a fit that saw nothing of its article.
    ///
    /// C is found as `train` finds it and is then the same for the folds of `CrossValidation.leakage`.
    /// - Parameters:
    ///   - examples: with gold labels, and their mentions found (see `MentionResolver`).
    ///   - bootstrap: how to make the intervals.
    ///   - learningCurve: whether to measure it too, on the same folds.
    ///   - progress: called from one thread at a time.
    /// - Returns: the scores, and the gaps between ways of making folds.
    /// - Throws: what `train` throws.
    public func crossValidate(
        _ examples: [Example], bootstrap: BootstrapOptions = .standard,
        learningCurve: Bool = false, progress: (@Sendable (Progress) -> Void)? = nil
    ) throws -> CrossValidation {
        let rows = try TrainingRows(examples, recipe: options.recipe)
        progress?(.counting(rows: rows.examples.count))
        let counts = try FeatureCounts(
            rows.examples, recipe: options.recipe, blocks: try blocks(), lexicon: lexicon,
            vectors: vectors)
        let grid =
            switch options.penalty {
            case .search(let grid): grid
            case .fixed(let c): [c]
            }
        let (split, result) = try searched(grid, rows, counts, progress)
        let byArticle = rows.outOfFold(split, result)

        let gap = try leakage(
            of: byArticle, c: result.c, rows, counts, bootstrap: bootstrap, progress)
        var rest = byArticle.makeIterator()
        let probabilities = examples.map { example in
            TrainingRows.isKept(example, by: options.recipe) ? rest.next() : nil
        }
        return CrossValidation(
            recipe: options.recipe, folds: split.foldCount, c: result.c,
            choice: grid.count > 1 ? result.choice.explanation : "C was given.",
            scored: try ScoredExamples(examples, probabilities: probabilities), leakage: gap,
            learningCurve: learningCurve
                ? try self.learningCurve(c: result.c, rows, counts, split, progress) : nil)
    }

    /// How much of macro-F1 comes from rows that resemble each other; nil where near-duplicates tie all
    /// articles together.
    ///
    /// Beside the scores with folds of articles the rows are scored twice more, with folds of single
    /// rows and with folds that keep near-duplicates together, all at one C.
    func leakage(
        of byArticle: [StanceProbabilities], c: Double, _ rows: TrainingRows,
        _ counts: FeatureCounts, bootstrap: BootstrapOptions,
        _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> LeakageGap? {
        let likeness = Likeness(of: rows)
        guard Set(likeness.clusterOfRow).count > 1 else { return nil }
        func scores<Group: Hashable>(by groups: [Group]) throws -> [StanceProbabilities] {
            let split = try StratifiedGroupKFold(
                labels: rows.labels, classCount: Stance.count, groups: groups,
                foldCount: options.folds, seed: options.seed)
            let search = try PenaltySearch(grid: [c], options: options.searchOptions)
            return rows.outOfFold(
                split,
                try search.run(
                    foldCount: split.foldCount, classCount: Stance.count,
                    progress: { progress?(.splitting(done: $0.done, total: $0.total)) },
                    problem: { try counts.problem(split, fold: $0, rows) }))
        }
        func predictions(_ scores: [StanceProbabilities]) -> [Prediction] {
            zip(rows.examples, scores).enumerated().compactMap { row, pair in
                var prediction = Prediction(pair.0, probabilities: pair.1)
                prediction?.group = "\(likeness.clusterOfRow[row])"
                return prediction
            }
        }
        return try LeakageGap(
            random: predictions(try scores(by: Array(rows.labels.indices))),
            articles: predictions(byArticle),
            nearDuplicates: predictions(try scores(by: likeness.clusterOfRow)),
            rowsWithNearDuplicate: likeness.rowsWithNearDuplicate, bootstrap: bootstrap)
    }
}

/// Which rows resemble each other: of one article, or near-duplicates.
private struct Likeness {
    /// Rows of one cluster share an article or, through others, a near-duplicate text.
    var clusterOfRow: [Int]
    /// The rows whose text has a near-duplicate in another article.
    var rowsWithNearDuplicate: Int

    init(of rows: TrainingRows) {
        let (articles, articleCount) = GroupAssignment.number(rows.groups)
        let texts = NearDuplicates(rows.examples.map(\.text)).clusterOfText
        var sets = DisjointSets(count: articleCount)
        var articleOfText: [Int: Int] = [:]
        var isShared: Set<Int> = []
        for (article, text) in zip(articles, texts) {
            let first = articleOfText[text] ?? article
            articleOfText[text] = first
            if first != article {
                sets.join(first, article)
                isShared.insert(text)
            }
        }
        clusterOfRow = articles.map { sets.root(of: $0) }
        rowsWithNearDuplicate = texts.count { isShared.contains($0) }
    }
}

extension TrainingRows {
    /// The scores of a search's chosen C, in the order of the rows.
    func outOfFold(
        _ split: StratifiedGroupKFold, _ result: PenaltySearch.Result
    ) -> [StanceProbabilities] {
        var scores = [StanceProbabilities](
            repeating: StanceProbabilities(critical: 0, neutral: 0, supportive: 0),
            count: labels.count)
        for fold in 0..<split.foldCount {
            let rows = split.heldOutRows(of: fold)
            let probabilities = result.outOfFoldProbabilities[fold]
            for (row, (_, score)) in zip(
                rows, predictions(rows: rows, probabilities: probabilities))
            {
                scores[row] = score
            }
        }
        return scores
    }
}
