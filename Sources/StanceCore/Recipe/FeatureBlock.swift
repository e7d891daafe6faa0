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

    /// What stands before a term of each tag when it is shown to a person.
    package var prefixes: [String] {
        switch self {
        case .words, .masked: [""]
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
        case .targetAware: [.masked, .sided, .names]
        }
    }
}

extension BlockKind {
    /// How the block is formed; scales and thresholds as measured to be flat around their best
    /// (docs/recipes.md).
    package var definition: BlockDefinition {
        let isName = self == .names
        return BlockDefinition(
            kind: self, weighting: TFIDF(termFrequency: isName ? .binary : .sublinear),
            scale: isName ? 0.5 : 1, minimumDocumentFrequency: isName ? 1 : 2)
    }
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
