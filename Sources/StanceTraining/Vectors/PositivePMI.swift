import StanceNumerics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Positive pointwise mutual information of words and contexts.
///
///     M_wc = max(0, ln(n_wc Z / (n_w n_c^a))),   n_w = sum_c n_wc,   Z = sum_c n_c^a
///
/// n_wc says how often c stands within the window of w, on either side, and is symmetric; a word
/// beside itself counts for both places. a < 1 smooths the contexts' distribution, which takes rare
/// contexts their high scores. n_w counts forgotten pairs as well, so forgetting a pair changes no
/// score but its own.
///
/// - SeeAlso: Levy, Goldberg and Dagan, "Improving distributional similarity with lessons learned
///   from word embeddings" (TACL 3, 2015), sections 2 and 3.
package struct PositivePMI {
    /// M, N x N.
    package let matrix: CSRMatrix
    /// Whether M equals its transpose: when a = 1.
    package let isSymmetric: Bool

    /// Computes M; `counter` is taken apart meanwhile, so that both never fill memory at once.
    ///
    /// - Parameters:
    ///   - counter: what was counted; empty afterwards.
    ///   - smoothing: a, above 0 and at most 1.
    /// - Complexity: O(N + slots of the tables).
    package init(taking counter: inout CooccurrenceCounter, smoothing: Double) {
        let size = counter.vocabulary.count
        var marginals = counter.forgotten
        Self.forEachPair(of: counter.tables) { first, second, count in
            marginals[first] += count
            marginals[second] += count
        }
        let contexts = marginals.map { smoothing == 1 ? Double($0) : pow(Double($0), smoothing) }
        let total = contexts.reduce(0, +)
        // n_wc Z / (n_w n_c^a): above 1 exactly where its logarithm is above 0.
        let ratio = { (word: Int, context: Int, count: Int) -> Double in
            Double(count) * total / (Double(marginals[word]) * contexts[context])
        }

        // By context first, in any order of words; the transposition then sorts every row.
        var offsets = [Int](repeating: 0, count: size + 1)
        Self.forEachOrderedPair(of: counter.tables) { word, context, count in
            if ratio(word, context, count) > 1 { offsets[context + 1] += 1 }
        }
        for context in 0..<size { offsets[context + 1] += offsets[context] }
        var next = offsets
        var words = [Int32](repeating: 0, count: offsets[size])
        var values = [Double](repeating: 0, count: offsets[size])
        Self.forEachOrderedPair(of: counter.tables) { word, context, count in
            let ratio = ratio(word, context, count)
            guard ratio > 1 else { return }
            words[next[context]] = Int32(word)
            values[next[context]] = log(ratio)
            next[context] += 1
        }
        counter = CooccurrenceCounter(
            vocabulary: counter.vocabulary, window: counter.window, pairLimit: counter.pairLimit)
        matrix = Self.sortedTranspose(offsets, words, values)
        isSymmetric = smoothing == 1
    }

    /// Each unordered pair and its count n_wc; a word beside itself counts twice.
    private static func forEachPair(of tables: [PairTable], _ body: (Int, Int, Int) -> Void) {
        for table in tables {
            for slot in table.slots where slot.key != 0 {
                let (first, second) = PairTable.words(slot.key)
                body(first, second, slot.count)
            }
        }
    }

    /// Each word and context that stand together, and n_wc.
    private static func forEachOrderedPair(
        of tables: [PairTable], _ body: (Int, Int, Int) -> Void
    ) {
        forEachPair(of: tables) { first, second, count in
            if first == second {
                body(first, second, 2 * count)
            } else {
                body(first, second, count)
                body(second, first, count)
            }
        }
    }

    private static func sortedTranspose(
        _ offsets: [Int], _ words: [Int32], _ values: [Double]
    ) -> CSRMatrix {
        let size = offsets.count - 1
        var newOffsets = [Int](repeating: 0, count: size + 1)
        for word in words { newOffsets[Int(word) + 1] += 1 }
        for word in 0..<size { newOffsets[word + 1] += newOffsets[word] }
        var next = newOffsets
        var newColumns = [Int32](repeating: 0, count: words.count)
        var newValues = [Double](repeating: 0, count: words.count)
        for context in 0..<size {
            for entry in offsets[context]..<offsets[context + 1] {
                let word = Int(words[entry])
                newColumns[next[word]] = Int32(context)
                newValues[next[word]] = values[entry]
                next[word] += 1
            }
        }
        return CSRMatrix(
            columnCount: size, offsets: newOffsets, columns: newColumns, values: newValues)
    }
}
