/// What the terms of a block are.
public enum BlockKind: String, Codable, Sendable, CaseIterable {
    /// Word 1- and 2-grams of the plain text, as `TextAnalyzer` cuts them.
    case words
    /// 1- to 3-grams of the masked stream.
    case masked
    /// Words and pairs by side, weighted by distance.
    case sided
    /// The actor's name as the text writes it.
    case names
    /// How much good and bad the lexicon's words say, by side and distance.
    case lexicon
    /// What the lexicon's verbs and actions say of the actor as doer or sufferer.
    case roles

    /// What stands before a term of each tag when it is shown to a person.
    package var prefixes: [String] {
        switch self {
        case .words, .masked, .lexicon, .roles: [""]
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
        case .targetAware: [.masked, .sided, .names, .lexicon, .roles]
        }
    }
}

extension BlockKind {
    /// How the block is formed; scales and thresholds as measured to be flat around their best
    /// (docs/recipes.md).
    package var definition: BlockDefinition {
        switch self {
        case .words, .masked, .sided:
            BlockDefinition(
                kind: self, weighting: TFIDF(termFrequency: .sublinear), scale: 1,
                minimumDocumentFrequency: 2)
        case .names:
            BlockDefinition(
                kind: self, weighting: TFIDF(termFrequency: .binary), scale: 0.5,
                minimumDocumentFrequency: 1)
        case .lexicon, .roles:
            // Numbers already, not counts of words: no idf, no norm.
            BlockDefinition(
                kind: self, weighting: TFIDF(inverseDocumentFrequency: .off, norm: .none),
                scale: self == .lexicon ? 0.2 : 0.3, minimumDocumentFrequency: 5)
        }
    }

    /// True for blocks that have no terms without a lexicon.
    public var needsLexicon: Bool { self == .lexicon || self == .roles }
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
        self.definition = definition
        features = try WeightedVocabulary(
            vocabulary: vocabulary, idf: idf.map { Double(Float($0)) },
            weighting: definition.weighting)
    }

    /// The term of a column as it is shown to a person, its side or kind in front.
    public func label(_ column: Int) -> String {
        let terms = features.vocabulary.terms
        let tag = Int(terms.tags[column])
        return (tag < kind.prefixes.count ? kind.prefixes[tag] : "") + terms.string(column)
    }
}
