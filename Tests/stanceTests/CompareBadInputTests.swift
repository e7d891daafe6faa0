import Foundation
import Testing

/// What `stance compare` makes of data that says little: a result or a clear error, never NaN.
@Suite("stance compare on thin data")
struct CompareBadInputTests {
    private static func scored(_ id: Int, _ values: [Double]?, actor: String = "Oslo") -> String {
        let head = #"{"document":"\#(id)","actor":"\#(actor)","#
        guard let values else { return head + #""abstained":true}"# + "\n" }
        return head
            + #""critical":\#(values[0]),"neutral":\#(values[1]),"supportive":\#(values[2])}"#
            + "\n"
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var gold: [String]
        /// Probabilities of the two models; nil where one abstains.
        var baseline: [[Double]?]
        var candidate: [[Double]?]
        /// What the text says, and the page.
        var says: [String]
        var pageSays: [String] = []
    }

    private static let (critical, neutral) = ([1.0, 0, 0], [0.25, 0.5, 0.25])

    static let cases = [
        Case(
            testDescription: "one row", gold: ["critical"], baseline: [critical],
            candidate: [neutral],
            says: [
                "1 row scored by both", "intervals are undefined: they need at least 2 groups",
                "F1 supportive undefined", "no row names its article",
            ], pageSays: ["intervals are undefined", "no row names its article"]),
        Case(
            testDescription: "one class only, and equal models",
            gold: ["critical", "critical", "critical"],
            baseline: [critical, critical, critical], candidate: [critical, critical, critical],
            says: ["No row changed its stance", "McNemar: undefined", "MCC undefined"]),
        Case(
            testDescription: "rows that one of the two abstains from, or both",
            gold: ["critical", "neutral", "critical", "critical", "neutral"],
            baseline: [critical, nil, critical, nil, neutral],
            candidate: [critical, nil, nil, critical, critical],
            says: ["left out: 1 by A only, 1 by B only, 1 by neither"],
            pageSays: [
                "Rows that are not scored by both are left out: 1 by the baseline only, "
                    + "1 by the candidate only, 1 by neither."
            ]),
        Case(
            testDescription: "rows that neither scores",
            gold: ["critical", "neutral"], baseline: [critical, nil], candidate: [neutral, nil],
            says: ["left out: 1 by neither"],
            pageSays: ["Rows that are not scored by both are left out: 1 by neither."]),
    ]

    @Test("text, JSON and page have a result", arguments: cases)
    func thin(_ thin: Case) throws {
        let work = try Workdir()
        try work.write(
            "test.jsonl",
            thin.gold.enumerated().map { id, stance in
                EvaluateBadInputTests.row(stance, more: #","id":\#(id)"#)
            }.joined())
        for (name, rows) in [("a.jsonl", thin.baseline), ("b.jsonl", thin.candidate)] {
            try work.write(name, rows.enumerated().map { Self.scored($0, $1) }.joined())
        }
        let arguments = ["compare", "a.jsonl", "b.jsonl", "test.jsonl"]
        let run = try work.stance(arguments + ["--report", "page.html"])
        #expect(run.status == 0, "\(run.errors)")
        func plain(_ text: String) -> String {
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        let page = try work.text("page.html")
        for words in thin.says { #expect(plain(run.output).contains(words), "\(words)") }
        for words in thin.pageSays { #expect(plain(page).contains(words), "\(words)") }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try work.stance(arguments + ["--json"])
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
        for text in [run.output, json.output, page] {
            #expect(!EvaluateBadInputTests.saysNaN(text))
        }
    }
}
