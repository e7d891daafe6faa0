/// What the terms of a block are.
public enum BlockKind: String, Codable, Sendable, CaseIterable {
    /// Word 1- and 2-grams of the plain text, as `TextAnalyzer` cuts them.
    case words
    /// 1- to 3-grams of the masked stream.
    case masked
    /// 1- to 3-grams of the sentences that mention the actor.
    case near
    /// Words and pairs by side, weighted by distance.
    case sided
    /// The actor's name as the text writes it.
    case names
    /// How much good and bad the lexicon's words say, by side and distance.
    case lexicon
    /// What the lexicon's verbs and actions say of the actor as doer or sufferer.
    case roles
    /// Words of the sentences that mention the actor, fitted through their vectors.
    case vectors
    /// Words left of the actor, weighted by distance, fitted through their vectors.
    case vectorsLeft = "vectors-left"
    /// Words right of the actor, weighted by distance, fitted through their vectors.
    case vectorsRight = "vectors-right"
    /// Word 1- to 3-grams of the plain text, whoever the actor is.
    case words3
    /// N-grams of 2 to 5 characters within words, whoever the actor is.
    case characters
    /// The terms of `words3` once more for each actor: its own rows' alone.
    case actorWords3 = "actor-words3"
    /// The terms of `characters` once more for each actor.
    case actorCharacters = "actor-characters"
    /// One term for each actor, in all of its rows: what its rows say before a word is read.
    case actor

    /// What stands before a term of each tag when it is shown to a person; copies for an actor have
    /// its name there.
    package var prefixes: [String] {
        switch self {
        case .words, .masked, .near, .lexicon, .roles, .words3, .characters, .vectors: [""]
        case .vectorsLeft: ["L_"]
        case .vectorsRight: ["R_"]
        case .actorWords3, .actorCharacters, .actor: []
        case .sided: TargetTerms.sidePrefixes
        case .names: TargetTerms.namePrefixes
        }
    }
}

/// One kind of features of a recipe, before it is fitted.
package struct BlockDefinition: Sendable, Equatable {
    package var kind: BlockKind
    /// How tf, idf and norm are formed.
    package var weighting: TFIDF
    /// What the normalised block is multiplied by.
    package var scale: Double
    /// Terms of fewer training rows are left out.
    package var minimumDocumentFrequency: Int
}

extension Recipe {
    /// The blocks of the recipe in column order.
    public var blockKinds: [BlockKind] {
        switch self {
        case .bagOfWords: [.words]
        case .targetAware:
            [
                .masked, .near, .sided, .names, .lexicon, .roles, .vectors, .vectorsLeft,
                .vectorsRight,
            ]
        case .perActor: [.words3, .characters, .actorWords3, .actorCharacters, .actor]
        }
    }
}

extension BlockKind {
    /// How the block is formed; scales and thresholds as measured to be flat around their best
    /// (docs/recipes.md).
    package var definition: BlockDefinition {
        switch self {
        case .words, .masked, .near, .sided, .words3, .characters, .actorWords3, .actorCharacters:
            BlockDefinition(
                kind: self, weighting: TFIDF(termFrequency: .sublinear),
                scale: self == .near ? 0.7 : 1,
                minimumDocumentFrequency: 2)
        case .names:
            BlockDefinition(
                kind: self, weighting: TFIDF(termFrequency: .binary), scale: 0.5,
                minimumDocumentFrequency: 1)
        case .actor:
            BlockDefinition(
                kind: self,
                weighting: TFIDF(
                    termFrequency: .binary, inverseDocumentFrequency: .off, norm: .none),
                scale: 1, minimumDocumentFrequency: 1)
        case .vectors, .vectorsLeft, .vectorsRight:
            BlockDefinition(
                kind: self, weighting: TFIDF(inverseDocumentFrequency: .off, norm: .rootL1),
                scale: 0.35, minimumDocumentFrequency: 0)
        case .lexicon, .roles:
            // Numbers already, not counts of words: no idf, no norm.
            BlockDefinition(
                kind: self, weighting: TFIDF(inverseDocumentFrequency: .off, norm: .none),
                scale: self == .lexicon ? 0.2 : 0.3, minimumDocumentFrequency: 5)
        }
    }

    /// True for blocks that have no terms without a lexicon.
    public var needsLexicon: Bool { self == .lexicon || self == .roles }

    /// True for blocks that have no terms without word vectors.
    public var needsVectors: Bool {
        self == .vectors || self == .vectorsLeft || self == .vectorsRight
    }

    /// True for blocks whose terms belong to one actor each, by their tag.
    public var isPerActor: Bool {
        self == .actorWords3 || self == .actorCharacters || self == .actor
    }

    /// True for blocks of character n-grams, whose spaces at the ends matter.
    var isOfCharacters: Bool { self == .characters || self == .actorCharacters }
}

/// One fitted block of a model: its vocabulary and idf, frozen.
public struct FeatureBlock: Sendable, Equatable {
    package let definition: BlockDefinition
    /// Terms, idf and formula; the idf is rounded to what a model file keeps.
    public let features: WeightedVocabulary

    /// What its terms are; the raw value is its name in the model file.
    public var kind: BlockKind { definition.kind }

    /// - Throws: `StanceError.badData` unless there is one finite idf for each term.
    package init(
        definition: BlockDefinition, vocabulary: Vocabulary, idf: [Double]
    ) throws {
        self.init(
            definition: definition,
            features: try WeightedVocabulary(
                vocabulary: vocabulary, idf: idf.map { Double(Float($0)) },
                weighting: definition.weighting))
    }

    /// Takes features whose idf is rounded already.
    init(definition: BlockDefinition, features: WeightedVocabulary) {
        self.definition = definition
        self.features = features
    }

    /// The term of a column as it is shown to a person, its side, kind or actor in front.
    ///
    /// Character n-grams stand in quotes, their spaces visible: `"␣bad␣"`.
    /// - Parameters:
    ///   - column: of this block.
    ///   - actors: the actors of the model, whose numbers are the tags of copied terms.
    /// - Returns: the label.
    public func label(_ column: Int, actors: ModelActors? = nil) -> String {
        let terms = features.vocabulary.terms
        let tag = Int(terms.tags[column])
        var term = terms.string(column)
        if kind.isOfCharacters {
            term = "\"" + String(term.map { $0 == " " ? "␣" : $0 }) + "\""
        }
        if kind.isPerActor {
            guard let names = actors?.names, tag < names.count else { return term }
            return "\(names[tag]): \(term)"
        }
        return (tag < kind.prefixes.count ? kind.prefixes[tag] : "") + term
    }

    /// The number of the actor whom a column belongs to; nil where it belongs to all.
    public func actor(_ column: Int) -> Int? {
        kind.isPerActor ? Int(features.vocabulary.terms.tags[column]) : nil
    }
}
