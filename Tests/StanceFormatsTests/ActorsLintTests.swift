import StanceCore
import StanceFormats
import Testing

@Suite struct ActorsLintTests {
    @Test func everyFaultIsToldWithItsLine() {
        let text = """
            - name: Aland
              aliases: [Mx, "", {alias: Old, from: 2021-08-15, until: 2020-01-01}, {alias: Z}]
              colour: red
            - nickname: Bland
            - name: Bland
              caseSensitive: perhaps
              aliases:
                - Mx
                - {alias: New, from: soon}
            - name: aland
            """
        let told = ActorsFile.lint(text).findings.map {
            "\($0.line ?? 0) \($0.severity.rawValue) \($0.rule.rawValue)"
        }
        #expect(
            told == [
                "2 error format", "2 error reversed-dates", "2 warning one-letter",
                "3 error format", "4 error format", "4 error format", "6 error format",
                "8 error shared-alias", "9 error format", "10 warning case-variant",
            ])
    }

    @Test func aFileHasAnErrorIfAndOnlyIfItIsRefused() {
        let texts =
            ActorsFileTests.malformed.map(\.text) + [
                "- name: A1\n  aliases: [B1, B1, b, the]\n- name: b1\n",
                "- name: A1\n  aliases: [{alias: B1, from: 2021-08-15}, B1]\n",
            ]
        for text in texts {
            let isRefused = (try? ActorsFile.actors(in: text, file: "a.yaml")) == nil
            let hasError = ActorsFile.lint(text).findings.contains { $0.severity == .error }
            #expect(isRefused == hasError, "\(text)")
        }
    }

    @Test func datedAliasesAreRead() throws {
        let text = """
            - name: Emirate
              aliases:
                - Taliban
                - {alias: Kabul, from: 2021-08-15}
                - {alias: Kabul, from: 1996-09-27, until: 2001-11-13}
                - {alias: Kandahar}
            - name: Republic
              aliases: [{alias: Kabul, from: 2004-01-26, until: 2021-08-15}]
            """
        let actors = try ActorsFile.actors(in: text, file: "a.yaml")
        #expect(actors[0].aliases == ["Taliban", "Kandahar"])
        #expect(
            actors[0].datedAliases.map { "\($0.alias) \($0.span.from?.description ?? "-")" }
                == ["Kabul 2021-08-15", "Kabul 1996-09-27"])
        let span = try #require(actors[1].datedAliases.first?.span)
        #expect(span.from == CalendarDate("2004-01-26") && span.until == CalendarDate("2021-08-15"))
        #expect(actors.areDated && !Array(actors[..<0]).areDated)
    }

    @Test func writtenActorsAreReadBackAsTheyWere() throws {
        let from = try #require(CalendarDate("2021-08-15"))
        let spans = [
            DateSpan(from: from, until: nil), DateSpan(from: nil, until: from),
            DateSpan(from: from, until: CalendarDate("2022-01-01")),
        ].compactMap { $0 }
        let words = [
            "NO", "null", "~", "1", "2.50", "a: b", "x # y", "- z", "it's", "say \"so\"", "[a]",
            "{b", "a, b", "Élysée", "*", "& c", "AT&T", "100%", "@home", "back\\slash", "tab\there",
            "é", "No.", "trailing ", "it: ", "line\u{2028}sep", "next\u{85}line\u{2029}",
            "carriage\r\nreturn", "\u{7F}",
            "a\u{FEFF}", "😀!", "\u{FFFE}", "U.S.", "?", "Tehrik-i-Taliban Pakistan", "中国", "’s",
        ]
        let actors =
            words.enumerated().map { number, word in
                Actor(name: word, aliases: ["x\(number) \(word)"])
            } + [
                Actor(name: "Long", aliases: (0..<30).map { "alias number \($0)" }),
                Actor(name: "Plain", caseSensitive: true),
                Actor(
                    name: "Dated", aliases: ["y"],
                    datedAliases: spans.map { DatedAlias("on: days", $0) }, caseSensitive: false),
            ]
        let text = actors.map {
            ActorsWriter.text(of: $0, comments: ["a\ncomment: [\u{2028}- name: x", "\u{7}"])
        }.joined(separator: "\n")
        let read = try ActorsFile.actors(in: text, file: "a.yaml").map { actor in
            var actor = actor
            actor.location = nil
            return actor
        }
        #expect(read == actors)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }

    @Test func bracketsInWrittenNamesAndCommentsDoNotAddUp() throws {
        let actors = (0..<100).map { Actor(name: "Union [\($0)", aliases: ["{\($0) [x"]) }
        let text = actors.map { ActorsWriter.text(of: $0, comments: ["said: [Union {"]) }.joined()
        let read = try ActorsFile.actors(in: text, file: "a.yaml")
        #expect(read.map(\.name) == actors.map(\.name))
        #expect(read.map(\.aliases) == actors.map(\.aliases))
        #expect(text.contains("# said: (Union (\n"))
    }
}
