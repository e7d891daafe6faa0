import Foundation
import StanceKit
import Testing

/// What seeds/README.md says of the labelled paragraphs, checked.
@Suite("Seeds")
struct SeedsTests {
    static func path(_ name: String) -> String {
        ReadmeExampleTests.root.appendingPathComponent("seeds/\(name)").path
    }

    static let rows =
        (try? LabelledRowReader.examples(
            at: [path("paragraphs.jsonl")], options: LabelledRowOptions())) ?? []
    static let actors = (try? ActorsFile.actors(at: path("actors.yml"))) ?? []

    @Test("there are enough paragraphs, rows, actors and articles")
    func size() {
        #expect(Set(Self.rows.map(\.text)).count >= 900)
        #expect(Self.rows.count >= 2400)
        #expect(Self.actors.count >= 120)
        for article in [
            "border-trade.txt", "grain-corridor.md", "sahel-briefing.txt", "summit-communique.txt",
        ] {
            #expect(FileManager.default.fileExists(atPath: Self.path("articles/\(article)")))
        }
    }

    @Test("the lexicon is large, and its verbs and actions have roles")
    func lexicon() throws {
        let entries = try LexiconFile.lexicon(at: Self.path("lexicon-en.tsv")).entries
        #expect(entries.count >= 8000)
        let actions = entries.filter { $0.kind == .verb || $0.kind == .event }
        #expect(actions.count >= 3000)
        #expect(10 * actions.count { $0.agent != nil || $0.patient != nil } >= 9 * actions.count)
        for (_, words) in LexiconEntry.Classes.names {
            #expect(entries.count { $0.classes.contains(words) } >= 30)
        }
    }

    @Test("no stance is below a quarter of the rows", arguments: Stance.allCases)
    func balance(_ stance: Stance) {
        #expect(4 * Self.rows.count { $0.gold == stance } >= Self.rows.count)
    }

    @Test("a third of the paragraphs criticise one actor and not another")
    func mixed() {
        let paragraphs = Dictionary(grouping: Self.rows, by: \.text).values
        let mixed = paragraphs.count { rows in
            rows.contains { $0.gold == .critical } && rows.contains { $0.gold != .critical }
        }
        #expect(3 * mixed >= paragraphs.count)
    }

    @Test("the shipped actors file finds the spans, but for a few that only context tells")
    func spans() throws {
        let bare = Self.rows.map { row in
            var row = row
            row.mentions = nil
            return row
        }
        let resolver = MentionResolver(finder: try MentionFinder(actors: Self.actors))
        var differing: [String] = []
        for (row, found) in zip(Self.rows, try resolver.resolve(bare))
        where row.mentions != found.mentions {
            differing.append("\(row.id ?? "") \(row.mentions ?? []) \(found.mentions ?? [])")
        }
        #expect(33 * differing.count <= Self.rows.count, "\(differing)")
    }

    @Test("a text stands in one article, and an actor once in a text")
    func noDoubles() {
        for rows in Dictionary(grouping: Self.rows, by: \.text).values {
            #expect(Set(rows.map(\.group)).count == 1)
            #expect(Set(rows.map(\.actor)).count == rows.count)
        }
    }
}
