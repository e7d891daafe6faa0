/// The 64-bit key of a word's bytes.
@inline(__always)
func wordKey(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    TermKey.hash(bytes.span, tag: 0)
}

/// A set of lower-case words, asked by key so that no word is copied.
struct WordSet: Sendable {
    private let keys: KeyTable

    init(_ words: some Sequence<String>) {
        var table = KeyTable()
        for word in words {
            let key = wordKey(ArraySlice(word.utf8))
            if table.find(key) < 0 { table.insert(key, 0) }
        }
        keys = table
    }

    /// Takes words separated by spaces.
    init(words: String) {
        self.init(words.split(separator: " ").map(String.init))
    }

    @inline(__always)
    func contains(_ key: UInt64) -> Bool { keys.find(key) >= 0 }
}
