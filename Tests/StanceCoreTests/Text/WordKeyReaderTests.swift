import StanceCore
import StanceNumerics
import Testing

/// The kernels' tokens beside those of `TermReader`, on every variant of the processor's instructions.
@Suite struct WordKeyReaderTests {
    /// Scalars at which reading could go wrong: edges of the ASCII classes, lower case of another
    /// length or of two scalars, final sigmas, marks, symbols and planes above the first.
    private static let scalars: [String] =
        [
            "@", "A", "Z", "[", "`", "a", "z", "{", "/", "0", "9", ":", "_", "^", " ", "\n", "\t",
            "'", "\0",
        ]
        + [
            "é", "É", "ß", "ẞ", "İ", "ı", "Σ", "σ", "ς", "Ⱥ", "K", "Å", "ж", "Ж", "א", "ع", "中",
            "あ",
        ]
        + [
            "\u{301}", "\u{2014}", "\u{201C}", "\u{A0}", "¼", "²", "Ⅷ", "𝔘", "😀", "𐐀", "𐐨",
            "\u{10FFFF}",
        ]

    /// Texts that end at and around the borders of blocks of 64 bytes.
    private static func texts() -> [String] {
        var random = SplitMix(seed: 11)
        var texts = ["", "a", "ab", "a b", String(repeating: "x", count: 200)]
        for count in [1, 3, 15, 16, 17, 31, 62, 63, 64, 65, 127, 128, 129, 400] {
            for share in [0, 1, 3, 10] {
                var text = ""
                while text.utf8.count < count {
                    let rare = Int(random.next() % 10) < share
                    text +=
                        rare
                        ? scalars[Int(random.next() % UInt64(scalars.count))]
                        : String(UnicodeScalar(UInt8(32 + random.next() % 95)))
                }
                texts.append(text)
            }
        }
        for scalar in scalars {
            // Each scalar across the border between two blocks, at every offset.
            for offset in 58...66 {
                texts.append(String(repeating: "q", count: offset) + scalar + "end W" + scalar)
            }
        }
        return texts
    }

    private static func options() -> [TextAnalyzer.Options] {
        var all: [TextAnalyzer.Options] = []
        for (shortest, longest) in [(1, 1), (1, 2), (2, 3), (1, 3)] {
            for pattern in [#"(?u)\b\w\w+\b"#, #"\w+"#] {
                var options = TextAnalyzer.Options()
                options.shortestNGram = shortest
                options.longestNGram = longest
                options.tokenPattern = pattern
                all.append(options)
            }
        }
        all[1].lowercase = false
        all[2].stripAccents = .unicode
        all[3].stopWords = .list(["end", "éé", "qq"])
        return all
    }

    @Test(arguments: KernelVariant.available)
    func keysAreThoseOfTheTerms(variant: KernelVariant) throws {
        for options in Self.options() {
            let analyzer = try TextAnalyzer(options)
            var terms = try analyzer.makeReader()
            guard var reader = try WordKeyReader(analyzer, keepsSpans: true, variant: variant)
            else {
                Issue.record("no reader for \(options)")
                continue
            }
            for text in Self.texts() {
                try terms.read(text)
                try reader.read(Array(text.utf8).span)
                let expected = terms.terms.spans.map { TermKey.hash(terms.terms.string($0)) }
                #expect(Array(reader.keys) == expected, "\(variant) \(text.debugDescription)")
                let bytes = terms.terms.spans.indices.map { index in
                    var bytes: [UInt8] = []
                    reader.appendTerm(index, to: &bytes)
                    return String(decoding: bytes, as: UTF8.self)
                }
                #expect(bytes == terms.terms.spans.map { terms.terms.string($0) })
            }
        }
    }

    @Test func otherAnalyzersHaveNoReader() throws {
        var characters = TextAnalyzer.Options()
        characters.unit = .character
        var long = TextAnalyzer.Options()
        long.tokenPattern = #"\b\w\w\w+\b"#
        var pattern = TextAnalyzer.Options()
        pattern.tokenPattern = #"[a-z]+"#
        for options in [characters, long, pattern] {
            #expect(try !WordKeyReader.reads(TextAnalyzer(options)))
        }
    }

    @Test func keysOfDifferentTermsDiffer() {
        let terms =
            [
                "", " ", "  ", "a", "b", "ab", "a b", "b a", "a b c", "ab c", " a", "a ", "a\0",
                "\0", "\0\0",
            ]
            + (1...40).map { String(repeating: "x", count: $0) }
        #expect(Set(terms.map { TermKey.hash($0) }).count == terms.count)
        #expect(TermKey.hash("a", tag: 1) != TermKey.hash("a"))
    }
}

/// A random generator with a seed, for texts.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
