import StanceCore
import Testing

@Suite struct VocabularyTests {
    @Test func termsAndColumnsCorrespond() throws {
        let words = (0..<5_000).map { "term\($0)" } + ["", "\u{1D400}", "two words"]
        let vocabulary = try Vocabulary(words)
        #expect(vocabulary.count == words.count)
        for (column, word) in words.enumerated() {
            #expect(vocabulary.column(of: word) == column)
            #expect(vocabulary.terms.string(column) == word)
        }
        #expect(vocabulary.column(of: "absent") == nil)
        #expect(vocabulary.column(of: "term1", tag: 1) == nil)
    }

    @Test func aTagMakesAnotherTerm() throws {
        var terms = TermList()
        for tag in 0..<3 as Range<UInt8> { terms.append("war".utf8, tag: tag) }
        let vocabulary = try Vocabulary(terms)
        for tag in 0..<3 as Range<UInt8> {
            #expect(vocabulary.column(of: "war", tag: tag) == Int(tag))
        }
        #expect(throws: StanceError.self) { try Vocabulary(["war", "peace", "war"]) }
    }

    @Test(
        arguments: [
            ("an offset is missing", [0x61], [0], [0]), ("not from 0", [0x61], [1, 1], [0]),
            ("not to the end", [0x61], [0, 0], [0]),
            ("descending", [0x61, 0x62], [0, 2, 1, 2], [0, 0, 0]),
            ("beyond the end", [0x61], [0, 7, 1], [0, 0]), ("not UTF-8", [0xFF], [0, 1], [0]),
            ("no offsets", [], [], []),
        ] as [(String, [UInt8], [Int], [UInt8])])
    func refusesList(_ name: String, _ bytes: [UInt8], _ offsets: [Int], _ tags: [UInt8]) {
        let error = #expect(throws: StanceError.self, "\(name)") {
            try TermList(bytes: bytes, offsets: offsets, tags: tags)
        }
        #expect(error?.kind == .badData)
    }

    @Test func refusesIdfThatDoesNotFit() throws {
        let vocabulary = try Vocabulary(["war", "peace"])
        for idf in [[], [1], [1, .infinity], [1, .nan], [1, 1, 1]] as [[Double]] {
            #expect(throws: StanceError.self) {
                try WeightedVocabulary(vocabulary: vocabulary, idf: idf, weighting: TFIDF())
            }
        }
        #expect(throws: StanceError.self) {
            try WeightedVocabulary(
                vocabulary: vocabulary, idf: [1, 1],
                weighting: TFIDF(inverseDocumentFrequency: .off))
        }
    }
}
