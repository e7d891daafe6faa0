/// Which features a model is built from.
public enum Recipe: String, CaseIterable, Codable, Sendable {
    /// The actor masked, terms by side and distance, and the actor's name: a row's features depend
    /// on whom it is about.
    case targetAware = "target-aware"
    /// Word 1- and 2-grams of the text, the same for every actor: the baseline to compare with.
    case bagOfWords = "bag-of-words"
    /// N-grams of words and of characters, shared and once more for each of few fixed actors, who
    /// need not be named in the text.
    case perActor = "per-actor"

    /// How many tokens the end of a sentence counts as on the way to a mention, in models made now.
    ///
    /// Chosen on our paragraphs (docs/recipes.md); a model keeps the number it was made with.
    package static let sentenceCost = 8

    /// True when a text that does not mention the actor cannot be scored.
    public var needsMention: Bool { self == .targetAware }

    /// True when a row must say which actor it is about.
    public var needsActor: Bool { self != .bagOfWords }
}
