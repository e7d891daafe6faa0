import Foundation
import Testing

/// What `stance evaluate` makes of data that says little: a result or a clear error, never NaN.
@Suite("stance evaluate on thin data")
struct EvaluateBadInputTests {
    /// A folder with a bag-of-words model, which scores any row.
    static func work() throws -> Workdir {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 9))
        let run = try work.stance(
            ["train", "rows.jsonl", "-o", "b.stance", "--recipe", "bag-of-words", "--C", "3", "-q"])
        #expect(run.status == 0, "\(run.errors)")
        return work
    }

    static func row(_ stance: String, actor: String = "Oslo", more: String = "") -> String {
        #"{"text": "The author praised \#(actor).", "actor": "\#(actor)", "stance": "\#(stance)""#
            + more + "}\n"
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var rows: String
        /// Scored rows, where no model scores.
        var scores: String?
        var options: [String] = []
        var status: Int32 = 0
        /// What the text, or the error, says.
        var says: [String]
    }

    static let cases = [
        Case(
            testDescription: "one class only",
            rows: (0..<3).map { row("neutral", more: #","group":"\#($0)""#) }.joined(),
            says: [
                "every row is labelled neutral", "MCC undefined",
                "too narrow",
            ]),
        Case(
            testDescription: "an actor with one row",
            rows: row("critical", actor: "Oslo") + row("neutral", actor: "Bern"),
            says: ["Bern", "undefined", "no row names its article"]),
        Case(
            testDescription: "group column missing",
            rows: row("critical") + row("critical", actor: "Bern"),
            says: ["intervals are too narrow if several of these rows are from one"]),
        Case(
            testDescription: "group column named and missing",
            rows: row("critical"), options: ["--group-column", "article"], status: 65,
            says: ["test.jsonl:1: no column \"article\"; found \"text\", \"actor\", \"stance\""]),
        Case(
            testDescription: "no gold label", rows: #"{"text": "x", "actor": "Oslo"}"#, status: 65,
            says: ["no column \"stance\" or \"label\""]),
        Case(
            testDescription: "an empty gold label", rows: row("critical") + row(""), status: 65,
            says: ["test.jsonl:2: unknown stance \"\""]),
        Case(
            testDescription: "no rows", rows: "", status: 65, says: ["no rows"]),
        Case(
            testDescription: "a column to break down by that is nowhere",
            rows: row("critical") + row("neutral", more: #","size":3"#),
            options: ["--by", "sauce"],
            status: 65,
            says: ["test.jsonl:1: no column \"sauce\"; found \"text\", \"actor\", \"stance\""]),
        Case(
            testDescription: "a column without any value",
            rows: row("critical", more: #","source":null"#), options: ["--by", "source"],
            says: ["no row has a value of source"]),
        Case(
            testDescription: "a column that some rows have",
            rows: row("critical", more: #","source":"post""#) + row("critical"),
            options: ["--by", "source"], says: ["post", "1 row without a value left out"]),
        Case(
            testDescription: "gold without predictions",
            rows: row("critical", more: #","id":1"#) + row("neutral", more: #","id":2"#),
            scores: scored(1), status: 65,
            says: [#"test.jsonl:2: no scored row of document "2" and actor "Oslo" in scores.jsonl"#]
        ),
        Case(
            testDescription: "gold and an empty file of predictions",
            rows: row("critical", more: #","id":1"#), scores: "", status: 65,
            says: ["scores.jsonl: no rows"]),
        Case(
            testDescription: "all rows abstained in a file",
            rows: row("critical", more: #","id":1"#),
            scores: #"{"document":"1","actor":"Oslo","abstained":true}"#, status: 65,
            says: ["every one of the 1 rows is abstained in scores.jsonl"]),
        Case(
            testDescription: "some rows abstained in a file",
            rows: row("critical", more: #","id":1"#) + row("neutral", more: #","id":2"#),
            scores: scored(1) + #"{"document":"2","actor":"Oslo","abstained":true}"#,
            says: ["1 row, 1 text (no article given); 1 more could not be scored"]),
        Case(
            testDescription: "all rows abstained for want of a known word",
            rows: #"{"text":"Zqx vbw.","actor":"Oslo","stance":"critical"}"#, status: 65,
            says: ["none of the 1 rows can be scored: no row has a word that the model knows"]),
    ]

    static func scored(_ document: Int) -> String {
        #"{"document":"\#(document)","actor":"Oslo","critical":1,"neutral":0,"supportive":0}"#
            + "\n"
    }

    /// Whether a text, a JSON object or a page has a number that is none.
    static func saysNaN(_ text: String) -> Bool {
        text.lowercased().firstRange(of: /\bnan\b|\binf(inity)?\b/) != nil
    }

    @Test("text and JSON have a result, or one clear error", arguments: cases)
    func thin(_ thin: Case) throws {
        let work = try Self.work()
        try work.write("test.jsonl", thin.rows)
        if let scores = thin.scores { try work.write("scores.jsonl", scores) }
        let arguments =
            ["evaluate", "test.jsonl"]
            + (thin.scores == nil ? ["-m", "b.stance"] : ["--scores", "scores.jsonl"])
            + thin.options
        let run = try work.stance(arguments + ["--report", "page.html"])
        #expect(run.status == thin.status, "\(run.errors)")
        let said = (run.output + run.errors).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        for words in thin.says { #expect(said.contains(words), "\(words)") }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try work.stance(arguments + ["--json"])
        #expect(json.status == thin.status)
        #expect(!Self.saysNaN(run.output) && !Self.saysNaN(json.output))
        guard thin.status == 0 else {
            #expect(run.output.isEmpty && json.output.isEmpty && !work.files.contains("page.html"))
            return
        }
        #expect(!Self.saysNaN(try work.text("page.html")))
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
    }

    @Test("all rows abstained is an error that says why")
    func allAbstained() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("test.jsonl", #"{"text": "Nobody.", "actor": "Iran", "stance": "pro"}"#)
        let run = try work.stance(["evaluate", "test.jsonl", "-m", "m.stance", "--json"])
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.contains("none of the 1 rows can be scored: no actor is mentioned"))
    }

    @Test("100,000 actors: each is measured, those with most rows have intervals")
    func manyActors() throws {
        let work = try Self.work()
        let stances = ["critical", "neutral", "supportive"]
        let rows = (0..<100_000).map {
            Self.row(stances[$0 % 3], actor: "A\($0)", more: #","group":"\#($0 % 50)""#)
        }
        let few = (0..<60).map {
            Self.row(stances[$0 % 3], actor: "Oslo", more: #","group":"\#($0 % 7)""#)
        }
        try work.write("test.jsonl", (rows + few).joined())
        let arguments = [
            "evaluate", "test.jsonl", "-m", "b.stance", "-q", "--replicates", "100",
        ]
        let run = try work.stance(arguments)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("100060 rows, 50 articles"))
        #expect(run.output.contains("and 99986 more (all of them with --json)"))
        #expect(
            run.output.contains("of 100001 values the 1000 with the most rows have intervals"))
        let json = try work.stance(arguments + ["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let actors = try #require((object as? [String: Any])?["per_actor"] as? [[String: Any]])
        #expect(actors.count == 100_001)
        #expect(actors[0]["actor"] as? String == "Oslo" && actors[0]["groups"] as? Int == 7)
        let intervals = try #require(actors[0]["intervals"] as? [String: Any])
        #expect((intervals["macro_f1"] as? [Double])?.count == 2)
        #expect(actors[1]["intervals"] is NSNull && actors[1]["actor"] as? String == "A0")
    }

    @Test("months come from dates, and several columns each get a table")
    func by() throws {
        let work = try Self.work()
        let rows = (0..<40).map {
            Self.row(
                ["critical", "supportive"][$0 % 2], actor: ["Oslo", "Bern"][$0 % 2],
                more: #","group":"g\#($0)","date":"2021-0\#($0 % 4 + 1)-15","source":"s\#($0 % 3)""#
            )
        }
        try work.write("test.jsonl", rows.joined())
        let run = try work.stance(
            ["evaluate", "test.jsonl", "-m", "b.stance", "--by", "month", "--by", "source"])
        #expect(run.status == 0, "\(run.errors)")
        for words in ["  month  ", "  2021-04  ", "  source  ", "  s2  "] {
            #expect(run.output.contains(words), "\(words)")
        }
        let json = try work.stance([
            "evaluate", "test.jsonl", "-m", "b.stance", "--by", "month", "--by", "source", "--json",
        ])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let by = try #require((object as? [String: Any])?["by"] as? [[String: Any]])
        #expect(by.map { $0["column"] as? String } == ["month", "source"])
        let months = try #require(by[0]["slices"] as? [[String: Any]])
        #expect(
            months.map { $0["value"] as? String } == [
                "2021-01", "2021-02", "2021-03", "2021-04",
            ])
        #expect(months.allSatisfy { $0["n"] as? Int == 10 })
    }
}
