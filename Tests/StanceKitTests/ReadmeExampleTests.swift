import Foundation
import StanceKit
import Testing

// The lines between the two marks are the example of README.md, word for word.
// example begins
func trainAndScore(rows: String, actors: String, model: String) throws {
    let actors = try ActorsFile.actors(at: actors)
    let resolver = MentionResolver(finder: try MentionFinder(actors: actors))
    let labelled = try LabelledRowReader.examples(at: [rows], options: LabelledRowOptions())
    let trained = try Trainer(TrainingOptions()).train(try resolver.resolve(labelled))
    try trained.model.write(path: model)

    let scorer = Scorer(model: try StanceModel(path: model))
    let articles = try ArticleScorer(scorer: scorer, actors: actors)
    let text = "Moscow praised Kabul, but condemned Washington."
    let paragraph = ParagraphToScore(document: "a", number: 1, text: text)
    for case let row in try articles.rows(for: [paragraph]) {
        guard case .scored(let p) = row.outcome else { continue }
        print(row.actor ?? "", p.stance.name, p.critical, p.neutral, p.supportive)
    }
}
// example ends

@Suite("README")
struct ReadmeExampleTests {
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("the example of the README is the one compiled here")
    func same() throws {
        let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
        let parts = source.components(separatedBy: "// example begins\n")
        let example = try #require(parts.last?.components(separatedBy: "// example ends").first)
        #expect(try Self.text("README.md").contains("import StanceKit\n\n" + example))
    }

    @Test("the example trains on some of the project's labels, saves, loads and scores")
    func runs() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("readme-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // All of them take a minute.
        let lines = try Self.text("seeds/paragraphs.jsonl").split(separator: "\n").prefix(800)
        let rows = folder.appendingPathComponent("rows.jsonl").path
        try lines.joined(separator: "\n").write(toFile: rows, atomically: true, encoding: .utf8)
        let model = folder.appendingPathComponent("mine.stance").path
        try trainAndScore(
            rows: rows, actors: Self.root.appendingPathComponent("seeds/actors.yml").path,
            model: model)
        #expect(try StanceModel(path: model).facts.rows == lines.count)
    }
}

@Suite("Map of the project")
struct ArchitectureTests {
    @Test("every path that ARCHITECTURE.md and README.md name is there")
    func paths() throws {
        var found = 0
        for document in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "seeds/README.md"] {
            let folder = document.contains("/") ? "seeds/" : ""
            for match in try ReadmeExampleTests.text(document).matches(
                of: /`((?:Sources|Tests|docs|seeds|models|scripts|Benchmarks|articles)\/[^`\s*]*)`/)
            {
                let path = match.1.hasPrefix("articles") ? folder + match.1 : String(match.1)
                found += 1
                #expect(
                    FileManager.default.fileExists(
                        atPath: ReadmeExampleTests.root.appendingPathComponent(path).path),
                    "\(document) names \(path)")
            }
        }
        #expect(found > 30)
    }

    @Test("every source file stands in ARCHITECTURE.md")
    func captions() throws {
        let map = try ReadmeExampleTests.text("ARCHITECTURE.md")
        let sources = ReadmeExampleTests.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(atPath: sources.path)
        var missing: [String] = []
        var count = 0
        for case let path as String in try #require(files) where path.hasSuffix(".swift") {
            count += 1
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            if !map.contains(name) { missing.append(path) }
        }
        #expect(missing.isEmpty, "\(missing)")
        #expect(count > 60)
    }
}
