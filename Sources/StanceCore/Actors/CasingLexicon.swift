/// Words that the training text also writes in lower case.
///
/// Tells a capitalised word at the start of a sentence ("Talks resumed") from a name ("Putin
/// spoke"): it is a word if it occurs in lower case at least twice, or is a function word.
public struct CasingLexicon: Sendable, Equatable {
    /// The words, ascending by their UTF-8 bytes.
    public let words: [String]
    private let set: WordSet

    /// How often a word must occur in lower case to count as a word.
    static let minimumCount = 2

    /// Takes the words of a fitted model.
    public init(words: [String]) {
        self.words = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        set = WordSet(self.words)
    }

    /// Collects the words of training texts; each distinct text counts once for every row it has.
    public init(texts: some Sequence<String>) {
        var counts: [String: Int] = [:]
        var passage = Passage()
        for text in texts {
            passage.assign(Array(text.utf8))
            for token in passage.tokens where token.isLowerCase {
                let form = passage.lower[token.lower]
                counts[String(decoding: form, as: UTF8.self), default: 0] += 1
            }
        }
        self.init(words: counts.filter { $0.value >= CasingLexicon.minimumCount }.map(\.key))
    }

    func contains(_ baseKey: UInt64) -> Bool { set.contains(baseKey) }

    /// Equal words, equal lexicon.
    public static func == (a: CasingLexicon, b: CasingLexicon) -> Bool { a.words == b.words }
}
