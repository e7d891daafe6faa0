import Foundation
import StanceCore
import StanceFormats
import Testing

/// The lexicon and roles blocks against `scripts/make_lexicon_fixtures.py`.
@Suite("Lexicon and roles blocks")
struct LexiconFixtureTests {
    struct Case: Decodable, CustomTestStringConvertible {
        var text: String
        var mentions: [[Int]]
        var common: [String]
        var stream: [String]
        var lexicon: [String: Double]
        var roles: [String: Double]
        var testDescription: String { "\(text) \(mentions)" }
    }

    struct Fixture: Decodable {
        var tsv: String
        var cases: [Case]
    }

    static let fixture: Fixture? = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        let url = folder.appendingPathComponent("Tests/Fixtures/lexicon.json")
        return (try? Data(contentsOf: url)).flatMap {
            try? JSONDecoder().decode(Fixture.self, from: $0)
        }
    }()

    static func lexicon() throws -> Lexicon {
        try LexiconFile.lexicon(in: fixture?.tsv ?? "", file: "lexicon.tsv")
    }

    @Test("the fixtures are there")
    func present() { #expect((Self.fixture?.cases.count ?? 0) >= 14) }

    @Test("every number equals the oracle's", arguments: fixture?.cases ?? [])
    func numbers(_ row: Case) throws {
        var terms = try ExampleTerms(
            recipe: .targetAware, casing: CasingLexicon(words: row.common),
            lexicon: Self.lexicon())
        try terms.setText(row.text)
        terms.setActor(mentions: row.mentions.map { $0[0]..<$0[1] }, others: [])
        #expect(terms.maskedStream == row.stream)
        for (kind, expected) in [(BlockKind.lexicon, row.lexicon), (.roles, row.roles)] {
            var counter = TermCounter()
            try terms.add(kind, to: &counter)
            var found: [String: Double] = [:]
            for id in counter.documentTerms {
                found[counter.terms.string(Int(id))] = counter.documentWeight(id)
            }
            #expect(found.keys.sorted() == expected.keys.sorted())
            for (name, value) in expected {
                #expect(abs((found[name] ?? 9) - value) <= 1e-12, "\(name)")
            }
        }
    }

    @Test("without a lexicon the blocks have no terms")
    func absent() throws {
        var terms = try ExampleTerms(recipe: .targetAware, casing: CasingLexicon(words: []))
        try terms.setText("Iran condemned it.")
        terms.setActor(mentions: [0..<4], others: [])
        var counter = TermCounter()
        try terms.add(.lexicon, to: &counter)
        try terms.add(.roles, to: &counter)
        #expect(counter.documentTerms.isEmpty)
    }
}
