import StanceCore
import StanceNumerics

/// Counts which words stand together, in bounded memory.
///
/// Two words of a paragraph stand together if at most `window` words further on; words outside the
/// vocabulary keep their places in the window. Each unordered pair of places counts once.
///
/// Pairs are dealt to 64 tables by their hash: small enough to stay in a cache while a batch is
/// added, and each worked on by one thread. Counts are whole numbers, so their order means nothing.
package struct CooccurrenceCounter {
    private static let tableBits = 6
    /// Tasks that a batch is cut into, whatever the number of threads.
    private static let chunkBytes = 128 << 10

    /// The words that are counted.
    package let vocabulary: Vocabulary
    /// L: how many words further on a word may stand.
    package let window: Int
    /// The most pairs that are remembered once a batch has been added.
    package let pairLimit: Int
    private(set) var tables = [PairTable](repeating: PairTable(), count: 1 << tableBits)
    /// The words read, in the vocabulary or not.
    package private(set) var wordCount = 0
    /// How often each word stood in a pair that has been forgotten.
    package private(set) var forgotten: [Int]
    /// The largest count with which a pair was forgotten; 0 if none was.
    package private(set) var forgottenCount = 0

    /// Nothing counted.
    package init(vocabulary: Vocabulary, window: Int, pairLimit: Int) {
        self.vocabulary = vocabulary
        self.window = window
        self.pairLimit = pairLimit
        forgotten = [Int](repeating: 0, count: vocabulary.count)
    }

    /// The pairs that are remembered.
    package var pairCount: Int { tables.reduce(0) { $0 + $1.count } }

    /// Counts the pairs of some paragraphs.
    package mutating func add(_ paragraphs: [String], threads: Int) {
        let chunks = chunks(of: paragraphs, bytes: Self.chunkBytes)
        let dealt = concurrentMap(count: chunks.count, threads: threads) {
            [vocabulary, window] in
            Self.pairs(of: paragraphs[chunks[$0]], vocabulary, window: window)
        }
        for chunk in dealt { wordCount += chunk.words }
        tables.withUnsafeMutableBufferPointer { tables in
            // Safe: each index works on the table of that index only.
            nonisolated(unsafe) let tables = tables
            concurrentForEach(count: tables.count, threads: threads) { index in
                for chunk in dealt { tables[index].add(chunk.keys[index]) }
            }
        }
        forgetRarest()
    }

    /// The keys of all pairs of some paragraphs, dealt by table.
    private static func pairs(
        of paragraphs: ArraySlice<String>, _ vocabulary: Vocabulary, window: Int
    ) -> (keys: [[UInt64]], words: Int) {
        var keys = [[UInt64]](repeating: [], count: 1 << tableBits)
        var words = 0
        var reader = WordReader()
        var lookup = TermLookup()
        for paragraph in paragraphs {
            reader.read(paragraph)
            lookup.find(termsOf: reader.words, in: vocabulary)
            let count = reader.words.spans.count
            words += count
            let rows = lookup.columns
            for place in 0..<count where rows[place] >= 0 {
                for other in place + 1..<max(place + 1, min(place + window + 1, count))
                where rows[other] >= 0 {
                    let key = PairTable.key(rows[place], rows[other])
                    let table = Int(truncatingIfNeeded: PairTable.hash(key) >> (64 - tableBits))
                    keys[table].append(key)
                }
            }
        }
        return (keys, words)
    }

    /// Forgets the rarest pairs, to half of the limit at most, if there are more than the limit.
    private mutating func forgetRarest() {
        guard pairCount > pairLimit else { return }
        // How many pairs have each small count; the last place takes all larger ones.
        var histogram = [Int](repeating: 0, count: 1 << 16)
        for table in tables {
            for slot in table.slots where slot.key != 0 {
                histogram[min(slot.count, histogram.count - 1)] += 1
            }
        }
        var left = pairCount
        var threshold = 0
        while left > pairLimit / 2, threshold < histogram.count - 2 {
            threshold += 1
            left -= histogram[threshold]
        }
        for index in tables.indices {
            tables[index].forget(upTo: threshold) { slot in
                let (first, second) = PairTable.words(slot.key)
                forgotten[first] += slot.count
                forgotten[second] += slot.count
            }
        }
        forgottenCount = max(forgottenCount, threshold)
    }
}

/// Cuts paragraphs into runs of about so many bytes.
func chunks(of paragraphs: [String], bytes: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var size = 0
    for (index, paragraph) in paragraphs.enumerated() {
        size += paragraph.utf8.count
        guard size >= bytes else { continue }
        ranges.append(start..<index + 1)
        start = index + 1
        size = 0
    }
    if start < paragraphs.count { ranges.append(start..<paragraphs.count) }
    return ranges
}
