/// The 64-bit key of a word's bytes.
@inline(__always)
func wordKey(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    TermKey.hash(bytes.span, tag: 0)
}

/// A set of lower-case words, asked by key so that no word is copied.
struct WordSet: Sendable {
    private let keys: Set<UInt64>

    init(_ words: some Sequence<String>) {
        keys = Set(words.map { wordKey(ArraySlice($0.utf8)) })
    }

    /// Takes words separated by spaces.
    init(words: String) {
        self.init(words.split(separator: " ").map(String.init))
    }

    func contains(_ key: UInt64) -> Bool { keys.contains(key) }
}
