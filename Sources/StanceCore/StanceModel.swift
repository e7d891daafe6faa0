import StanceNumerics

/// What training yields and scoring needs: frozen features, weights and the facts of the training.
///
///     x = for each block: scale * norm(tf * idf)          d columns, blocks one after another
///     p = softmax(W'x + b)                                W: d x 3, b: 3
///
/// A model of several domains has a W for each; an actor's domain is told by its mentions.
public struct StanceModel: Sendable, Equatable {
    /// Which features the model looks at.
    public let recipe: Recipe
    /// Words that the training text knows in lower case.
    public let casing: CasingLexicon
    /// What is known of words beforehand; nil in models without a block that asks.
    public let lexicon: Lexicon?
    /// How many tokens the end of a sentence counts as in distances.
    package let sentenceCost: Int
    /// The actors that the model knows; nil in models that score any actor.
    public let actors: ModelActors?
    /// The blocks in column order.
    public let blocks: [FeatureBlock]
    /// W, row-major, three weights a column in class order, and behind it b; weights are rounded to
    /// what a model file keeps.
    package let parameters: [Double]
    /// Tells the domain of an actor; nil in models of one domain.
    public let domains: ActorDomains?
    /// The parameters of the second and every later domain, as `parameters`, which are the first's.
    package let laterParameters: [[Double]]
    /// The texts that the model was trained on; none in files that do not say.
    public let trainedTexts: TextFingerprints
    /// How the model was made.
    public let facts: TrainingFacts
    /// What the model knows of its errors; nil where it was trained without folds.
    public internal(set) var calibration: CalibrationFacts?

    /// Puts a model together.
    ///
    /// - Throws: `StanceError.badData` when the parts do not fit each other.
    package init(
        recipe: Recipe, casing: CasingLexicon, lexicon: Lexicon? = nil,
        sentenceCost: Int = Recipe.sentenceCost, actors: ModelActors? = nil,
        blocks: [FeatureBlock], weights: [Double],
        bias: [Double], domains: (names: ActorDomains, laterWeights: [[Double]])? = nil,
        trainedTexts: TextFingerprints = TextFingerprints(of: []),
        facts: TrainingFacts
    ) throws {
        guard bias.count == Stance.count else {
            throw StanceError(.badData, "\(Stance.count) biases are needed; found \(bias.count)")
        }
        try self.init(
            recipe: recipe, casing: casing, lexicon: lexicon, sentenceCost: sentenceCost,
            actors: actors, blocks: blocks,
            parameters: weights.map { Double(Float($0)) } + bias,
            domains: domains, trainedTexts: trainedTexts, facts: facts)
    }

    /// Puts a model together from weights that are rounded already, with the biases behind them: a
    /// large model's are too many to have twice.
    init(
        recipe: Recipe, casing: CasingLexicon, lexicon: Lexicon?, sentenceCost: Int,
        actors: ModelActors?, blocks: [FeatureBlock], parameters: [Double],
        domains: (names: ActorDomains, laterWeights: [[Double]])?,
        trainedTexts: TextFingerprints, facts: TrainingFacts
    ) throws {
        let columns = blocks.reduce(0) { $0 + $1.features.columnCount }
        guard parameters.count == (columns + 1) * Stance.count else {
            throw StanceError(
                .badData,
                "a model of \(columns) features needs \(columns * Stance.count) weights and "
                    + "\(Stance.count) biases; found \(parameters.count - Stance.count) weights")
        }
        guard lexicon != nil || !blocks.contains(where: { $0.kind.needsLexicon }) else {
            throw StanceError(.badData, "a block needs a lexicon, but there is none")
        }
        try StanceModel.check(actors, of: recipe, blocks)
        self.recipe = recipe
        self.casing = casing
        self.lexicon = lexicon
        self.sentenceCost = sentenceCost
        self.actors = actors
        self.blocks = blocks
        self.parameters = parameters
        self.domains = domains?.names
        let bias = parameters.suffix(Stance.count)
        laterParameters = (domains?.laterWeights ?? []).map { $0.map { Double(Float($0)) } + bias }
        guard laterParameters.count + 1 == domains?.names.names.count ?? 1,
            laterParameters.allSatisfy({ [count = parameters.count] in $0.count == count })
        else {
            throw StanceError(.badData, "a model needs one set of weights for each domain")
        }
        guard domains == nil || recipe.needsMention else {
            throw StanceError(.badData, "recipe \(recipe.rawValue) has no domains")
        }
        self.trainedTexts = trainedTexts
        self.facts = facts
    }

    /// The same model with other facts.
    init(_ model: StanceModel, facts: TrainingFacts) {
        recipe = model.recipe
        casing = model.casing
        lexicon = model.lexicon
        sentenceCost = model.sentenceCost
        actors = model.actors
        blocks = model.blocks
        parameters = model.parameters
        domains = model.domains
        laterParameters = model.laterParameters
        trainedTexts = model.trainedTexts
        calibration = model.calibration
        self.facts = facts
    }

    /// A per-actor model lists its actors, and every copied term belongs to one of them.
    private static func check(
        _ actors: ModelActors?, of recipe: Recipe, _ blocks: [FeatureBlock]
    ) throws(StanceError) {
        guard (recipe == .perActor) == (actors != nil) else {
            throw StanceError(
                .badData,
                "recipe \(recipe.rawValue) \(actors == nil ? "needs" : "has no") list of actors")
        }
        let count = actors?.names.count ?? 0
        for block in blocks where block.kind.isPerActor {
            guard block.features.vocabulary.terms.tags.allSatisfy({ Int($0) < count }) else {
                throw StanceError(
                    .badData, "block \(block.kind.rawValue) has a term of an unknown actor")
            }
        }
    }

    /// W and b of a domain.
    package func parameters(ofDomain domain: Int) -> [Double] {
        domain == 0 ? parameters : laterParameters[domain - 1]
    }

    /// d, the number of features.
    public var featureCount: Int { parameters.count / Stance.count - 1 }

    /// W, row-major: three weights a column, in class order.
    public var weights: ArraySlice<Double> { parameters.dropLast(Stance.count) }

    /// b, in class order.
    public var bias: [Double] { Array(parameters.suffix(Stance.count)) }
}
