import Foundation
import Testing

@Suite("stance compare")
struct CompareCommandTests {
    /// Two models of unlike quality and labelled rows that neither has seen.
    static func work() throws -> Workdir {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 9))
        // The poor model has learned praise as neutral and visits as support.
        let turned = Workdir.rows(articles: 9).replacingOccurrences(of: "supportive", with: "?")
            .replacingOccurrences(of: "neutral", with: "supportive")
            .replacingOccurrences(of: "?", with: "neutral")
        try work.write("turned.jsonl", turned)
        for (rows, model) in [("rows.jsonl", "good.stance"), ("turned.jsonl", "poor.stance")] {
            let run = try work.stance(["train", rows, "-o", model, "--C", "3", "-q"])
            #expect(run.status == 0, "\(run.errors)")
        }
        let fresh = Workdir.rows(articles: 12).replacingOccurrences(
            of: "in paper", with: "at length")
        try work.write("test.jsonl", fresh)
        return work
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("two models: every difference with its interval, the test and the rows that changed")
    func models() throws {
        let work = try Self.work()
        let run = try work.stance(["compare", "good.stance", "poor.stance", "test.jsonl"])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        for words in [
            "72 rows scored by both, 12 articles", "macro-F1", "F1 supportive", "worse *",
            "McNemar:", "broken", "labelled supportive  [", "The author ",
        ] { #expect(run.output.contains(words), "\(words)") }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try work.stance([
            "compare", "good.stance", "poor.stance", "test.jsonl", "--json", "--metric", "accuracy",
        ])
        let object = try Self.object(json.output)
        #expect(object["n"] as? Int == 72 && object["groups"] as? Int == 12)
        #expect(object["metric"] as? String == "accuracy")
        #expect(object["verdict"] as? String == "worse")
        let differences = try #require(object["differences"] as? [String: [String: Any]])
        #expect(differences.count == 12)
        for (name, difference) in differences {
            let (a, b) = (difference["baseline"] as? Double, difference["candidate"] as? Double)
            let change = try #require(difference["difference"] as? Double)
            #expect(abs(try #require(b) - (try #require(a)) - change) < 1e-12, "\(name)")
            #expect((difference["interval"] as? [Double])?.count == 2, "\(name)")
        }
        let changed = try #require(object["changed"] as? [[String: Any]])
        let broken = changed.count { $0["change"] as? String == "broken" }
        let fixed = changed.count { $0["change"] as? String == "fixed" }
        let test = try #require(object["mcnemar"] as? [String: Any])
        #expect(broken > 0 && test["baseline_only"] as? Int == broken)
        #expect(test["candidate_only"] as? Int == fixed && test["p_value"] is Double)
        for row in changed {
            #expect(row["baseline"] as? String != row["candidate"] as? String)
            #expect((row["baseline_probabilities"] as? [Double])?.count == 3)
            #expect(row["text"] is String && row["id"] is String && row["place"] is String)
        }
        #expect((object["bootstrap"] as? [String: Any])?["method"] as? String == "percentile")
    }

    @Test("--fail-if-worse fails for a worse candidate, not for a better or an equal one")
    func failIfWorse() throws {
        let work = try Self.work()
        func status(_ a: String, _ b: String) throws -> Int32 {
            try work.stance(["compare", a, b, "test.jsonl", "--fail-if-worse", "-q"]).status
        }
        #expect(try status("good.stance", "poor.stance") == 1)
        #expect(try status("poor.stance", "good.stance") == 0)
        #expect(try status("good.stance", "good.stance") == 0)
        let run = try work.stance(
            ["compare", "good.stance", "poor.stance", "test.jsonl", "--fail-if-worse"])
        #expect(run.errors == "stance: poor.stance is worse than good.stance in macro_f1\n")
        let equal = try work.stance(["compare", "good.stance", "good.stance", "test.jsonl"])
        #expect(equal.output.contains("No row changed its stance."))
        #expect(equal.output.contains("McNemar: undefined"))
    }

    @Test("scored rows stand for the model that wrote them, in evaluate too")
    func scoredRows() throws {
        let work = try Self.work()
        try work.stance(["score", "test.jsonl", "-m", "poor.stance", "-q", "-o", "poor.csv"])
        let models = try work.stance(
            ["compare", "good.stance", "poor.stance", "test.jsonl", "--json"])
        let mixed = try work.stance(["compare", "good.stance", "poor.csv", "test.jsonl", "--json"])
        #expect(mixed.status == 0, "\(mixed.errors)")
        let (a, b) = (try Self.object(models.output), try Self.object(mixed.output))
        for metric in ["accuracy", "macro_f1", "log_loss"] {
            let values = try [a, b].map {
                try #require(
                    (($0["differences"] as? [String: [String: Any]])?[metric])?["candidate"]
                        as? Double)
            }
            // The file has six decimals.
            #expect(abs(values[0] - values[1]) < 1e-5, "\(metric)")
        }
        let ours = try work.stance(["evaluate", "test.jsonl", "-m", "poor.stance", "--json"])
        let theirs = try work.stance(["evaluate", "test.jsonl", "--scores", "poor.csv", "--json"])
        #expect(
            try Self.object(ours.output)["macro_f1"] as? Double
                == Self.object(theirs.output)["macro_f1"] as? Double)
    }

    static func scored(_ id: String, _ gold: String?, _ critical: Double) -> String {
        #"{"id":"\#(id)","group":"g\#(id)","critical":\#(critical),"neutral":\#(1 - critical),"#
            + #""supportive":0\#(gold.map { #","gold":"\#($0)""# } ?? "")}"# + "\n"
    }

    @Test("two files with gold labels need no third")
    func gold() throws {
        let work = try Workdir()
        let golds = ["critical", "neutral", "critical"]
        try work.write(
            "a.jsonl", golds.enumerated().map { Self.scored("\($0)", $1, 0.75) }.joined())
        try work.write(
            "b.jsonl", golds.indices.map { Self.scored("\($0)", nil, 0.25) }.joined())
        let run = try work.stance(["compare", "a.jsonl", "b.jsonl"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("3 rows changed: 2 broken (right to wrong), 1 fixed"))
        let turned = try work.stance(["compare", "b.jsonl", "a.jsonl"])
        #expect(turned.status == 65)
        #expect(turned.errors.contains("b.jsonl:1: no gold; expected the label given by a person"))
    }

    @Test("what cannot be compared is one clear error")
    func faults() throws {
        let work = try Self.work()
        try work.write("other.jsonl", Self.scored("nobody", "neutral", 0.5))
        try work.write("gold.jsonl", #"{"id":"0","gold":"neutral"}"#)
        let abstained = (0..<72).map { #"{"id":"\#($0)","abstained":true}"# + "\n" }
        try work.write("silent.jsonl", abstained.joined())
        let cases: [([String], Int32, String)] = [
            (["good.stance", "poor.stance"], 2, "no labelled rows; a model needs some"),
            (["good.stance", "other.jsonl", "test.jsonl"], 65, "no scored row of document \"0\""),
            (["good.stance", "gold.jsonl", "test.jsonl"], 65, "no critical, no neutral"),
            (["good.stance", "silent.jsonl", "test.jsonl"], 65, "nothing to compare"),
            (["good.stance", "none.stance", "test.jsonl"], 66, "none.stance"),
            (["good.stance", "poor.stance", "test.jsonl", "--rows", "-1"], 2, "--rows"),
        ]
        for (arguments, status, message) in cases {
            let run = try work.stance(["compare"] + arguments)
            #expect(run.status == status, "\(arguments): \(run.errors)")
            #expect(run.errors.contains(message), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
        let silent = try work.stance(["evaluate", "test.jsonl", "--scores", "silent.jsonl"])
        #expect(silent.status == 65 && silent.errors.contains("every one of the 72 rows"))
    }
}
