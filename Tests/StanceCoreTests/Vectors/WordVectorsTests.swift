import StanceCore
import Testing

@Suite struct WordVectorsTests {
    private func vectors(_ words: [String], _ values: [Float]) throws -> WordVectors {
        try WordVectors(vocabulary: Vocabulary(words), dimensions: 2, values: values)
    }

    private func words(_ text: String) -> [String] {
        var reader = WordReader()
        reader.read(text)
        return reader.words.spans.map(reader.words.string)
    }

    @Test(
        "words are those of the recipe before names are masked",
        arguments: [
            ("Moscow didn't praise Kabul's 3 envoys.", "moscow did n't praise kabul 's NUM envoys"),
            ("1,200.5 and 7%", "NUM and NUM"),
            ("ÉLAN — “Ünal’s”", "élan ünal 's"),
            ("state-run", "state run"),
            (" ... !", ""),
            ("", ""),
        ])
    func reader(_ text: String, _ expected: String) {
        #expect(words(text) == expected.split(separator: " ").map(String.init))
    }

    @Test("a text without names has the words of the recipe's stream")
    func asTheRecipe() throws {
        let text = "they didn't praise the ministry's 12 envoys, nor 3.5 of its others; we can't"
        var terms = try ExampleTerms(recipe: .targetAware, casing: CasingLexicon(words: []))
        try terms.setText(text)
        terms.setActor(mentions: [], others: [])
        let stream = terms.maskedStream.filter { $0 != "," && $0 != ";" }
        #expect(words(text) == stream)
    }

    @Test("a reader reads one text after another")
    func reuse() {
        var reader = WordReader()
        reader.read("a long first text of many words")
        reader.read("short")
        #expect(reader.words.spans.map(reader.words.string) == ["short"])
    }

    @Test("a word is found by its bytes, by text and in bulk")
    func lookup() throws {
        let vectors = try vectors(["of", "peace", "NUM"], [1, 2, 3, 4, 5, 6])
        #expect(vectors.count == 3)
        #expect(vectors["peace"].map(Array.init) == [3, 4] && vectors["war"] == nil)
        #expect(vectors.row(of: Array("NUM".utf8).span) == 2)
        #expect(vectors.row(of: Array("num".utf8).span) == nil)
        var reader = WordReader()
        reader.read("Peace of 1918, of war")
        var lookup = TermLookup()
        lookup.find(termsOf: reader.words, in: vectors.vocabulary)
        #expect(lookup.columns.prefix(5) == [1, 0, 2, 0, -1])
    }

    @Test("sums and cosines")
    func arithmetic() throws {
        let vectors = try vectors(["a", "b", "c", "d"], [1, 0, 0, 2, -3, 0, 0, 0])
        var sum = [1.0, 1.0]
        vectors.add(1, weight: 0.5, to: &sum)
        #expect(sum == [1, 2])
        #expect(vectors.cosine(0, 1) == 0 && vectors.cosine(0, 2) == -1)
        #expect(vectors.cosine(1, 1) == 1 && vectors.cosine(0, 3) == 0)
    }

    @Test("vectors that break an invariant")
    func invariants() {
        #expect(throws: StanceError.self) { try vectors(["a"], [1]) }
        #expect(throws: StanceError.self) { try vectors(["a"], [1, .nan]) }
        #expect(throws: StanceError.self) { try vectors(["a", "a"], [1, 2, 3, 4]) }
        #expect(throws: StanceError.self) {
            try WordVectors(vocabulary: Vocabulary([]), dimensions: 0, values: [])
        }
    }
}

@Suite struct WordCountsTests {
    private func counts(_ texts: String...) throws -> WordCounts {
        var counts = WordCounts()
        var reader = WordReader()
        for text in texts {
            reader.read(text)
            try counts.add(reader.words)
        }
        return counts
    }

    private func ranked(_ counts: WordCounts, minimum: Int = 1, limit: Int = 99) throws -> String {
        let (vocabulary, numbers) = try counts.mostFrequent(minimum: minimum, limit: limit)
        return zip((0..<vocabulary.count).map(vocabulary.terms.string), numbers)
            .map { "\($0)\($1)" }.joined(separator: " ")
    }

    @Test("the most frequent first, equal ones in order of their bytes")
    func order() throws {
        let counts = try counts("b b a c", "a d c b")
        #expect(try ranked(counts) == "b3 a2 c2 d1")
        #expect(try ranked(counts, minimum: 2) == "b3 a2 c2")
        #expect(try ranked(counts, minimum: 2, limit: 2) == "b3 a2")
        #expect(counts.total == 8)
    }

    @Test("parts added in turn are the whole")
    func merging() throws {
        var merged = try counts("b b a c")
        try merged.add(try counts("a d c b"))
        #expect(try ranked(merged) == "b3 a2 c2 d1")
        #expect(merged.total == 8)
    }

    @Test("the rarest are forgotten; a word met again counts from 1")
    func forgetting() throws {
        var counts = try counts("a a a b b c d e")
        counts.forgetRarest(over: 5)
        #expect(counts.forgottenCount == 0 && counts.words.count == 5)
        counts.forgetRarest(over: 4)
        #expect(try ranked(counts) == "a3 b2")
        #expect(counts.forgottenCount == 1 && counts.total == 8)
        var reader = WordReader()
        reader.read("c b")
        try counts.add(reader.words)
        #expect(try ranked(counts) == "a3 b3 c1")
        counts.forgetRarest(over: 2)
        #expect(counts.forgottenCount == 3 && counts.words.count == 0)
    }
}
