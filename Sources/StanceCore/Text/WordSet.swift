import CXXHash

/// The 64-bit XXH3 key of a word's bytes; `seed` keeps terms of different kinds apart.
@inline(__always)
func termKey(_ bytes: ArraySlice<UInt8>, seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBufferPointer {
        XXH3_64bits_withSeed($0.baseAddress, $0.count, seed)
    }
}

/// A set of lower-case words, asked by key so that no word is copied.
struct WordSet: Sendable {
    private let keys: Set<UInt64>

    init(_ words: some Sequence<String>) {
        keys = Set(words.map { termKey(ArraySlice($0.utf8)) })
    }

    /// Takes words separated by spaces.
    init(words: String) {
        self.init(words.split(separator: " ").map(String.init))
    }

    func contains(_ key: UInt64) -> Bool { keys.contains(key) }
}
