import StanceCore
import Testing

@Suite("Actor coverage")
struct ActorCoverageTests {
    static let actors = [
        Actor(name: "Russia", aliases: ["Russian", "Moscow", "the Kremlin"]),
        Actor(name: "NATO", caseSensitive: false), Actor(name: "Nobody"),
    ]

    @Test("mentions are counted under the alias that found them")
    func aliases() throws {
        var coverage = try ActorCoverage(actors: Self.actors)
        coverage.add(paragraphs: [
            "Moscow and MOSCOW and the Kremlin.", "Nato met NATO.", "Nothing here.",
        ])
        coverage.add(paragraphs: ["Russia said so."])
        let found = coverage.found.map { actor in
            "\(actor.name) \(actor.count): "
                + actor.aliases.map { "\($0.alias) \($0.count)" }.joined(separator: ", ")
        }
        #expect(found == ["Russia 4: Moscow 2, Russia 1, the Kremlin 1", "NATO 2: NATO 2"])
        #expect(coverage.actorCount == 3 && coverage.documentCount == 2)
        #expect(coverage.paragraphCount == 4 && coverage.coveredParagraphCount == 3)
        #expect(coverage.mentionCount == 6)
        #expect(coverage.coveredShare == 0.75)
    }

    @Test("names that no actor covers are counted, with where they were first found")
    func uncovered() throws {
        var coverage = try ActorCoverage(actors: Self.actors)
        coverage.add(paragraphs: ["We met Zorblax in Moscow.", "Quuxia met Zorblax."])
        let names = coverage.uncovered.map { "\($0.name) \($0.count): \($0.example)" }
        #expect(
            names == [
                "Zorblax 2: We met Zorblax in Moscow.", "Quuxia 1: Quuxia met Zorblax.",
            ])
    }

    @Test("a mention counts on its days only, and a name that it lacks is uncovered")
    func dated() throws {
        let fall = try #require(CalendarDate("2021-08-15"))
        let span = try #require(DateSpan(from: fall, until: nil))
        var coverage = try ActorCoverage(
            actors: [Actor(name: "Emirate", datedAliases: [DatedAlias("Kabul", span)])])
        coverage.add(paragraphs: ["We met Kabul."], on: CalendarDate("2021-08-14"))
        coverage.add(paragraphs: ["We met Kabul."], on: fall)
        coverage.add(paragraphs: ["We met Kabul."])
        #expect(coverage.found.map(\.count) == [2])
        #expect(coverage.uncovered.map(\.name) == ["Kabul"])
        #expect(coverage.uncovered.map(\.count) == [1])
    }

    @Test("no text, no share")
    func empty() throws {
        let coverage = try ActorCoverage(actors: Self.actors)
        #expect(
            coverage.coveredShare == nil && coverage.found.isEmpty && coverage.uncovered.isEmpty)
    }
}
