/// Which features a model is built from.
public enum Recipe: String, CaseIterable, Codable, Sendable {
    /// The actor masked, terms by side and distance, and the actor's name: a row's features depend
    /// on whom it is about.
    case targetAware = "target-aware"
    /// Word 1- and 2-grams of the text, the same for every actor: the baseline to compare with.
    case bagOfWords = "bag-of-words"

    /// True when a text that does not mention the actor cannot be scored.
    public var needsMention: Bool { self == .targetAware }
}
