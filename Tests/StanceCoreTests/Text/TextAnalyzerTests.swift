import StanceCore
import Testing

/// One text, the options that differ from the defaults, and the terms it must yield.
private struct AnalysisRow: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var terms: [String]
    var options: @Sendable (inout TextAnalyzer.Options) -> Void = { _ in }
}

private let analysisRows = [
    AnalysisRow(
        testDescription: "defaults drop single letters and keep digits", text: "A cat-2, x y2k_!",
        terms: ["cat", "y2k_"]),
    AnalysisRow(
        testDescription: "a contraction breaks at its apostrophe", text: "They won't",
        terms: ["they", "won"]),
    AnalysisRow(
        testDescription: "NFC and NFD differ", text: "Caf\u{E9} Cafe\u{301}",
        terms: ["caf\u{E9}", "cafe"]),
    AnalysisRow(
        testDescription: "accents stripped", text: "Caf\u{E9} Cafe\u{301} \u{FB01}n",
        terms: ["cafe", "cafe", "fin"], options: { $0.stripAccents = .unicode }),
    AnalysisRow(
        testDescription: "n-grams join by one space, shorter first", text: "one  two\nthree",
        terms: ["one", "two", "three", "one two", "two three"],
        options: { $0.longestNGram = 2 }),
    AnalysisRow(
        testDescription: "bigrams alone", text: "one two three", terms: ["one two", "two three"],
        options: { ($0.shortestNGram, $0.longestNGram) = (2, 2) }),
    AnalysisRow(
        testDescription: "n-grams longer than the text are none", text: "one", terms: [],
        options: { ($0.shortestNGram, $0.longestNGram) = (2, 3) }),
    AnalysisRow(
        testDescription: "stop words go before n-grams", text: "cat and dog",
        terms: ["cat", "dog", "cat dog"],
        options: {
            $0.longestNGram = 2
            $0.stopWords = .english
        }),
    AnalysisRow(
        testDescription: "the shipped list keeps stance", text: "is not against the deal, but",
        terms: ["not", "against", "deal", "but"], options: { $0.stopWords = .english }),
    AnalysisRow(
        testDescription: "characters keep a lone line feed", text: "a\n b\nc",
        terms: ["a ", " b", "b\n", "\nc"],
        options: {
            ($0.shortestNGram, $0.longestNGram) = (2, 2)
            $0.unit = .character
        }),
    AnalysisRow(
        testDescription: "a short word is one padded n-gram", text: "ab c",
        terms: [" ab", "ab ", " ab ", " c "],
        options: {
            ($0.shortestNGram, $0.longestNGram) = (3, 5)
            $0.unit = .characterWithinWords
        }),
    AnalysisRow(
        testDescription: "one group is the token", text: "ann@x bob@y",
        terms: ["ann", "bob"], options: { $0.tokenPattern = #"(\w+)@"# }),
    AnalysisRow(
        testDescription: "an unmatched group is the empty token", text: "ab",
        terms: ["a", ""], options: { $0.tokenPattern = "(a)|b" }),
    AnalysisRow(
        testDescription: "case-insensitive pattern", text: "Ab1C",
        terms: ["Ab", "C"],
        options: {
            $0.tokenPattern = "(?i)[a-z]+"
            $0.lowercase = false
        }),
    AnalysisRow(
        testDescription: "a range whose end composes to another scalar",
        text: "\u{2000}a\u{2010}\u{2126}\u{3A9}", terms: ["\u{2000}", "\u{2010}", "\u{2126}"],
        options: {
            $0.tokenPattern = #"[\u2000-\u206F\u2126-\u2126]"#
            $0.lowercase = false
        }),
    AnalysisRow(testDescription: "no text", text: "", terms: []),
]

@Suite struct TextAnalyzerTests {
    @Test(arguments: analysisRows)
    private func yields(_ row: AnalysisRow) throws {
        var options = TextAnalyzer.Options()
        row.options(&options)
        let terms = try TextAnalyzer(options).terms(of: row.text)
        // Scalar by scalar: String equality would take NFC for NFD.
        #expect(terms.map { Array($0.utf8) } == row.terms.map { Array($0.utf8) })
    }

    @Test(arguments: [
        "(a", "a)", "[a", "*a", "a**", #"\"#, #"\q"#, #"\u12"#, "[b-a]", "a{3,2}", "(?P<n", "(?#",
        "(a)(b)", #"(?<=a)b"#, #"(a)\1"#, #"a?\b"#, #"\b\w+|x"#, "(?x)a", #"(?:\bab?)+"#,
    ])
    func refusesPattern(_ pattern: String) {
        var options = TextAnalyzer.Options()
        options.tokenPattern = pattern
        let error = #expect(throws: StanceError.self) { try TextAnalyzer(options) }
        #expect(error?.kind == .usage)
        #expect(error?.message.contains("token pattern") == true)
    }

    @Test(arguments: [(0, 1), (2, 1), (-1, -1)])
    func refusesNGramRange(_ shortest: Int, _ longest: Int) {
        var options = TextAnalyzer.Options()
        (options.shortestNGram, options.longestNGram) = (shortest, longest)
        let error = #expect(throws: StanceError.self) { try TextAnalyzer(options) }
        #expect(error?.kind == .usage)
    }

    @Test func stopWordsThatBearStanceAreNamed() throws {
        var options = TextAnalyzer.Options()
        options.stopWords = .list(["the", "not", "of", "against"])
        #expect(try TextAnalyzer(options).stanceBearingStopWords == ["not", "against"])
        options.stopWords = .english
        #expect(try TextAnalyzer(options).stanceBearingStopWords == [])
    }

    @Test func stopWordsThatTokeniseOtherwiseAreNamed() throws {
        var options = TextAnalyzer.Options()
        options.stopWords = .list(["won't", "The", "of"])
        #expect(try TextAnalyzer(options).inconsistentStopWords() == ["the", "won"])
        options.stopWords = .english
        #expect(try TextAnalyzer(options).inconsistentStopWords() == [])
    }

    @Test func aReaderForgetsTheDocumentBefore() throws {
        let analyzer = try TextAnalyzer()
        var reader = try analyzer.makeReader()
        for text in ["a long document with many words", "short", "", "\u{421}\u{428}\u{410} x"] {
            try reader.read(text)
            let terms = reader.terms.spans.map { reader.terms.string($0) }
            #expect(try terms == analyzer.terms(of: text))
        }
    }

    @Test(arguments: 1...3)
    func asciiTextsAreSplitAsAnyOtherText(_ longest: Int) throws {
        var options = TextAnalyzer.Options()
        options.longestNGram = longest
        options.stopWords = .list(["ab", "x1"])
        let analyzer = try TextAnalyzer(options)
        var random: UInt64 = 1
        for length in 0..<400 {
            let bytes = (0..<length).map { _ -> UInt8 in
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let letter = UInt8(truncatingIfNeeded: random >> 40) & 0x7F
                return random >> 60 < 10 ? (letter & 1) + 0x61 : letter
            }
            let text = String(decoding: bytes, as: UTF8.self)
            // A lone letter is no token, but it takes the text off the ASCII path.
            #expect(try analyzer.terms(of: text) == analyzer.terms(of: text + " \u{E9}"))
        }
    }

    @Test func malformedBytesNeverTrap() throws {
        for unit in TextAnalyzer.Unit.allCases {
            for accents in [nil, AccentStripping.unicode] {
                var options = TextAnalyzer.Options()
                (options.unit, options.stripAccents) = (unit, accents)
                var reader = try TextAnalyzer(options).makeReader()
                for bytes in [
                    [0xE2], [0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xCE, 0xA3, 0x80], [0xFF],
                    [0x61, 0xCE, 0xA3, 0xF0, 0x9F], [0xED, 0xA0, 0x80], [0xC3, 0x28],
                ] as [[UInt8]] {
                    try reader.read(bytes.span)
                    #expect(
                        reader.terms.spans.allSatisfy { Int($0.end) <= reader.terms.bytes.count })
                }
            }
        }
    }
}
