import CXXHash

/// Which texts a model was trained on, as hashes: enough to recognise one, too little to read it.
public struct TextFingerprints: Sendable, Equatable {
    /// XXH3-64 of each distinct text's UTF-8, ascending.
    public let hashes: [UInt64]

    /// Takes the distinct texts of some examples.
    public init(of examples: some Sequence<Example>) {
        hashes = Set(examples.lazy.map { Self.hash($0.text) }).sorted()
    }

    /// Takes hashes as a model file keeps them; nil when they do not ascend.
    init?(hashes: [UInt64]) {
        guard zip(hashes, hashes.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.hashes = hashes
    }

    /// The number of distinct texts.
    public var count: Int { hashes.count }

    /// Whether a text is one of them; another text is taken for one once in 2^64 / `count`.
    ///
    /// Complexity: O(bytes + log count).
    public func contains(_ text: String) -> Bool {
        let hash = Self.hash(text)
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash
    }

    private static func hash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { XXH3_64bits($0.baseAddress, $0.count) }
    }
}
