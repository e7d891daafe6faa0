import Foundation
import Testing

@Suite("stance explain")
struct ExplainCommandTests {
    private static func json(_ text: String) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(object?["explanations"] as? [[String: Any]])
    }

    private static func numbers(_ value: Any?) -> [Double] {
        let object = value as? [String: Any]
        return ["critical", "neutral", "supportive"].compactMap { object?[$0] as? Double }
    }

    @Test("the JSON parts add up to the logits; spans are scalars of the text")
    func parts() throws {
        let work = try ScoreCommandTests.trained()
        try work.write(
            "a.txt", "“Naïve” Moscow: the author 👩🏽‍🌾 condemned Russia in paper 3.\nNothing.\n")
        let run = try work.stance(["explain", "a.txt", "-m", "m.stance", "--json", "--top", "4"])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let rows = try Self.json(run.output)
        #expect(rows.count == 2)
        #expect(rows[1]["reason"] as? String == "no actor mentioned")
        let row = rows[0]
        let text = Array((row["text"] as? String ?? "").unicodeScalars)
        let terms = try #require(row["terms"] as? [[String: Any]])
        #expect(terms.count == 4)
        var sum = Self.numbers(row["bias"])
        for part in terms.map({ $0["contribution"] }) + [row["other_terms"]] {
            sum = zip(sum, Self.numbers(part)).map(+)
        }
        let logits = Self.numbers(row["logits"])
        #expect(logits.count == 3 && zip(sum, logits).allSatisfy { abs($0 - $1) < 1e-9 })
        let probabilities = Self.numbers(row["probabilities"]).sorted(by: >)
        let difference = try #require(row["difference"] as? Double)
        #expect(abs(difference - log(probabilities[0] / probabilities[1])) < 1e-5)
        let mentions = (row["mentions"] as? [[Int]] ?? []).map {
            String(String.UnicodeScalarView(text[$0[0]..<$0[1]]))
        }
        #expect(mentions == ["Moscow", "Russia"])
        for word in try #require(row["words"] as? [[String: Any]]) {
            let span = try #require(word["span"] as? [Int])
            #expect(
                word["text"] as? String
                    == String(String.UnicodeScalarView(text[span[0]..<span[1]])))
        }
    }

    @Test("text marks the actor and the strongest words, and fits 80 columns")
    func text() throws {
        let work = try ScoreCommandTests.trained()
        try work.write(
            "rows.csv", "id,text,actor\n7,The author condemned Russia in paper 3.,Russia\n")
        let run = try work.stance(["explain", "rows.csv", "-m", "m.stance"])
        #expect(run.status == 0, "\(run.errors)")
        for part in [
            "7, paragraph 1, Russia", "[-condemned]", "<Russia>", "critical against ",
            "sum (logits)", "“condemned” before the actor", "other terms",
        ] {
            #expect(run.output.contains(part), "\(part)\n\(run.output)")
        }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test("control characters are shown, never sent on")
    func hostile() throws {
        let work = try ScoreCommandTests.trained()
        try work.write(
            "a.jsonl",
            #"{"id": "x\u001b[31m", "text": "Russia \u001b[2J praised", "actor": "Russia"}"#)
        let run = try work.stance(["explain", "a.jsonl", "-m", "m.stance"])
        #expect(run.status == 0 && !run.output.contains("\u{1B}"))
        #expect(run.output.contains("\\u{1b}[2J"))
    }

    @Test("one actor, one paragraph; other recipes; what cannot be explained says why")
    func choices() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.txt", "Moscow praised Beijing.\nThe author mocked China.\n")
        let one = try Self.json(
            try work.stance([
                "explain", "a.txt", "-m", "m.stance", "--json", "--actor", "China",
                "--paragraph", "2",
            ]).output)
        #expect(one.count == 1 && one[0]["actor"] as? String == "China")
        let bag = try Self.json(
            try work.stance(["explain", "a.txt", "-m", "b.stance", "--json"]).output)
        #expect(bag.count == 2 && bag[0]["stance"] != nil)
        let far = try work.stance(["explain", "a.txt", "-m", "m.stance", "--paragraph", "9"])
        #expect(far.status == 65 && far.errors.contains("there is no paragraph 9"))
        #expect(try work.stance(["explain", "a.txt", "--top", "-1"]).status == 2)
        #expect(try work.stance(["explain", "none.txt"]).status == 66)
        let iran = try work.stance(["explain", "a.txt", "-m", "m.stance", "--actor", "Iran"])
        #expect(iran.status == 0 && iran.output.contains("actor not mentioned"))
    }
}
