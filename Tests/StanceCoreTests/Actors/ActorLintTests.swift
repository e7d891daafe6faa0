import StanceCore
import Testing

@Suite("Actor lint")
struct ActorLintTests {
    struct Row: CustomTestStringConvertible {
        var name: String
        var list: [ActorDeclaration]
        var findings: [String]
        var testDescription: String { name }
    }

    /// An actor on its own line, its aliases on the next.
    static func actor(
        _ name: String, _ aliases: [String], line: Int, caseSensitive: Bool? = nil
    ) -> ActorDeclaration {
        ActorDeclaration(
            name: ActorDeclaration.Word(name, line: line),
            aliases: aliases.map { ActorDeclaration.Word($0, line: line + 1) },
            caseSensitive: caseSensitive)
    }

    static func dated(_ text: String, _ from: String?, _ until: String?) -> ActorDeclaration.Word {
        let span = DateSpan(
            from: from.flatMap { CalendarDate($0) }, until: until.flatMap { CalendarDate($0) })
        return ActorDeclaration.Word(text, span: span ?? .always, line: 9)
    }

    static func pair(_ a: ActorDeclaration.Word, _ b: ActorDeclaration.Word) -> [ActorDeclaration] {
        [
            ActorDeclaration(name: .init("A1", line: 1), aliases: [a]),
            ActorDeclaration(name: .init("B1", line: 2), aliases: [b]),
        ]
    }

    static let rows: [Row] = [
        Row(name: "a clean list", list: [actor("Russia", ["Moscow"], line: 1)], findings: []),
        Row(
            name: "an alias inside a longer one of its own actor",
            list: [actor("Taliban", ["Afghan Taliban", "the Taliban"], line: 1)], findings: []),
        Row(
            name: "an alias inside another actor's longer one",
            list: [actor("Taliban", [], line: 1), actor("Pakistani Taliban", [], line: 3)],
            findings: []),
        Row(
            name: "one alias, two actors",
            list: [actor("Aland", ["Mx"], line: 1), actor("Bland", ["Mx"], line: 3)],
            findings: ["4 error shared-alias"]),
        Row(
            name: "equal but for white space and apostrophes",
            list: [actor("Aland", ["X's  Y"], line: 1), actor("Bland", ["X’s Y"], line: 3)],
            findings: ["4 error shared-alias"]),
        Row(
            name: "an alias that is another's name",
            list: [actor("Aland", ["Bland"], line: 1), actor("Bland", [], line: 3)],
            findings: ["3 error shared-alias"]),
        Row(
            name: "an actor twice is told once",
            list: [actor("Aland", ["Mx"], line: 1), actor("Aland", ["Mx"], line: 3)],
            findings: ["3 error duplicate-actor"]),
        Row(
            name: "both in any case",
            list: [
                actor("Aland", ["Mx"], line: 1, caseSensitive: false),
                actor("Bland", ["MX"], line: 3, caseSensitive: false),
            ],
            findings: ["4 error shared-alias"]),
        Row(
            name: "differ in case only",
            list: [actor("Hezb", [], line: 1), actor("HeZb", [], line: 3)],
            findings: ["3 warning case-variant"]),
        Row(
            name: "in capitals another's",
            list: [actor("Quad", [], line: 1), actor("Committee", ["QUAD"], line: 3)],
            findings: ["4 warning headline-form"]),
        Row(
            name: "in capitals another's, the acronym first",
            list: [actor("Committee", ["QUAD"], line: 1), actor("Quad", [], line: 3)],
            findings: ["3 warning headline-form"]),
        Row(
            name: "in any case, and another's in its own",
            list: [actor("polisario", [], line: 1), actor("Polisario", [], line: 3)],
            findings: ["3 warning case-variant"]),
        Row(
            name: "given twice", list: [actor("Aland", ["Mx", "Mx", "Aland"], line: 1)],
            findings: ["2 warning repeated-alias", "2 warning repeated-alias"]),
        Row(
            name: "found through another", list: [actor("Fifa", ["FIFA"], line: 1)],
            findings: ["2 warning redundant-alias"]),
        Row(
            name: "capitals that only match themselves are no repetition",
            list: [actor("FIFA", ["Fifa"], line: 1, caseSensitive: true)], findings: []),
        Row(
            name: "an ordinary word in any case",
            list: [actor("Rebels", ["the group", "group"], line: 1)],
            findings: ["2 warning common-word"]),
        Row(
            name: "an ordinary word by caseSensitive: false",
            list: [actor("Chad", ["Force"], line: 1, caseSensitive: false)],
            findings: ["2 warning common-word"]),
        Row(
            name: "a word that begins sentences", list: [actor("Theresa May", ["May"], line: 1)],
            findings: ["2 warning common-word"]),
        Row(
            name: "an acronym is no such word",
            list: [actor("World Health Organization", ["WHO"], line: 1)], findings: []),
        Row(
            name: "one letter", list: [actor("Company", ["X", "(Y)"], line: 1)],
            findings: ["2 warning one-letter", "2 warning one-letter"]),
        Row(
            name: "a possessive", list: [actor("Russia", ["Russia’s"], line: 1)],
            findings: ["2 warning possessive"]),
        Row(
            name: "spans that meet",
            list: pair(dated("Kabul", nil, "2021-08-15"), dated("Kabul", "2021-08-15", nil)),
            findings: []),
        Row(
            name: "spans that share a day",
            list: pair(dated("Kabul", nil, "2021-08-15"), dated("Kabul", "2021-08-14", nil)),
            findings: ["9 error shared-alias"]),
        Row(
            name: "a span beside no span",
            list: pair(dated("Kabul", nil, nil), dated("Kabul", "2021-08-14", nil)),
            findings: ["9 error shared-alias"]),
        Row(
            name: "one actor, spans that share a day",
            list: [
                ActorDeclaration(
                    name: .init("Aland", line: 1),
                    aliases: [
                        dated("Kabul", nil, "2021-08-15"), dated("Kabul", "2021-08-14", nil),
                    ])
            ],
            findings: ["9 warning overlapping-dates"]),
        Row(
            name: "one actor, spans apart",
            list: [
                ActorDeclaration(
                    name: .init("Aland", line: 1),
                    aliases: [
                        dated("Kabul", nil, "2001-01-01"), dated("Kabul", "2021-08-14", nil),
                    ])
            ],
            findings: []),
        Row(
            name: "differ in case only, on different days",
            list: pair(dated("Hezb", nil, "2021-08-15"), dated("HeZb", "2021-08-15", nil)),
            findings: []),
    ]

    @Test("each list has its findings", arguments: rows)
    func findings(_ row: Row) {
        let found = (ActorLint.errors(in: row.list) + ActorLint.warnings(in: row.list))
        let told = found.map { "\($0.line ?? 0) \($0.severity.rawValue) \($0.rule.rawValue)" }
        #expect(told == row.findings, "\(found.map(\.message))")
    }

    @Test("a list without errors is one that the finder takes, and no other", arguments: rows)
    func agreesWithFinder(_ row: Row) {
        let actors = row.list.map { $0.actor(file: "a.yml") }
        let isTaken = (try? MentionFinder(actors: actors)) != nil
        #expect(isTaken == ActorLint.errors(in: row.list).isEmpty)
    }

    @Test("messages name both actors and the first line")
    func message() {
        let list = [
            Self.actor("Aland", ["Mx"], line: 1), Self.actor("Bland", ["Mx"], line: 3),
        ]
        #expect(
            ActorLint.errors(in: list).map(\.message)
                == [
                    "\"Mx\" of Bland also names Aland, first on line 2; an alias can name one actor only"
                ]
        )
    }
}
