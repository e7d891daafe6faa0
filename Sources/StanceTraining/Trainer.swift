import StanceCore
import StanceEvaluation
import StanceNumerics

/// Labelled examples -> a fitted model, with figures on rows that it was not fitted on.
///
///     count terms once -> folds by article -> C -> fit on all rows -> model
public struct Trainer: Sendable {
    /// A finished training.
    public struct Outcome: Sendable {
        /// The model.
        public var model: StanceModel
        /// The figures of the search at the chosen C, on the rows each fold held out.
        ///
        /// Nil when C was given. Slightly flattering, because C was chosen by them.
        public var crossValidation: EvaluationReport?
        /// How much of the macro-F1 comes from rows that resemble each other; nil where it was not
        /// asked for, and where near-duplicates tie all articles together.
        public var leakage: LeakageGap?
    }

    /// How far a training is.
    public enum Progress: Sendable, Hashable {
        /// Reading terms out of the texts.
        case counting(rows: Int)
        /// Fits of the search, done and in all.
        case searching(done: Int, total: Int, c: Double)
        /// Fits of other kinds of folds, done and in all of the kind in hand.
        case splitting(done: Int, total: Int)
        /// Fits of the learning curve, done and in all.
        case learning(done: Int, total: Int)
        /// The final fit.
        case fitting(c: Double, features: Int)
    }

    let options: TrainingOptions
    let lexicon: Lexicon?
    let vectors: WordVectors?

    /// Trains with these options; without a lexicon or word vectors the blocks that need them are
    /// left out.
    public init(
        _ options: TrainingOptions, lexicon: Lexicon? = nil, vectors: WordVectors? = nil
    ) {
        self.options = options
        self.lexicon = lexicon
        self.vectors = vectors
    }

    /// Trains a model.
    ///
    /// - Parameters:
    ///   - examples: with gold labels, and their mentions found (see `MentionResolver`).
    ///   - files: the names of the files they came from, for the model's facts.
    ///   - progress: called from one thread at a time.
    /// - Returns: the model, and what the search measured.
    /// - Throws: `StanceError.badData` when a row has no label, a stance has no rows, no row mentions
    ///   its actor, or a search finds rows of one article only.
    public func train(
        _ examples: [Example], files: [String] = [],
        progress: (@Sendable (Progress) -> Void)? = nil
    ) throws -> Outcome {
        let rows = try TrainingRows(examples, recipe: options.recipe)
        progress?(.counting(rows: rows.examples.count))
        let counts = try FeatureCounts(
            rows.examples, recipe: options.recipe, blocks: try blocks(), lexicon: lexicon,
            vectors: vectors)
        let found = try penalty(for: rows, counts, progress)
        let all = Array(rows.labels.indices)
        var columns = counts.fit(rows: all)
        var fit = try self.fit(rows, counts, columns, c: found.c, progress)
        if let most = options.maximumFeatures, most < columns.columnCount {
            columns = columns.keeping(
                most, weights: counts.domainWeights(fit.weights), classCount: Stance.count)
            fit = try self.fit(rows, counts, columns, c: found.c, progress)
        }
        let weights = counts.domainWeights(fit.weights).map {
            counts.featureWeights(columns, fitted: $0)
        }
        let facts = TrainingFacts(
            version: StanceKitVersion.current, files: files,
            dataHash: DataHash.of(examples), rows: all.count,
            rowsWithoutMention: rows.withoutMention, groups: rows.groupCount,
            groupsAreArticles: rows.examples.contains { $0.group != nil },
            labels: rows.labelCounts, penalty: found.c, choice: found.choice,
            recipeChoice: options.recipeReason, folds: found.folds, seed: options.seed,
            classWeight: options.classWeightName,
            trials: found.trials,
            estimates: found.report.map { [$0.estimate(kind: "cross-validation")] } ?? [],
            fit: TrainingFacts.Fit(
                solver: options.softmax.solver.rawValue, stopReason: fit.report.stopReason.rawValue,
                iterations: fit.report.iterations, passes: fit.report.passes,
                objective: fit.report.objective, relativeGap: fit.report.relativeGap))
        let model = try StanceModel(
            recipe: options.recipe, casing: counts.casing,
            lexicon: counts.blocks.contains { $0.definition.kind.needsLexicon } ? lexicon : nil,
            actors: counts.actors, blocks: try counts.featureBlocks(columns),

            weights: weights[0], bias: fit.bias,
            domains: try counts.domains.map {
                (try $0.classifier(rows: all), Array(weights.dropFirst()))
            },
            trainedTexts: TextFingerprints(of: rows.examples), facts: facts)
        return Outcome(
            model: found.calibration.map { model.adding($0) } ?? model,
            crossValidation: found.report, leakage: found.leakage)
    }

    private func fit(
        _ rows: TrainingRows, _ counts: FeatureCounts, _ columns: FittedColumns, c: Double,
        _ progress: (@Sendable (Progress) -> Void)?
    ) throws -> SoftmaxFit {
        progress?(.fitting(c: c, features: columns.columnCount))
        let all = Array(rows.labels.indices)
        var features = counts.matrix(rows: all, columns: columns)
        if let domains = counts.domains {
            features = domains.widened(features, domains: domains.domains)
        }
        return try SoftmaxRegression.fit(
            features: features,
            labels: rows.labels, classCount: Stance.count, rowWeights: rows.weights,
            options: options.softmax.with(c: c, threads: options.softmax.threads))
    }

    func blocks() throws -> [BlockKind] {
        let blocks = options.blocks.filter {
            (lexicon != nil || !$0.needsLexicon) && (vectors != nil || !$0.needsVectors)
        }
        guard !blocks.isEmpty else {
            throw StanceError(
                .usage,
                "blocks \(options.blocks.map(\.rawValue).joined(separator: ", ")) need a lexicon or "
                    + "word vectors")
        }
        return blocks
    }
}

extension TrainingOptions {
    fileprivate var classWeightName: String {
        switch softmax.classWeights {
        case .uniform: "none"
        case .balanced: "balanced"
        case .explicit(let weights): weights.map { "\($0)" }.joined(separator: ",")
        }
    }
}
