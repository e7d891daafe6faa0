import Foundation
import Testing

@Suite("stance evaluate")
struct EvaluateCommandTests {
    @Test("JSON has the promised keys; text has an interval beside every headline figure")
    func keys() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("test.jsonl", Workdir.rows(articles: 7))
        let run = try work.stance(["evaluate", "test.jsonl", "-m", "m.stance", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(json["n"] as? Int == 42)
        #expect(json["groups"] as? Int == 7)
        for key in [
            "accuracy", "macro_f1", "semeval_f", "log_loss", "brier", "ece", "mcc", "ordinal_mae",
            "prevalence_error",
        ] {
            #expect(json[key] is Double, "\(key)")
            let interval = (json["intervals"] as? [String: [Double]])?[key]
            #expect(interval?.count == 2, "\(key)")
        }
        for key in ["per_class", "per_actor", "confusion", "bootstrap", "reliability", "by"] {
            #expect(json[key] != nil, "\(key)")
        }
        let text = try work.stance(["evaluate", "test.jsonl", "-m", "m.stance"])
        #expect(text.output.contains("42 rows, 7 articles"))
        #expect(text.output.contains("95 % interval"))
        for line in text.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(!text.output.lowercased().contains("nan"))
    }

    @Test("rows whose actor is not mentioned are counted, not lost")
    func abstained() throws {
        let work = try ScoreCommandTests.trained()
        try work.write(
            "test.jsonl",
            Workdir.rows(articles: 3)
                + #"{"text": "Nobody.", "actor": "Iran", "stance": "neutral", "group": "z"}"# + "\n"
        )
        let run = try work.stance(["evaluate", "test.jsonl", "-m", "m.stance"])
        #expect(run.output.contains("18 rows, 3 articles; 1 more could not be scored"))
        #expect(run.output.contains("too narrow"))
        try work.write("none.jsonl", #"{"text": "Nobody.", "actor": "Iran", "stance": "pro"}"#)
        let none = try work.stance(["evaluate", "none.jsonl", "-m", "m.stance"])
        #expect(none.status == 65)
        #expect(none.errors.contains("none of the 1 rows can be scored"))
    }

    @Test("one article: figures without an interval say so")
    func oneArticle() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("test.jsonl", Workdir.rows(articles: 1))
        let run = try work.stance(["evaluate", "test.jsonl", "-m", "m.stance"])
        #expect(run.output.contains("undefined"))
        #expect(run.output.contains("at least 2 groups"))
    }

    @Test("the rows of the training are recognised")
    func trainingRows() throws {
        let work = try ScoreCommandTests.trained()
        let run = try work.stance(["evaluate", "rows.jsonl", "-m", "m.stance"])
        #expect(run.errors.contains("trained on the texts of 54 of these 54 rows"))
        // Some new rows, and one that does not mention its actor, hide the others from nobody.
        let fresh = """
            {"text": "Nobody here.", "actor": "Russia", "stance": "neutral"}
            {"text": "They mocked Russia.", "actor": "Russia", "stance": "critical"}

            """
        try work.write("more.jsonl", fresh + Workdir.rows(articles: 2))
        let mixed = try work.stance(["evaluate", "more.jsonl", "-m", "m.stance"])
        #expect(mixed.errors.contains("trained on the texts of 12 of these 14 rows"))
        try work.write("fresh.jsonl", fresh)
        #expect(try work.stance(["evaluate", "fresh.jsonl", "-m", "m.stance"]).errors.isEmpty)
    }

    @Test("without articles the rows of one text are drawn together")
    func texts() throws {
        let work = try ScoreCommandTests.trained()
        let rows = (0..<4).flatMap { text in
            ["Russia", "China"].map {
                #"{"text": "The author praised Russia and mocked China in \#(text).", "#
                    + #""actor": "\#($0)", "stance": "neutral"}"#
            }
        }
        try work.write("pairs.jsonl", rows.joined(separator: "\n"))
        let run = try work.stance(["evaluate", "pairs.jsonl", "-m", "m.stance"])
        #expect(run.output.hasPrefix("8 rows, 4 texts (no article given)\n"), "\(run.output)")
        let json = try work.stance(["evaluate", "pairs.jsonl", "-m", "m.stance", "--json"])
        #expect(json.output.contains(#""unit" : "text""#))
    }

    @Test("a full disk is an error", arguments: ["evaluate", "train", "inspect", "score", "help"])
    func fullDisk(_ verb: String) throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.txt", "Russia.")
        let arguments = [
            "evaluate": ["evaluate", "rows.jsonl", "-m", "m.stance", "--json"],
            "train": ["train", "rows.jsonl", "-o", "n.stance", "--C", "1", "--json"],
            "inspect": ["inspect", "m.stance"], "score": ["score", "a.txt", "-m", "m.stance"],
            "help": ["--help"],
        ]
        let run = try work.stance(arguments[verb] ?? [], output: "/dev/full")
        #expect(run.status == 74)
        #expect(run.errors.contains("writing failed: No space left on device"), "\(run.errors)")
    }
}
