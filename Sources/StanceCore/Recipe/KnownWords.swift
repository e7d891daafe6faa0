/// The words that a target-aware model has features for, whatever stands around them.
///
/// Names, numbers, marks and the masked actor say nothing by themselves: a paragraph that has none
/// but those is one that the model knows nothing of.
struct KnownWords: Sendable {
    private var keys = KeyTable()

    /// Takes the single words of a model's blocks of text.
    init(_ blocks: [FeatureBlock]) {
        for block in blocks where KnownWords.kinds.contains(block.kind) {
            let terms = block.features.vocabulary.terms
            for column in 0..<terms.count {
                let term = terms[column]
                guard KnownWords.isWord(term) else { continue }
                let key = wordKey(term)
                if keys.find(key) < 0 { keys.insert(key, 0) }
            }
        }
    }

    private static let kinds: Set<BlockKind> = [
        .masked, .near, .sided, .vectors, .vectorsLeft, .vectorsRight,
    ]

    /// Lower-case letters in one token; what is masked is written in capitals.
    private static func isWord(_ term: ArraySlice<UInt8>) -> Bool {
        guard !term.contains(0x20), !term.elementsEqual(Passage.possessive) else { return false }
        if term.contains(where: { $0 >= 0x61 && $0 <= 0x7A }) { return true }
        guard term.contains(where: { $0 >= 0x80 }) else { return false }
        return String(decoding: term, as: UTF8.self).unicodeScalars.contains {
            $0.properties.isAlphabetic
        }
    }

    /// Whether one of the tokens is such a word.
    ///
    /// - Complexity: O(1) for ordinary text, whose first word is known.
    @inline(__always)
    func holdAny(of tokens: [UInt64]) -> Bool { tokens.contains { keys.find($0) >= 0 } }
}
