import Foundation
import Testing

@Suite("Help")
struct HelpTests {
    static let verbs = [
        "stance", "train", "tune", "evaluate", "compare", "score", "explain", "inspect", "actors",
        "actors lint",
        "actors coverage", "actors suggest", "import", "export", "vectors", "bench",
    ]

    @Test(
        "each help text is the one on file, has an example first and fits 80 columns",
        arguments: verbs)
    func verbatim(_ verb: String) throws {
        let words = verb.split(separator: " ").map(String.init)
        let run = try Workdir().stance(verb == "stance" ? ["--help"] : words + ["--help"])
        let file = Workdir.root.appendingPathComponent(
            "Tests/Fixtures/help/\(words.joined(separator: "-")).txt")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output == (try String(contentsOf: file, encoding: .utf8)))
        #expect(run.output.split(separator: "\n")[1] == "Example:")
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test("the version goes to standard output")
    func version() throws {
        let run = try Workdir().stance(["--version"])
        #expect(run.status == 0 && run.output == "stance 0.1.0\n")
    }

    @Test("inspect shows the facts and the strongest terms")
    func inspect() throws {
        let work = try ScoreCommandTests.trained()
        let text = try work.stance(["inspect", "m.stance", "--terms", "3"])
        #expect(text.status == 0)
        for fact in [
            "target-aware", "54 of 9 articles", "rows.jsonl", "block masked", "trained.texts",
        ] {
            #expect(text.output.contains(fact), "\(fact)")
        }
        for line in text.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try work.stance(["inspect", "b.stance", "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        #expect((object as? [String: Any])?["recipe"] as? String == "bag-of-words")
        let sections = (object as? [String: Any])?["sections"] as? [[String: Any]]
        #expect(sections?.contains { $0["name"] as? String == "weights" } == true)
        #expect(try work.stance(["inspect", "rows.jsonl"]).status == 65)
    }
}
