import StanceCore
import Testing

@Suite("Mentions")
struct MentionFinderTests {
    static let actors = [
        Actor(
            name: "Russia", aliases: ["Russian", "Russians", "Moscow", "the Kremlin"]),
        Actor(name: "United States", aliases: ["US", "U.S.", "American", "Washington"]),
        Actor(name: "United Nations", aliases: ["UN", "U.N.", "Security Council"]),
        Actor(name: "Taliban", aliases: ["Afghan Taliban"]),
        Actor(name: "Tehrik-i-Taliban Pakistan", aliases: ["TTP", "Pakistani Taliban"]),
        Actor(name: "Pakistan", aliases: ["Pakistani", "Islamabad"]),
        Actor(name: "Türkiye", aliases: ["Turkey", "Ankara", "People's Alliance"]),
        Actor(name: "the rebels", aliases: []),
        Actor(name: "Côte d'Ivoire", aliases: []),
        Actor(name: "NATO", caseSensitive: false),
        Actor(name: "Polish", caseSensitive: true),
    ]

    struct Row: CustomTestStringConvertible {
        var text: String
        var found: [String]
        var testDescription: String { text.isEmpty ? "empty text" : text }
        init(_ text: String, _ found: [String]) {
            self.text = text
            self.found = found
        }
    }

    static let rows = [
        Row("", []),
        Row("Nothing here.", []),
        Row("Russia and the Kremlin.", ["Russia:Russia", "Russia:the Kremlin"]),
        Row("Russia's army, Russian-built.", ["Russia:Russia", "Russia:Russian"]),
        Row("Belarusian, Prussia, Moscowite.", []),
        Row("RUSSIAN MISSILES", ["Russia:RUSSIAN"]),
        Row("russian roulette", []),
        Row("The US told us.", ["United States:US"]),
        Row("The U.S. and the U.N.", ["United States:U.S.", "United Nations:U.N."]),
        Row("the U.N.-led talks", ["United Nations:U.N."]),
        Row(
            "Tehrik-i-Taliban Pakistan struck.",
            ["Tehrik-i-Taliban Pakistan:Tehrik-i-Taliban Pakistan"]),
        Row(
            "The Pakistani Taliban and the Afghan Taliban in Pakistan",
            [
                "Tehrik-i-Taliban Pakistan:Pakistani Taliban", "Taliban:Afghan Taliban",
                "Pakistan:Pakistan",
            ]),
        Row(
            "Tehrik\u{2011}i\u{2010}Taliban Pakistan",
            ["Tehrik-i-Taliban Pakistan:Tehrik\u{2011}i\u{2010}Taliban Pakistan"]),
        Row("Security\u{A0}  Council", ["United Nations:Security\u{A0}  Council"]),
        Row("People’s Alliance", ["Türkiye:People’s Alliance"]),
        Row("TÜRKIYE; Türkiye’s", ["Türkiye:TÜRKIYE", "Türkiye:Türkiye"]),
        Row("turkey for dinner", []),
        Row("The Rebels, THE REBELS", ["the rebels:The Rebels", "the rebels:THE REBELS"]),
        Row("Nato, NATO, nato", ["NATO:Nato", "NATO:NATO", "NATO:nato"]),
        Row("polish POLISH Polish", ["Polish:Polish"]),
        Row("Côte d’Ivoire", ["Côte d'Ivoire:Côte d’Ivoire"]),
        Row("Moscow", ["Russia:Moscow"]),
        Row("(Moscow)", ["Russia:Moscow"]),
        Row("UN", ["United Nations:UN"]),
        Row("UNO", []),
        Row("Moscow\u{301}", []),
    ]

    @Test("each row finds its mentions", arguments: rows)
    func finds(_ row: Row) throws {
        let finder = try MentionFinder(actors: Self.actors)
        let bytes = Array(row.text.utf8)
        let found = finder.mentions(in: bytes).map {
            "\(finder.actors[$0.actor].name):\(String(decoding: bytes[$0.range], as: UTF8.self))"
        }
        #expect(found == row.found)
    }

    @Test("mentions ascend, stay apart and lie in the text, whatever the bytes")
    func bounded() throws {
        let finder = try MentionFinder(actors: Self.actors)
        var state: UInt64 = 7
        let pieces =
            [
                "Russia", " ", "US", "\u{2019}", "é", "Taliban", "-", "Tehrik-i-", "NATO", "\n",
                "🙂",
            ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80]]
        for _ in 0..<500 {
            var text: [UInt8] = []
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            var end = 0
            for mention in finder.mentions(in: text) {
                #expect(mention.range.lowerBound >= end)
                #expect(mention.range.upperBound > mention.range.lowerBound)
                #expect(mention.range.upperBound <= text.count)
                end = mention.range.upperBound
            }
        }
    }

    @Test("an alias belongs to one actor")
    func aliasOfTwo() {
        let error = #expect(throws: StanceError.self) {
            try MentionFinder(actors: [
                Actor(name: "Congo-Brazzaville", aliases: ["Congo"]),
                Actor(name: "Congo-Kinshasa", aliases: ["Congo"]),
            ])
        }
        #expect(
            error?.message
                == "\"Congo\" names two actors, Congo-Brazzaville and Congo-Kinshasa; "
                + "an alias belongs to one actor")
    }

    @Test("an acronym keeps its form, whichever actor comes first", arguments: [false, true])
    func headlineOrder(_ reversed: Bool) throws {
        let actors = [Actor(name: "Quad"), Actor(name: "Committee", aliases: ["QUAD"])]
        let finder = try MentionFinder(actors: reversed ? actors.reversed() : actors)
        let found = finder.mentions(in: Array("QUAD Quad".utf8))
        #expect(found.map { finder.actors[$0.actor].name } == ["Committee", "Quad"])
    }

    @Test("an empty alias is refused", arguments: ["", " ", "\n"])
    func emptyAlias(_ alias: String) {
        #expect(throws: StanceError.self) {
            try MentionFinder(actors: [Actor(name: "Iran", aliases: [alias])])
        }
    }

    @Test(
        "an actor is found under the names people write for it",
        arguments: [
            "Pakistan", " pakistan ", "PAKISTAN", "Pakistan\u{A0}", "ISLAMABAD", "pakistani",
        ])
    func spellings(_ name: String) throws {
        let resolver = MentionResolver(finder: try MentionFinder(actors: Self.actors))
        let rows = try resolver.resolve([Example(text: "Islamabad closed it.", actor: name)])
        #expect(rows[0].mentions == [0..<9])
    }

    @Test("a row is resolved as if it were alone")
    func alone() throws {
        let text = "Tehrik-i-Taliban Pakistan blamed Pakistan, Moscow and Acme Russian Steel."
        let rows =
            ["TTP", "Pakistan", "Acme Russian Steel", "russia", "Iran"].map {
                Example(text: text, actor: $0)
            } + [Example(text: text, actor: "Pakistan", mentions: [0..<25])]
        let resolver = MentionResolver(finder: try MentionFinder(actors: Self.actors))
        let together = try resolver.resolve(rows)
        #expect(try rows.flatMap { try resolver.resolve([$0]) } == together)
        #expect(try resolver.resolve(rows.reversed()) == together.reversed())
        #expect(together[1].mentions == [33..<41] && together[5].mentions == [0..<25])
    }

    @Test("a long line of mentions takes time in proportion to its length")
    func longLine() throws {
        let finder = try MentionFinder(actors: Self.actors)
        let resolver = MentionResolver(finder: finder)
        let pair = "Russia met Pakistan and the Taliban Pakistan in Moscow. "
        func milliseconds(_ count: Int) throws -> Double {
            let text = String(repeating: pair, count: count)
            let rows = ["Russia", "Taliban", "Nobody Russia"].map { Example(text: text, actor: $0) }
            let clock = ContinuousClock()
            var best = Duration.seconds(1000)
            for _ in 0..<3 {
                best = min(
                    best,
                    try clock.measure {
                        let resolved = try resolver.resolve(rows)
                        try Self.countTerms(of: resolved)
                    })
            }
            return Double(best.components.attoseconds) / 1e15
                + Double(best.components.seconds) * 1000
        }
        let short = try milliseconds(500)
        let long = try milliseconds(8000)
        #expect(long / short < 64, "16 times the text took \(long / short) times as long")
    }

    /// Forms the target-aware features of rows, as scoring does.
    private static func countTerms(of rows: [Example]) throws {
        var terms = try ExampleTerms(recipe: .targetAware, casing: CasingLexicon(words: []))
        var counter = TermCounter()
        for row in rows {
            try terms.setText(row.text)
            terms.setActor(mentions: row.mentions ?? [], others: row.others)
            try terms.add(.sided, to: &counter)
            counter.endDocument()
        }
    }

    @Test("rows without spans get them, and know the known actors beside theirs")
    func resolves() throws {
        let text = "Tehrik-i-Taliban Pakistan blamed Pakistan and Acme."
        let resolver = MentionResolver(finder: try MentionFinder(actors: Self.actors))
        let rows = try resolver.resolve([
            Example(text: text, actor: "TTP"), Example(text: text, actor: "Pakistan"),
            Example(text: text, actor: "Acme"), Example(text: text, actor: "Iran"),
            Example(text: text, actor: "Taliban"), Example(text: text, actor: nil),
        ])
        #expect(rows.map(\.mentions) == [[0..<25], [33..<41], [46..<50], [], [], nil])
        #expect(rows[0].others == [33..<41])
        #expect(rows[2].others == [0..<25, 33..<41])
    }
}
