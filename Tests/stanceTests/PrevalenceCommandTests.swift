import Foundation
import Testing

@Suite("stance score --by")
struct PrevalenceCommandTests {
    /// Rows of two actors over two months and two sources, several to an article.
    static func rows(_ count: Int) -> String {
        let verbs = ["praised", "condemned", "met", "accused", "thanked"]
        return (0..<count).map { row in
            let actor = row % 3 == 0 ? "China" : "Russia"
            let month = row % 2 == 0 ? "2021-03-1\(row % 10)" : "2021-04-02T10:00:00Z"
            return #"{"id": "r\#(row)", "group": "g\#(row / 4)", "actor": "\#(actor)", "#
                + #""text": "The author \#(verbs[row % 5]) \#(actor) in paper \#(row)", "#
                + #""date": "\#(month)", "source": "s\#(row % 2)"}"# + "\n"
        }.joined()
    }

    static func objects(_ run: Workdir.Run) throws -> [[String: Any]] {
        try run.output.split(separator: "\n").map {
            try #require(
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test("shares per actor sum to 1 within their intervals; no row is lost")
    func actors() throws {
        let work = try AnswerCommandTests.trained()
        try work.write("in.jsonl", Self.rows(240))
        let run = try work.stance(["score", "in.jsonl", "-m", "m.stance", "--by", "actor", "-q"])
        #expect(run.status == 0, "\(run.errors)")
        let both = try work.stance(
            ["score", "in.jsonl", "-m", "m.stance", "--summary", "--by", "actor", "-q"])
        #expect(both.output == run.output)
        let rows = try Self.objects(run)
        #expect(rows.map { $0["actor"] as? String } == ["Russia", "China"])
        #expect(rows.map { $0["rows"] as? Int } == [160, 80])
        #expect(rows[0]["documents"] as? Int == 60)
        for row in rows {
            var sum = 0.0
            for stance in ["critical", "neutral", "supportive"] {
                let share = try #require(row["\(stance)_share"] as? Double)
                let low = try #require(row["\(stance)_low"] as? Double)
                let high = try #require(row["\(stance)_high"] as? Double)
                #expect(low >= 0 && low <= high && high <= 1 && low <= share + 0.05)
                #expect(share <= high + 0.05)
                sum += share
            }
            #expect(abs(sum - 1) < 3e-6)
            let counts = ["critical", "neutral", "supportive", "abstained"]
            #expect(counts.compactMap { row[$0] as? Int }.reduce(0, +) == row["rows"] as? Int)
        }
    }

    @Test("months, years and any column; the same for any order, threads and actor asked for")
    func slices() throws {
        let work = try AnswerCommandTests.trained()
        let text = Self.rows(240)
        try work.write("in.jsonl", text)
        try work.write(
            "turned.jsonl", text.split(separator: "\n").reversed().joined(separator: "\n"))
        func run(_ arguments: [String]) throws -> String {
            let run = try work.stance(
                ["score", "-m", "m.stance", "-q", "--format", "csv"] + arguments)
            #expect(run.status == 0, "\(run.errors)")
            return run.output
        }
        let months = try run(["in.jsonl", "--by", "month"])
        #expect(
            months.split(separator: "\n").map {
                $0.split(separator: ",").prefix(2).joined(separator: " ")
            } == [
                "actor slice", "Russia 2021-03", "Russia 2021-04", "China 2021-03",
                "China 2021-04",
            ])
        #expect(try run(["turned.jsonl", "--by", "month", "--threads", "3"]) == months)
        #expect(try run(["in.jsonl", "--by", "year"]).contains("Russia,2021,60,160,"))
        let sources = try run(["in.jsonl", "--by", "source", "--actor", "China"])
        #expect(sources.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("China,s") })
        let table = try work.stance([
            "score", "in.jsonl", "-m", "m.stance", "-q", "--by", "source", "--format", "table",
        ])
        for line in table.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(table.output.contains("% supportive"))
    }

    @Test("articles as files; one article has shares and no interval; nothing known, no shares")
    func files() throws {
        let work = try AnswerCommandTests.trained()
        try work.write("a.txt", "The author praised Russia.\nThe author met Russia.\nChina zyxw.")
        let rows = try Self.objects(
            try work.stance(["score", "a.txt", "-m", "m.stance", "--by", "month", "-q"]))
        #expect(rows.count == 2)
        #expect(rows[0]["slice"] is NSNull && rows[0]["critical_low"] is NSNull)
        #expect(rows[0]["note"] as? String == "one article: no interval")
        #expect(rows[1]["critical_share"] is NSNull && rows[1]["abstained"] as? Int == 1)
        #expect(rows[1]["note"] as? String == "no row is scored")
    }

    @Test(
        "what makes no sense is an error",
        arguments: [
            (["-m", "plain.stance", "--by", "actor"], 65, "the model knows nothing of its errors"),
            (["-m", "m.stance", "--by", "publisher"], 65, "no column \"publisher\""),
            (["-m", "m.stance", "--by", "actor", "--abstain", "0.2"], 2, "leave out --abstain"),
            (["-m", "m.stance", "--by", ""], 2, "expected actor, month, year or a column's name"),
        ])
    func refused(_ arguments: [String], _ status: Int32, _ message: String) throws {
        let work = try AnswerCommandTests.trained()
        try work.write("in.jsonl", Self.rows(8))
        let run = try work.stance(["score", "in.jsonl"] + arguments)
        #expect(run.status == status && run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
    }
}
