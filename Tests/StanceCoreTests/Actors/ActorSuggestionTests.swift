import StanceCore
import Testing

@Suite("Suggested actors")
struct ActorSuggestionTests {
    struct Row: CustomTestStringConvertible {
        var text: String
        var found: [String]
        var testDescription: String { text }
        init(_ text: String, _ found: [String]) {
            self.text = text
            self.found = found
        }
    }

    static let known = [
        Actor(name: "Pakistan", aliases: ["Pakistani"]),
        Actor(name: "Russia", aliases: ["Kremlin"]),
        Actor(name: "Shanghai Pact"), Actor(name: "England"), Actor(name: "Sylvania"),
        Actor(name: "Rescue Front", aliases: ["RFX"]),
    ]

    /// A candidate: name count = alias count, alias count; known actor.
    static func shown(_ candidates: [ActorSuggestions.Candidate]) -> [String] {
        candidates.map { candidate in
            let aliases = candidate.aliases.map { ", \($0.alias) \($0.count)" }.joined()
            let known = candidate.knownActor.map { " <- \($0)" } ?? ""
            return "\(candidate.name) \(candidate.nameCount)\(aliases)\(known)"
        }
    }

    static let rows: [Row] = [
        Row("Nothing is here.", []),
        Row("Pakistan and the Kremlin spoke.", []),
        Row("They met in Zorblax.", ["Zorblax 1"]),
        Row("The Zorblax's envoys met Zorblax’s aides.", ["Zorblax 2"]),
        Row("Reviewing the text, Talks failed. Popularity fell.", []),
        Row("Zorblax spoke. It said, I'm done.", ["Zorblax 1"]),
        Row("On Monday in March the President spoke.", []),
        Row("We saw Mohammed bin Salman there.", ["Mohammed bin Salman 1"]),
        Row("We saw the Bank of England there.", ["Bank of England 1"]),
        Row("We saw George W. Bush there.", ["George W. Bush 1"]),
        Row("We saw al-Shabaab and M23 there.", ["M23 1", "al-Shabaab 1"]),
        Row("We saw the Kurd Workers' Party there.", ["Kurd Workers' Party 1"]),
        Row(
            "We saw the Food and Agriculture Organization there.",
            ["Food and Agriculture Organization 1"]),
        Row("We saw Zorblax and Quuxia there.", ["Quuxia 1", "Zorblax 1"]),
        Row("The U.Z. met. The rest left.", ["U.Z. 1"]),
        Row("We saw Pakistani Prime Minister Shehbaz Sharif there.", ["Shehbaz Sharif 1"]),
        Row("We saw Mr. Lavrov and Gen. Milley there.", ["Lavrov 1", "Milley 1"]),
        Row("We saw Secretary of State Antony Blinken there.", ["Antony Blinken 1"]),
        Row("The Zorblax General Assembly met.", ["Zorblax General Assembly 1"]),
        Row("We saw the Pakistani Government and the Leader of Russia.", []),
        Row("We saw Russia-Zorblax talks.", ["Zorblax 1"]),
        Row("We saw Zorb-i-Quux Pakistan there.", ["Zorb-i-Quux Pakistan 1"]),
        Row(
            "The Zorb-i-Quux Pakistan (ZQP) met. The ZQP left.",
            ["Zorb-i-Quux Pakistan 1, ZQP 2"]),
        Row("ZQP (the Zorb Quux Party) met.", ["Zorb Quux Party 1, ZQP 1"]),
        Row("The Labour Front of Zorblax (PKX) met.", ["Labour Front of Zorblax 1, PKX 1"]),
        Row("We saw John Smith (CDX) there.", ["CDX 1", "John Smith 1"]),
        Row("The Shanghai Pact (SHP) met.", ["SHP 1 <- Shanghai Pact"]),
        Row("The Zorb Rescue Movement (RFX) met.", ["Zorb Rescue Movement 1 <- Rescue Front"]),
        Row(
            "We saw Shehbaz Sharif. We saw Sharif.", ["Shehbaz Sharif 1, Sharif 1"]),
        Row(
            "We saw Shehbaz Sharif. We saw Nawaz Sharif. We saw Sharif.",
            ["Nawaz Sharif 1", "Sharif 1", "Shehbaz Sharif 1"]),
        Row(
            "We saw Ruritania. We saw Ruritanian men. We saw Ruritanians.",
            ["Ruritania 1, Ruritanian 1, Ruritanians 1"]),
        Row("We saw Quuxistan. We saw Quux men.", ["Quuxistan 1, Quux 1"]),
        Row("We saw Sylvanian men.", ["Sylvanian 1 <- Sylvania"]),
        Row("We saw South Zorbland. We saw Zorbland.", ["South Zorbland 1", "Zorbland 1"]),
        Row("We saw Bill Quux. We saw Quux.", ["Bill Quux 1, Quux 1"]),
        Row("We saw Ⱥbc's men and İxy’s men.", ["İxy 1", "Ⱥbc 1"]),
        Row("We saw Sander. We saw Harry. We saw Harris.", ["Harris 1", "Harry 1", "Sander 1"]),
        Row("ZORBLAX: we saw Zorblax.", ["Zorblax 2"]),
        Row("Zorblax Leaders Meet Quuxia Chiefs In Peace", []),
        Row("We saw its Border. The border is long.", []),
        Row("We saw the Glurk. The glurk is long.", []),
    ]

    @Test("each text has its candidates", arguments: rows)
    func candidates(_ row: Row) throws {
        var suggestions = try ActorSuggestions(known: Self.known)
        suggestions.add(paragraphs: [row.text])
        #expect(Self.shown(suggestions.candidates(minimumCount: 1)) == row.found)
    }

    @Test("the same candidates in any order of the documents, and only frequent ones")
    func order() throws {
        func suggested(_ texts: [String], _ minimum: Int) throws -> [String] {
            var suggestions = try ActorSuggestions(known: Self.known)
            for text in texts { suggestions.add(paragraphs: [text]) }
            return Self.shown(suggestions.candidates(minimumCount: minimum))
        }
        let texts = Self.rows.map(\.text)
        let forward = try suggested(texts, 1)
        #expect(try suggested(texts.reversed(), 1) == forward)
        #expect(try suggested(texts, 1) == forward)
        let frequent = try suggested(texts, 3)
        #expect(!frequent.isEmpty && frequent.count < forward.count)
        #expect(frequent == forward.filter { frequent.contains($0) })
    }

    @Test("whatever the text, names are from it and no possessives")
    func anyText() throws {
        let pieces = [
            "Zorb", "Quux's", "Quux’s", "Ⱥb's", "İx’s", "U", ".", "-", "'", "’", " ", " ", " ", "(",
            ")", "&", "al", "of", "the", "7", "\n", "中", "É", "i", "and", "for", "TTP", "Pakistan",
            "\u{301}", "President", "General", "said", "Workers", "I'm", "\u{2011}", "\0",
        ]
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var nameCount = 0
        for _ in 0..<4000 {
            let text = (0..<random(24)).map { _ in pieces[random(pieces.count)] }.joined()
            var suggestions = try ActorSuggestions(known: Self.known)
            suggestions.add(paragraphs: [text])
            let flat = text.split(separator: " ").joined(separator: " ")
                .replacing("’", with: "'").replacing("\u{2011}", with: "-")
            for candidate in suggestions.candidates(minimumCount: 1) {
                nameCount += 1
                #expect(flat.unicodeScalars.contains(candidate.name.unicodeScalars), "\(text)")
                #expect(!candidate.name.hasSuffix("'s"), "\(text)")
            }
        }
        #expect(nameCount > 1000)
    }

    @Test("a dated alias is nobody else's word on other days either")
    func dated() throws {
        let fall = try #require(CalendarDate("2021-08-15"))
        let span = try #require(DateSpan(from: fall, until: nil))
        var suggestions = try ActorSuggestions(
            known: [Actor(name: "Emirate", datedAliases: [DatedAlias("Kabul", span)])])
        suggestions.add(paragraphs: ["We met Kabul."], on: CalendarDate("2015-01-01"))
        suggestions.add(paragraphs: ["We met Kabul."], on: fall)
        #expect(Self.shown(suggestions.candidates(minimumCount: 1)) == ["Kabul 1 <- Emirate"])
    }

    @Test("a long line of names takes time in proportion to its length")
    func longLine() throws {
        let part =
            "Russia and Food and Quux of Zorb of the Zorb All-Zorb (ZQ) for U.N. Bank and "
            + "somebody listened quietly, "
        func milliseconds(_ count: Int) throws -> Double {
            let text = String(repeating: part, count: count) + "end"
            var best = Duration.seconds(1000)
            for _ in 0..<3 {
                var suggestions = try ActorSuggestions(known: Self.known)
                best = min(
                    best, ContinuousClock().measure { suggestions.add(paragraphs: [text]) })
                #expect(!suggestions.candidates().isEmpty)
            }
            return Double(best.components.attoseconds) / 1e15
                + Double(best.components.seconds) * 1000
        }
        let short = try milliseconds(500)
        let long = try milliseconds(8000)
        #expect(long / short < 64, "16 times the text took \(long / short) times as long")
    }

    @Test("an example is one line with the name in it")
    func example() throws {
        var suggestions = try ActorSuggestions(known: [])
        let text =
            "A long beginning that nobody wants to read\tbefore\r\nZorblax comes, and a long end."
        suggestions.add(paragraphs: [text])
        let example = try #require(suggestions.candidates(minimumCount: 1).first?.example)
        #expect(example == "…wants to read before Zorblax comes, and a long end.")
    }
}
