import Foundation
import Testing

@Suite("stance train --recipe per-actor")
struct PerActorCommandTests {
    /// Rows about two actors that no text names; "coal" is good of one and bad of the other.
    static func rows(_ count: Int, mention: Bool = false) -> String {
        let says = ["Miners": ["gas", "sun", "coal"], "Greens": ["coal", "gas", "sun"]]
        var lines: [String] = []
        for index in 0..<count {
            let actor = index % 2 == 0 ? "Miners" : "Greens"
            let stance = (index / 2) % 3
            let word = says[actor]?[stance] ?? ""
            let name = mention ? " \(actor)" : ""
            lines.append(
                #"{"id": "\#(index)", "group": "a\#(index / 6)", "actor": "\#(actor)", "#
                    + #""text": "So much about \#(word) on day \#(index / 6)\#(name).", "#
                    + #""stance": "\#(["critical", "neutral", "supportive"][stance])"}"#)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func trained(_ arguments: [String] = []) throws -> (work: Workdir, run: Workdir.Run) {
        let work = try Workdir()
        try work.write("rows.jsonl", rows(72))
        let run = try work.stance(
            ["train", "rows.jsonl", "-o", "p.stance", "--C", "10"] + arguments)
        #expect(run.status == 0, "\(run.errors)")
        return (work, run)
    }

    static let sentence =
        "72 of 72 rows do not mention their actor, and 2 actors have at least 30 rows"

    @Test("few actors that no row names: chosen without being asked for, and said so")
    func automatic() throws {
        let (work, run) = try Self.trained()
        #expect(run.output.hasPrefix("Trained per-actor on 72 rows of 12 articles"))
        let unwrapped = run.output.replacing("\n", with: " ")
        #expect(unwrapped.contains("Recipe per-actor was chosen: " + Self.sentence))
        #expect(run.errors.isEmpty)
        let json = try work.stance(["train", "rows.jsonl", "-o", "q.stance", "--C", "10", "--json"])
        #expect(json.output.contains(#""recipe_choice" : "Recipe per-actor was chosen: "#))
        let inspect = try work.stance(["inspect", "p.stance"]).output
        for part in ["Greens, Miners", "why this recipe", "Greens: “coal”", "Miners: “coal”"] {
            #expect(inspect.contains(part), "\(part)")
        }
        let object = try JSONSerialization.jsonObject(
            with: Data(try work.stance(["inspect", "p.stance", "--json"]).output.utf8))
        #expect((object as? [String: Any])?["actors"] as? [String] == ["Greens", "Miners"])
    }

    @Test("asked for, it is the same model but for the reason")
    func asked() throws {
        let (work, run) = try Self.trained(["--recipe", "per-actor"])
        #expect(!run.output.contains("was chosen"))
        try work.stance(["train", "rows.jsonl", "-o", "auto.stance", "--C", "10", "-q"])
        let scores = try work.stance(["score", "rows.jsonl", "-m", "p.stance"]).output
        #expect(try work.stance(["score", "rows.jsonl", "-m", "auto.stance"]).output == scores)
    }

    struct Other: CustomTestStringConvertible {
        var name: String
        var rows: String
        var arguments: [String] = []
        var recipe: String
        var testDescription: String { name }
    }

    static let others = [
        Other(name: "mentioned", rows: rows(72, mention: true), recipe: "target-aware"),
        Other(
            name: "too few rows",
            rows: rows(18)
                + rows(36, mention: true)
                .replacingOccurrences(of: #""id": ""#, with: #""id": "m"#), recipe: "target-aware"),
        Other(
            name: "another one is asked for", rows: rows(72),
            arguments: ["--recipe", "bag-of-words"], recipe: "bag-of-words"),
    ]

    @Test("otherwise the recipe is target-aware or as asked", arguments: others)
    func notChosen(_ row: Other) throws {
        let work = try Workdir()
        try work.write("rows.jsonl", row.rows)
        let run = try work.stance(
            ["train", "rows.jsonl", "-o", "m.stance", "--C", "1"] + row.arguments)
        #expect(run.output.hasPrefix("Trained \(row.recipe) on"), "\(run.output) \(run.errors)")
        #expect(!run.output.contains("was chosen"))
    }

    @Test(
        "target-aware by name or by its options: unmentioned rows are left out as ever",
        arguments: [
            ["--recipe", "target-aware"], ["--no-actor-names"], ["--blocks", "masked"],
        ])
    func targetAware(_ arguments: [String]) throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Self.rows(72))
        let run = try work.stance(["train", "rows.jsonl", "-o", "m.stance"] + arguments)
        #expect(run.status == 65)
        #expect(run.errors.contains("none of the 72 rows mentions its actor"), "\(run.errors)")
        #expect(run.errors.contains("recipe per-actor or bag-of-words"), "\(run.errors)")
    }

    @Test("score: unmentioned actors have their scores; unknown ones abstain; none is lost")
    func score() throws {
        let (work, _) = try Self.trained()
        try work.write("a.txt", "So much about coal.\nGreens and sun.\n")
        let run = try work.stance(["score", "a.txt", "-m", "p.stance", "--format", "csv"])
        let cells = run.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(
            cells.map { "\($0[1]) \($0[2]) \($0[3]) \($0[8])" } == [
                "1 Greens critical 0", "1 Miners supportive 0", "2 Greens supportive 1",
                "2 Miners neutral 0",
            ])
        #expect(run.errors == "1 document, 2 paragraphs: 4 rows scored, 0 abstained\n")
        let one = try work.stance([
            "score", "a.txt", "-m", "p.stance", "--format", "csv", "--actor", "miners", "--actor",
            "Iran", "-q",
        ])
        let lines = one.output.split(separator: "\n").map(String.init)
        #expect(lines[1] == cells[1].joined(separator: ","))
        #expect(lines[2] == "a.txt,1,Iran,,,,,,0,true,actor not in the model")
        #expect(lines.count == 5)
        try work.write(
            "r.jsonl",
            #"{"id": "r", "text": "So much about coal.", "actor": " MINERS"}"# + "\n"
                + #"{"id": "s", "text": "coal", "actor": "Iran"}"# + "\n"
                + #"{"id": "t", "text": "So much about coal."}"# + "\n")
        let rows = try work.stance(["score", "r.jsonl", "-m", "p.stance", "--format", "csv"])
        let found = rows.output.split(separator: "\n").map(String.init)
        #expect(found[1] == "r,1, MINERS," + cells[1][3...].joined(separator: ","))
        #expect(found[2] == "s,1,Iran,,,,,,0,true,actor not in the model")
        #expect(found[4] == "t,1,Miners," + cells[1][3...].joined(separator: ","))
        #expect(rows.errors == "3 documents, 3 paragraphs: 3 rows scored, 1 abstained\n")
    }

    @Test("evaluate: every row of a known actor counts; the others are counted")
    func evaluate() throws {
        let (work, _) = try Self.trained()
        try work.write(
            "test.jsonl",
            Self.rows(12) + #"{"text": "coal", "actor": "Iran", "stance": "neutral"}"# + "\n")
        let run = try work.stance(["evaluate", "test.jsonl", "-m", "p.stance", "-q"])
        #expect(
            run.output.hasPrefix(
                """
                12 rows, 2 articles; 1 more could not be scored (their actor is not in the
                model)

                """), "\(run.output) \(run.errors)")
    }

    struct Bad: CustomTestStringConvertible {
        var name: String
        var rows: String
        var arguments: [String] = []
        var message: String
        var status: Int32 = 65
        var testDescription: String { name }
    }

    static let bad = [
        Bad(
            name: "a row without an actor",
            rows: rows(12) + #"{"text": "coal", "stance": "neutral"}"#,
            message: #"rows.jsonl:13: no column "actor" or "target""#),
        Bad(
            name: "257 actors",
            rows: (0..<257).map {
                #"{"text": "t\#($0)", "actor": "n\#($0)", "stance": "\#($0 % 3 - 1)"}"#
                    .replacingOccurrences(of: #""-1""#, with: #""con""#)
                    .replacingOccurrences(of: #""0""#, with: #""neutral""#)
                    .replacingOccurrences(of: #""1""#, with: #""pro""#)
            }.joined(separator: "\n"),
            message: "257 actors; recipe per-actor copies its features for each actor and takes 1 "
                + "to 256 of them"),
        Bad(
            name: "a block of another recipe", rows: rows(12), arguments: ["--blocks", "masked"],
            message: "expected some of them", status: 2),
        Bad(
            name: "a lexicon", rows: rows(12), arguments: ["--lexicon", "rows.jsonl"],
            message: "--lexicon: none of the chosen blocks looks at a lexicon", status: 2),
    ]

    @Test("bad input is refused", arguments: bad)
    func badInput(_ row: Bad) throws {
        let work = try Workdir()
        try work.write("rows.jsonl", row.rows)
        let run = try work.stance(
            ["train", "rows.jsonl", "-o", "m.stance", "--recipe", "per-actor"] + row.arguments)
        #expect(run.status == row.status)
        #expect(run.errors.contains(row.message), "\(run.errors)")
        #expect(work.files == ["rows.jsonl"])
    }
}
