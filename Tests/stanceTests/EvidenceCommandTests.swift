import Foundation
import Testing

/// `stance evaluate` with `--folds`, `--suspects` and annotators.
@Suite("stance evaluate, evidence")
struct EvidenceCommandTests {
    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("cross-validation needs no model and says what looser folds flatter")
    func folds() throws {
        let work = try Workdir()
        // The same sentences in pairs of articles: near-duplicates that articles do not hold together.
        var rows = Workdir.rows(articles: 10)
        for article in 0..<10 {
            let scene = ["one", "two", "three", "four", "five", "six"]
                .map { "\($0)pair\(article / 2)" }.joined(separator: " ")
            rows = rows.replacingOccurrences(
                of: "in paper \(article).", with: "as \(scene) watched.")
        }
        try work.write("rows.jsonl", rows)
        let arguments = ["evaluate", "rows.jsonl", "--folds", "3", "--C", "3"]
        let run = try work.stance(arguments)
        #expect(run.status == 0, "\(run.errors)")
        for words in [
            "Cross-validation in 3 folds", "C = 3", "60 rows, 10 articles", "Leakage",
            "single rows (a random split)", "rows - near-duplicates",
            "rows with a near-duplicate text in another article",
        ] { #expect(run.output.contains(words), "\(words)") }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try Self.object(try work.stance(arguments + ["--json"]).output)
        let leakage = try #require(json["leakage"] as? [String: Any])
        let gap = try #require(leakage["random_minus_near_duplicates"] as? [String: Any])
        let values = try ["random", "articles", "near_duplicates"].map {
            try #require(leakage[$0] as? Double)
        }
        let difference = try #require(gap["difference"] as? Double)
        #expect(abs(difference - (values[0] - values[2])) < 1e-12)
        #expect((gap["interval"] as? [Double])?.count == 2)
        #expect(leakage["rows_with_near_duplicate"] as? Int ?? 0 > 0)
        #expect((json["cross_validation"] as? [String: Any])?["folds"] as? Int == 3)
        #expect(json["macro_f1"] as? Double == values[1])
        let again = try work.stance(arguments + ["--json", "--threads", "1"])
        #expect(try work.stance(arguments + ["--json"]).output == again.output)
    }

    /// Thirty stories in words of their own, each printed by six papers under one stance: whoever has seen
    /// a copy knows the answer, whoever has not can only guess.
    @Test("copies in other articles are what the gap to near-duplicates is made of")
    func copies() throws {
        let work = try Workdir()
        let letters = "abcdefghijklmnopqrstuvwxyzåäöæøé".map { String($0) }
        let lines = (0..<180).map { row in
            let story = row % 30
            let words = (0..<8).map { letters[story] + letters[$0] + "zu" }.joined(separator: " ")
            let stance = ["critical", "neutral", "supportive"][story * 7 / 10 % 3]
            return #"{"group": "a\#(row)", "text": "\#(words) Russia.", "actor": "Russia", "#
                + #""stance": "\#(stance)"}"#
        }
        try work.write("rows.jsonl", lines.joined(separator: "\n") + "\n")
        let run = try work.stance(["evaluate", "rows.jsonl", "--folds", "5", "--C", "3", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let leakage = try #require(try Self.object(run.output)["leakage"] as? [String: Any])
        let (random, articles, grouped) = try (
            #require(leakage["random"] as? Double), #require(leakage["articles"] as? Double),
            #require(leakage["near_duplicates"] as? Double)
        )
        #expect(random > 0.95 && articles > 0.95 && grouped < 0.5, "\(leakage)")
        #expect(leakage["rows_with_near_duplicate"] as? Int == 180)
    }

    @Test("train --leakage says what evaluate --folds says, and changes no byte of the model")
    func trainLeakage() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", AnswerCommandTests.noisyRows(articles: 12))
        let train = ["train", "rows.jsonl", "--C", "3", "--folds", "3", "-o"]
        let run = try work.stance(train + ["a.stance", "--leakage"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("Leakage: what rows that resemble each other add"))
        #expect(run.output.contains("rows - near-duplicates"))
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try Self.object(
            try work.stance(train + ["b.stance", "--leakage", "--calibrate", "--json"]).output)
        let evaluated = try Self.object(
            try work.stance(["evaluate", "rows.jsonl", "--folds", "3", "--C", "3", "--json"]).output
        )
        let ours = try #require(json["leakage"] as? NSDictionary)
        #expect(ours == evaluated["leakage"] as? NSDictionary)
        let tuned = try work.stance(
            ["tune", "rows.jsonl", "--C", "3", "--folds", "3", "--leakage", "--json"])
        #expect(try Self.object(tuned.output)["leakage"] as? NSDictionary == ours)
        // Without the flag neither the figures are there nor the model another one.
        let plain = try Self.object(
            try work.stance(train + ["c.stance", "--calibrate", "--json"]).output)
        #expect(plain["leakage"] == nil)
        #expect(try work.data("b.stance") == work.data("c.stance"))
        #expect(
            try work.stance(["train", "rows.jsonl", "-o", "d.stance"]).output
                .contains("see --hold-out and --leakage"))
    }

    @Test("the learning curve of evaluate --folds is tune's, and stands in the report")
    func learningCurve() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", AnswerCommandTests.noisyRows(articles: 40))
        let arguments = ["evaluate", "rows.jsonl", "--folds", "5", "--C", "1", "--learning-curve"]
        let run = try work.stance(arguments + ["--report", "page.html"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("Learning curve at C = 1"))
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let curve = try #require(
            try Self.object(try work.stance(arguments + ["--json"]).output)["learning_curve"]
                as? NSDictionary)
        let tuned = try work.stance(
            ["tune", "rows.jsonl", "--C", "1", "--learning-curve", "--json"])
        #expect(try Self.object(tuned.output)["learning_curve"] as? NSDictionary == curve)
        let page = try work.text("page.html")
        for words in [
            "What more labels would buy", "macro-F1 by rows trained on", "Leakage: macro-F1 is ",
            "by folds of articles and near-duplicates", ">192<", "of macro-F1",
        ] { #expect(page.contains(words), "\(words)") }
        #expect(!EvaluateBadInputTests.saysNaN(page))
        let plain = try work.stance(
            ["evaluate", "rows.jsonl", "--folds", "5", "--C", "1", "--report", "plain.html"])
        #expect(!plain.output.contains("Learning curve"))
        #expect(try !work.text("plain.html").contains("What more labels would buy"))
        let alone = try work.stance(["evaluate", "rows.jsonl", "--learning-curve"])
        #expect(alone.status == 2 && alone.errors.contains("add --folds"))
    }

    @Test("a wrong label is a suspect")
    func suspects() throws {
        let work = try Workdir()
        var lines = Workdir.rows(articles: 20).split(separator: "\n").map(String.init)
        lines[30] = lines[30].replacingOccurrences(
            of: #""stance": "critical""#, with: #""stance": "supportive""#)
        try work.write("rows.jsonl", lines.joined(separator: "\n"))
        let run = try work.stance(["evaluate", "rows.jsonl", "--suspects", "--C", "3"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("1 suspect label; about "))
        #expect(run.output.contains("Russia: supportive, rather critical ("))
        #expect(run.output.contains("[30]"))
        let json = try Self.object(
            try work.stance(["evaluate", "rows.jsonl", "--suspects", "--C", "3", "--json"]).output)
        let found = try #require((json["suspects"] as? [String: Any])?["rows"] as? [[String: Any]])
        #expect(found.map { $0["id"] as? String } == ["30"])
        #expect(found[0]["place"] as? String == "rows.jsonl:31")
    }

    @Test("rows with annotators: alpha and kappa, overall, per actor and per pair")
    func annotators() throws {
        let work = try EvaluateBadInputTests.work()
        let stances = ["critical", "neutral", "supportive"]
        var rows = ""
        for unit in 0..<12 {
            for (place, annotator) in ["ann", "bob", "eve"].enumerated() {
                let label = stances[(unit + (unit % 4 == 0 ? place : 0)) % 3]
                rows +=
                    #"{"id":"\#(unit)","text":"Paper \#(unit).","actor":"A\#(unit % 2)","#
                    + #""stance":"\#(label)","annotator":"\#(annotator)"}"# + "\n"
            }
        }
        try work.write("test.jsonl", rows)
        let run = try work.stance(["evaluate", "test.jsonl", "-m", "b.stance"])
        #expect(run.status == 0, "\(run.errors)")
        for words in [
            "Agreement of 3 annotators on 12 units, 36 labels", "alpha, ordinal",
            "Cohen's kappa, mean over pairs", "ann, bob", "  A1 ",
        ] { #expect(run.output.contains(words), "\(words)") }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try Self.object(
            try work.stance(["evaluate", "test.jsonl", "-m", "b.stance", "--json"]).output)
        let agreement = try #require(json["agreement"] as? [String: Any])
        let actors = try #require(agreement["per_actor"] as? [[String: Any]])
        #expect(actors.map { $0["actor"] as? String } == ["A0", "A1"])
        // Every disagreement is about A0: units 0, 4 and 8.
        #expect(actors[1]["alpha_nominal"] as? Double == 1)
        #expect((actors[0]["alpha_nominal"] as? Double ?? 1) < 1)
        #expect((agreement["pairs"] as? [[String: Any]])?.count == 3)
    }

    @Test("what cannot be cross-validated is one clear error")
    func faults() throws {
        let work = try EvaluateBadInputTests.work()
        let one = #"{"text":"Oslo.","actor":"Oslo","stance":"neutral","group":"a"}"#
        try work.write("one.jsonl", one)
        try work.write("article.jsonl", Workdir.rows(articles: 1))
        let cases: [([String], Int32, String)] = [
            (["rows.jsonl", "--folds", "1"], 2, "1 folds; expected at least 2"),
            (["rows.jsonl", "--folds", "3", "-m", "b.stance"], 2, "leave out --model"),
            (["rows.jsonl", "--C", "3"], 2, "add --folds"),
            (["rows.jsonl", "--folds", "3", "--C", "x"], 2, "--C x: expected a number"),
            (["one.jsonl", "--folds", "2"], 65, "no row is critical"),
            (["article.jsonl", "--folds", "2"], 65, "rows of at least 2 groups"),
        ]
        for (arguments, status, message) in cases {
            let run = try work.stance(["evaluate"] + arguments)
            #expect(run.status == status, "\(arguments): \(run.errors)")
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }
}
