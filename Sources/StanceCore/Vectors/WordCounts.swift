/// How often each word of a text occurs, in bounded memory.
///
/// Where more than `limit` words have been met, the rarest are forgotten with their counts, down to
/// half of the limit at most: `Lossy counting`, as in Manku and Motwani, "Approximate frequency
/// counts over data streams" (VLDB 2002). A word forgotten and met again counts from 1.
public struct WordCounts: Sendable {
    /// The words met, in the order of their first occurrence.
    public private(set) var words = TermList()
    /// How often each word occurs.
    public private(set) var counts: [Int] = []
    /// The occurrences of all words, the forgotten ones too.
    public private(set) var total = 0
    /// The largest count with which a word was forgotten; 0 if none was.
    public private(set) var forgottenCount = 0

    private var table = KeyTable()

    /// Nothing counted.
    public init() {}

    /// Counts each word of a paragraph.
    ///
    /// - Throws: `internalFailure` if two words share a key.
    public mutating func add(_ text: borrowing TermBuffer) throws {
        let bytes = text.bytes.span
        let spans = text.spans.span
        for index in 0..<spans.count {
            let span = spans[index]
            try add(bytes.extracting(Int(span.start)..<Int(span.end)), count: 1)
        }
        total += spans.count
    }

    /// Adds another value's counts.
    ///
    /// - Throws: `internalFailure` if two words share a key.
    public mutating func add(_ other: WordCounts) throws {
        let bytes = other.words.bytes.span
        for word in 0..<other.words.count {
            let range = other.words.offsets[word]..<other.words.offsets[word + 1]
            try add(bytes.extracting(range), count: other.counts[word])
        }
        total += other.total
        forgottenCount = max(forgottenCount, other.forgottenCount)
    }

    @inline(__always)
    private mutating func add(_ word: borrowing Span<UInt8>, count: Int) throws {
        let key = TermKey.hash(word, tag: 0)
        let found = Int(table.find(key))
        if found < 0 {
            table.insert(key, Int32(words.count))
            word.withUnsafeBufferPointer { words.append($0) }
            counts.append(count)
        } else if words.holds(word, tag: 0, at: found) {
            counts[found] += count
        } else {
            let text = word.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            throw StanceError.keyCollision(text, words.string(found))
        }
    }

    /// Forgets the rarest words if there are more than `limit`.
    ///
    /// Equally rare words are forgotten together.
    /// - Precondition: `limit` is at least 2.
    /// - Complexity: O(words and their bytes).
    public mutating func forgetRarest(over limit: Int) {
        precondition(limit >= 2)
        guard words.count > limit else { return }
        let threshold = counts.sorted(by: >)[limit / 2]
        forgottenCount = max(forgottenCount, threshold)
        var kept = WordCounts()
        for word in 0..<words.count where counts[word] > threshold {
            kept.table.insert(words.key(word), Int32(kept.words.count))
            kept.words.append(words[word])
            kept.counts.append(counts[word])
        }
        words = kept.words
        counts = kept.counts
        table = kept.table
    }

    /// The most frequent words, the most frequent first; words of equal count in order of their
    /// bytes.
    ///
    /// - Parameters:
    ///   - minimum: how often a word has to occur.
    ///   - limit: the most words to take.
    /// - Returns: the words and, beside them, how often each occurs.
    /// - Throws: `internalFailure` if two words share a key.
    public func mostFrequent(
        minimum: Int, limit: Int
    ) throws -> (vocabulary: Vocabulary, counts: [Int]) {
        let frequent = (0..<Int32(words.count)).filter { counts[Int($0)] >= minimum }
        let byBytes = words.sortedOrder(frequent)
        let order = byBytes.indices.sorted { left, right in
            let (a, b) = (counts[Int(byBytes[left])], counts[Int(byBytes[right])])
            return a != b ? a > b : left < right
        }
        var list = TermList()
        var listCounts: [Int] = []
        for place in order.prefix(limit) {
            let word = Int(byBytes[place])
            list.append(words[word])
            listCounts.append(counts[word])
        }
        return (try Vocabulary(list), listCounts)
    }
}
