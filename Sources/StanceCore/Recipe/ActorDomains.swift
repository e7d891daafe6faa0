import CXXHash

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Tells an actor's domain by the words of its mentions: a person of the news from a state, say.
///
///     domain = argmax_d  sum over the different words w of the mentions  ln P(w | d)
///     P(w | d) = (1 - u_d) n_dw / n_d + u_d / V,   u_d = (h_d + 1) / (n_d + 1)
///
/// n_dw: rows of domain d whose mentions have w; n_d: their sum over the words; V: all words; h_d:
/// words of one row only, whose share u_d estimates how often a word of the domain is a new one. So a
/// name never met goes to the domain in which new names are usual. Of equal domains the first counts.
///
/// - SeeAlso: Manning, Raghavan, Schütze, "Introduction to Information Retrieval" (2008), section
///   13.2, multinomial naive Bayes, here with equal priors; Good, "The population frequencies of
///   species" (Biometrika 40, 1953), section 2, for u.
public struct ActorDomains: Sendable, Equatable {
    /// The most domains.
    public static let limit = 16

    /// The domains' names; at least two, no two equal.
    public let names: [String]
    /// The keys of the known words, ascending.
    package let words: [UInt64]
    /// ln P(w | d): a row of `names.count` numbers for each word, and a last one for any other word.
    package let logProbabilities: [Float]

    /// XXH3-64 of a word's lower-case bytes, which model files keep.
    static func key(of word: ArraySlice<UInt8>) -> UInt64 {
        // Safe: the pointer is used within the call only, and no byte past the count is read.
        word.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
    }

    /// Takes a fitted classifier.
    ///
    /// - Throws: `StanceError.badData` when the parts do not fit each other.
    package init(names: [String], words: [UInt64], logProbabilities: [Float]) throws(StanceError) {
        guard (2...ActorDomains.limit).contains(names.count), Set(names).count == names.count else {
            throw StanceError(
                .badData,
                "\(Set(names).count) domains; expected 2 to \(ActorDomains.limit) different ones")
        }
        guard logProbabilities.count == (words.count + 1) * names.count,
            logProbabilities.allSatisfy(\.isFinite),
            zip(words, words.dropFirst()).allSatisfy({ $0 < $1 })
        else { throw StanceError(.badData, "the words of the domains are in disorder") }
        self.names = names
        self.words = words
        self.logProbabilities = logProbabilities
    }

    /// Fits the classifier.
    ///
    /// - Parameters:
    ///   - names: the domains.
    ///   - rows: the domain of each row, as an index of `names`, and the keys of the different words
    ///     of its mentions.
    /// - Throws: `StanceError.badData` as `init(names:words:logProbabilities:)`.
    package init(
        names: [String], rows: some Sequence<(domain: Int, words: [UInt64])>
    ) throws(StanceError) {
        var counts: [UInt64: [Int]] = [:]
        var totals = [Double](repeating: 0, count: names.count)
        for row in rows {
            for word in row.words {
                counts[word, default: [Int](repeating: 0, count: names.count)][row.domain] += 1
            }
            totals[row.domain] += Double(row.words.count)
        }
        let words = counts.keys.sorted()
        let unseen = names.indices.map { domain in
            let once = words.count { counts[$0]?[domain] == 1 }
            return (Double(once) + 1) / (totals[domain] + 1)
        }
        let wordCount = Double(max(words.count, 1))
        var logs: [Float] = []
        for word in words {
            for (domain, count) in (counts[word] ?? []).enumerated() {
                let seen = totals[domain] > 0 ? Double(count) / totals[domain] : 0
                let unknown = unseen[domain]
                logs.append(Float(log((1 - unknown) * seen + unknown / wordCount)))
            }
        }
        for unknown in unseen { logs.append(Float(log(unknown / wordCount))) }
        try self.init(names: names, words: words, logProbabilities: logs)
    }

    /// The domain of an actor whose mentions have these words, as an index of `names`.
    ///
    /// - Complexity: O(words * ln(known words)).
    package func domain(of mentionWords: [UInt64]) -> Int {
        var sums = [Double](repeating: 0, count: names.count)
        for word in mentionWords {
            let row = index(of: word) ?? words.count
            for domain in names.indices {
                sums[domain] += Double(logProbabilities[row * names.count + domain])
            }
        }
        var best = 0
        for domain in names.indices where sums[domain] > sums[best] { best = domain }
        return best
    }

    private func index(of word: UInt64) -> Int? {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low < words.count && words[low] == word ? low : nil
    }
}
