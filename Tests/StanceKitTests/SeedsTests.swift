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
        #expect(Set(Self.rows.map(\.text)).count >= 150)
        #expect(Self.rows.count >= 350)
        #expect(Self.actors.count >= 80)
        for article in [
            "border-trade.txt", "grain-corridor.md", "sahel-briefing.txt", "summit-communique.txt",
        ] {
            #expect(FileManager.default.fileExists(atPath: Self.path("articles/\(article)")))
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
