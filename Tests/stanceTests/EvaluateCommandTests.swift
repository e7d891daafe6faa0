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
        for key in ["accuracy", "macro_f1", "semeval_f", "log_loss", "brier", "ece"] {
            #expect(json[key] is Double, "\(key)")
            let interval = (json["intervals"] as? [String: [Double]])?[key]
            #expect(interval?.count == 2, "\(key)")
        }
        for key in ["per_class", "per_actor", "confusion", "bootstrap"] {
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
        #expect(run.errors.contains("the very rows that m.stance was trained on"))
    }
}
