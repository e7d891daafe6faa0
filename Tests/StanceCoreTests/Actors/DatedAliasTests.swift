import StanceCore
import Testing

@Suite("Dated aliases")
struct DatedAliasTests {
    static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    static let days: [(text: String, isDay: Bool)] = [
        ("2021-08-15", true), ("0001-01-01", true), ("9999-12-31", true), ("2024-02-29", true),
        ("2000-02-29", true), ("1900-02-29", false), ("2023-02-29", false), ("2021-04-31", false),
        ("2021-13-01", false), ("2021-00-10", false), ("2021-01-00", false), ("0000-01-01", false),
        ("2021-8-15", false), ("15.08.2021", false), ("20210815", false), ("2021-08-15 ", false),
        ("2021-08-1x", false), ("", false), ("２０２１-08-15", false),
    ]

    @Test("a day is a day of the calendar, written in full", arguments: days)
    func parsing(_ text: String, isDay: Bool) {
        #expect(CalendarDate(text)?.description == (isDay ? text : nil))
    }

    static let timestamps: [(text: String, day: String?)] = [
        ("2021-08-15", "2021-08-15"), ("2021-08-15T23:59:59Z", "2021-08-15"),
        ("2021-08-15 10:00", "2021-08-15"), ("2021-08-15t1", "2021-08-15"),
        ("2021-08-150", nil), ("2021-08-15x", nil), ("August 2021", nil), ("2021-02-30T10:00", nil),
    ]

    @Test("of a point in time the day counts", arguments: timestamps)
    func timestamp(_ text: String, day: String?) {
        #expect(CalendarDate(timestamp: text)?.description == day)
    }

    @Test("a span holds its first day and not its last word, and may not be empty")
    func span() throws {
        let from = try Self.day("2013-03-14")
        let until = try Self.day("2013-03-20")
        let span = try #require(DateSpan(from: from, until: until))
        let inside = ["2013-03-14", "2013-03-19"]
        for text in ["2013-03-13", "2013-03-14", "2013-03-19", "2013-03-20"] {
            #expect(span.contains(try Self.day(text)) == inside.contains(text), "\(text)")
        }
        #expect(DateSpan(from: until, until: from) == nil)
        #expect(DateSpan(from: from, until: from) == nil)
        #expect(DateSpan(from: nil, until: nil) == .always)
    }

    /// Bounds are days of a month, nil is without end; the truth is found day by day.
    @Test("spans overlap when a day is in both")
    func overlap() throws {
        let bounds: [Int?] = [nil, 3, 5, 7]
        func date(_ day: Int?) throws -> CalendarDate? {
            try day.map { try Self.day("2020-01-0\($0)") }
        }
        let days = try (1...9).map { try Self.day("2020-01-0\($0)") }
        var spans: [DateSpan] = []
        for from in bounds {
            for until in bounds {
                if let span = DateSpan(from: try date(from), until: try date(until)) {
                    spans.append(span)
                }
            }
        }
        #expect(spans.count == 10)
        for a in spans {
            for b in spans {
                let shared = days.contains { a.contains($0) && b.contains($0) }
                #expect(a.overlaps(b) == shared, "\(a) \(b)")
            }
        }
    }

    static func actors() throws -> [Actor] {
        let fall = try day("2021-08-15")
        let after = try #require(DateSpan(from: fall, until: nil))
        let before = try #require(DateSpan(from: try day("2004-01-26"), until: fall))
        return [
            Actor(
                name: "Republic", aliases: ["Ghani"],
                datedAliases: [DatedAlias("Kabul", before), DatedAlias("kabul rulers", before)]),
            Actor(
                name: "Emirate", aliases: ["Taliban"],
                datedAliases: [DatedAlias("Kabul", after), DatedAlias("kabul rulers", after)]),
            Actor(name: "City", aliases: ["Kabul airport"]),
            Actor(name: "Envoy", datedAliases: [DatedAlias("Kabul airport road", after)]),
        ]
    }

    static let texts: [(text: String, date: String?, found: [String])] = [
        ("Kabul spoke.", "2015-01-01", ["Republic:Kabul"]),
        ("Kabul spoke.", "2021-08-14", ["Republic:Kabul"]),
        ("Kabul spoke.", "2021-08-15", ["Emirate:Kabul"]),
        ("Kabul spoke.", "1999-01-01", []),
        ("Kabul spoke.", nil, ["Emirate:Kabul"]),
        ("KABUL SPOKE", "2015-01-01", ["Republic:KABUL"]),
        ("KABUL SPOKE", nil, ["Emirate:KABUL"]),
        ("The Kabul Rulers", "2015-01-01", ["Republic:Kabul Rulers"]),
        ("The Kabul Rulers", "2022-01-01", ["Emirate:Kabul Rulers"]),
        ("Ghani and the Taliban", "1999-01-01", ["Republic:Ghani", "Emirate:Taliban"]),
        // An alias that does not count leaves its place to a shorter one.
        ("Kabul airport road", "2015-01-01", ["City:Kabul airport"]),
        ("Kabul airport road", "2022-01-01", ["Envoy:Kabul airport road"]),
        ("Kabul airport road", nil, ["Envoy:Kabul airport road"]),
    ]

    @Test("a dated alias is found in texts of its days", arguments: texts)
    func finds(_ text: String, date: String?, found: [String]) throws {
        let finder = try MentionFinder(actors: try Self.actors())
        let bytes = Array(text.utf8)
        let mentions = finder.mentions(in: bytes, on: try date.map { try Self.day($0) })
        let names = mentions.map {
            "\(finder.actors[$0.actor].name):\(String(decoding: bytes[$0.range], as: UTF8.self))"
        }
        #expect(names == found)
    }

    @Test("the order of the actors does not matter")
    func order() throws {
        let finder = try MentionFinder(actors: try Self.actors().reversed())
        for (date, name) in [("2015-01-01", "Republic"), ("2022-01-01", "Emirate")] {
            let found = finder.mentions(in: Array("Kabul".utf8), on: try Self.day(date))
            #expect(found.map { finder.actors[$0.actor].name } == [name])
        }
        let undated = finder.mentions(in: Array("Kabul".utf8))
        #expect(undated.map { finder.actors[$0.actor].name } == ["Emirate"])
    }

    @Test("two actors cannot share a word on one day")
    func sharedDay() throws {
        let span = try #require(DateSpan(from: try Self.day("2021-08-14"), until: nil))
        let other = Actor(name: "Other", datedAliases: [DatedAlias("Kabul", span)])
        #expect(throws: StanceError.self) {
            try MentionFinder(actors: try Self.actors() + [other])
        }
        #expect(throws: StanceError.self) {
            try MentionFinder(actors: try Self.actors() + [Actor(name: "Kabul")])
        }
    }

    static let rows: [(actor: String, date: String?, mentions: Int)] = [
        ("Republic", "2015-01-01", 1), ("Republic", "2022-01-01", 0), ("Republic", nil, 0),
        ("Emirate", "2015-01-01", 0), ("Emirate", "2022-01-01", 1), ("Emirate", nil, 1),
        ("Kabul", "2015-01-01", 1), ("Kabul", "2022-01-01", 1), ("kabul", "2015-01-01", 1),
    ]

    @Test("a row's date says whom its text and its actor's name mean")
    func resolves() throws {
        let resolver = MentionResolver(finder: try MentionFinder(actors: try Self.actors()))
        // One text in all rows: what is found must not be kept from a row of another day.
        let examples = try Self.rows.map { row in
            Example(
                text: "Kabul spoke.", actor: row.actor, date: try row.date.map { try Self.day($0) })
        }
        let resolved = try resolver.resolve(examples)
        #expect(resolved.map { $0.mentions?.count } == Self.rows.map(\.mentions))
        for (example, together) in zip(examples, resolved) {
            #expect(try resolver.resolve([example]) == [together])
        }
        let spoken = resolved.filter { $0.actor == "Kabul" }
        #expect(spoken.allSatisfy { $0.others.isEmpty })
    }
}
