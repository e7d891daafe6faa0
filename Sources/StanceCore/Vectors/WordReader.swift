/// Reads a paragraph into its words, as the target-aware recipe sees them before it masks names.
///
///     Moscow didn't praise Kabul's 3 envoys.    ->    moscow did n't praise kabul 's NUM envoys
///
/// Lower case; "n't" and "'s" apart; every number is NUM; punctuation is left out. Words hold no
/// white space. NUM is no other word's form, because those are in lower case.
public struct WordReader: Sendable {
    /// What stands for every number.
    public static let number = "NUM"

    /// The words of the paragraph last read, in order.
    public private(set) var words = TermBuffer()

    private var passage = Passage()
    private static let numberBytes = Array(number.utf8)

    /// No words yet.
    public init() {}

    /// Replaces the words by those of a paragraph, reusing this value's storage.
    ///
    /// - Complexity: O(bytes).
    public mutating func read(_ text: String) {
        passage.assign(Array(text.utf8))
        words.removeAll()
        for token in passage.tokens {
            switch token.kind {
            case .word: passage.appendForm(of: token, to: &words)
            case .number: words.appendToken(Self.numberBytes)
            case .other: break
            }
        }
    }
}
