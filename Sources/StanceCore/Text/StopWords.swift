/// Words that are left out before n-grams are formed.
public enum StopWords: Sendable, Hashable {
    /// Every word counts.
    case none
    /// `StopWords.english`.
    case english
    /// A list of one's own; compared with tokens as they are after lower-casing.
    case list([String])

    /// The words themselves.
    public var words: [String] {
        switch self {
        case .none: []
        case .english: Self.englishWords
        case .list(let words): words
        }
    }

    /// Ordinary English function words, and nothing that can turn or carry a stance.
    ///
    /// scikit-learn's list of the same name also drops "not", "against", "but" and "should".
    public static let englishWords: [String] = split(
        """
        a about am an and any are as at be been being by did do does doing each for from had has \
        have having he her here hers herself him himself his how i if in into is it its itself me \
        my myself of on or other our ours ourselves own s same she so some such than that the \
        their theirs them themselves then there these they this those through to us was we were \
        what when where which while who whom whose why with you your yours yourself yourselves
        """)

    /// Words that negate, contrast, demand or judge: leaving them out costs stance.
    public static let stanceBearingWords: [String] = split(
        """
        against aint although barely but can cannot cant contrary could couldn couldnt despite \
        didn didnt doesn doesnt don dont except fail failed fails few hadn hadnt hardly hasn \
        hasnt haven havent however instead interest isn isnt lack least less little may might \
        mightn more most much must mustn mustnt needn needs neither never nevertheless no nobody \
        none nonetheless noone nor not nothing nowhere off only ought oughtn out over rather \
        refuse refused scarcely seem seems serious shan should shouldn shouldnt sincere still \
        though too under unless unlike until up very wasn wasnt well weren werent whereas whether \
        will without won wont would wouldn wouldnt yet
        """)

    private static func split(_ words: String) -> [String] {
        words.split(separator: " ").map(String.init)
    }
}
