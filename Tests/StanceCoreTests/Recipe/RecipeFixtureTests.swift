import Foundation
import StanceCore
import Testing

/// The masked view and the terms of each block against `scripts/make_recipe_fixtures.py`.
@Suite("Target-aware recipe")
struct RecipeFixtureTests {
    struct Case: Decodable, CustomTestStringConvertible {
        var text: String
        var mentions: [[Int]]
        var others: [[Int]]
        var common: [String]
        var stream: [String]
        var distances: [Int]
        var masked: [String: Double]
        var near: [String: Double]
        var sided: [String: Double]
        var names: [String]
        var testDescription: String { text.isEmpty ? "empty text" : text }
    }

    static let cases: [Case] = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        let url = folder.appendingPathComponent("Tests/Fixtures/recipe.json")
        let data = (try? Data(contentsOf: url)) ?? Data()
        return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
    }()

    @Test("the fixtures are there")
    func present() { #expect(Self.cases.count >= 21) }

    @Test("stream, distances and terms equal the oracle's", arguments: cases)
    func terms(_ row: Case) throws {
        var terms = try ExampleTerms(
            recipe: .targetAware, casing: CasingLexicon(words: row.common))
        try terms.setText(row.text)
        terms.setActor(
            mentions: row.mentions.map { $0[0]..<$0[1] }, others: row.others.map { $0[0]..<$0[1] })
        #expect(terms.maskedStream == row.stream)
        #expect(terms.distances == row.distances)
        #expect(try counts(.masked, &terms) == row.masked)
        #expect(try counts(.near, &terms) == row.near)
        let sided = try counts(.sided, &terms)
        #expect(Set(sided.keys) == Set(row.sided.keys))
        for (term, amount) in row.sided {
            #expect(abs((sided[term] ?? 0) - amount) <= 1e-12 * amount, "\(term)")
        }
        #expect(try counts(.names, &terms).keys.sorted() == row.names)
    }

    private func counts(
        _ kind: BlockKind, _ terms: inout ExampleTerms
    ) throws -> [String: Double] {
        var counter = TermCounter()
        try terms.add(kind, to: &counter)
        var counts: [String: Double] = [:]
        for id in counter.documentTerms {
            let tag = Int(counter.terms.tags[Int(id)])
            counts[kind.prefixes[tag] + counter.terms.string(Int(id))] =
                counter.documentWeight(id)
        }
        return counts
    }
}
