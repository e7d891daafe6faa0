import StanceCore
import StanceTraining
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Features of a fold")
struct FeatureCountsTests {
    static let texts = [
        "alpha beta alpha", "alpha gamma", "beta gamma delta", "delta delta epsilon",
        "epsilon alpha", "epsilon zeta",
    ]

    @Test(
        "terms and idf come from the fold's training rows alone",
        arguments: [
            [0, 1, 2], [3, 4, 5], [0, 1, 2, 3, 4, 5], [5, 1, 3], [0],
        ])
    func fromTrainingRowsAlone(_ rows: [Int]) throws {
        let counts = try FeatureCounts(
            Self.texts.map { Example(text: $0) }, recipe: .bagOfWords, blocks: [.words])
        let block = try #require(counts.featureBlocks(counts.fit(rows: rows)).first)
        // Written out: words and pairs that at least two of the rows have.
        var frequencies: [String: Int] = [:]
        for row in rows {
            let words = Self.texts[row].split(separator: " ").map(String.init)
            let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
            for term in Set(words + pairs) { frequencies[term, default: 0] += 1 }
        }
        let expected = frequencies.filter { $0.value >= 2 }
        let terms = block.features.vocabulary.terms
        #expect(Set((0..<terms.count).map { terms.string($0) }) == Set(expected.keys))
        var previous = Int.max
        for column in 0..<terms.count {
            let frequency = try #require(expected[terms.string(column)])
            let idf = log(Double(1 + rows.count) / Double(1 + frequency)) + 1
            #expect(abs(block.features.idf[column] - idf) < 1e-6)
            #expect(frequency <= previous)
            previous = frequency
        }
    }
}
