import StanceCore
import Testing

@Suite struct TermCounterTests {
    private func buffer(_ text: String) -> TermBuffer {
        var buffer = TermBuffer()
        for word in text.split(separator: " ") { buffer.appendToken(word.utf8) }
        return buffer
    }

    @Test func countsDocumentsAndWeights() throws {
        var counter = TermCounter()
        for text in ["war war peace", "", "peace talks"] {
            let terms = buffer(text)
            for span in terms.spans { try counter.add(span, of: terms, weight: 0.5) }
            if text.hasPrefix("war") {
                #expect(counter.documentTerms.map { counter.documentWeight($0) } == [1, 0.5])
            }
            counter.endDocument()
        }
        #expect(counter.documentCount == 3)
        #expect((0..<3).map { counter.terms.string($0) } == ["war", "peace", "talks"])
        #expect((0..<3).map { counter.documentFrequency($0) } == [1, 2, 1])
        #expect((0..<3).map { counter.total($0) } == [1, 1, 0.5])
    }

    @Test func tagsCountApartAndSortAfterOneAnother() throws {
        var counter = TermCounter()
        let terms = buffer("war peace")
        for tag in [2, 1] as [UInt8] {
            for span in terms.spans { try counter.add(span, of: terms, tag: tag) }
        }
        counter.endDocument()
        let block = try WeightedVocabulary(
            counter: counter, selection: TermSelection(), weighting: TFIDF())
        #expect(block.vocabulary.terms.tags == [1, 1, 2, 2])
        #expect(
            (0..<4).map { block.vocabulary.terms.string($0) } == ["peace", "war", "peace", "war"])
    }

    @Test func termsSortByCodePoint() throws {
        let words = [
            "\u{1F600}", "\u{FFFD}", "a", "ab", "abcdefgh", "abcdefghi", "\u{E9}", "Z", "a b",
        ]
        var counter = TermCounter()
        let terms = buffer(words.dropLast().joined(separator: " "))
        for span in terms.spans { try counter.add(span, of: terms) }
        counter.endDocument()
        let block = try WeightedVocabulary(
            counter: counter, selection: TermSelection(), weighting: TFIDF())
        let names = (0..<block.columnCount).map { block.vocabulary.terms.string($0) }
        #expect(
            names == ["Z", "a", "ab", "abcdefgh", "abcdefghi", "\u{E9}", "\u{FFFD}", "\u{1F600}"])
    }

    @Test func growsToManyTerms() throws {
        var counter = TermCounter()
        for document in 0..<40 {
            let terms = buffer(
                (0..<500).map { "w\($0 * (document % 7 + 1))" }.joined(separator: " "))
            for span in terms.spans { try counter.add(span, of: terms) }
            counter.endDocument()
        }
        let terms = 0..<Int32(counter.terms.count)
        #expect(terms.map { counter.total($0) }.reduce(0, +) == 20_000)
        #expect(terms.map { counter.documentFrequency($0) }.reduce(0, +) == 20_000)
        let distinct = Set((1...7).flatMap { factor in (0..<500).map { $0 * factor } })
        #expect(counter.terms.count == distinct.count)
    }
}
