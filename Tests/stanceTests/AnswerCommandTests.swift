import Foundation
import Testing

@Suite("stance score --calibration, --abstain, --sets")
struct AnswerCommandTests {
    /// Noisy rows: the verb says the stance in four of five, so that errors have something to say.
    static func noisyRows(articles: Int) -> String {
        Workdir.rows(articles: articles).split(separator: "\n").enumerated().map { index, line in
            guard index % 5 == 0 else { return line + "\n" }
            let words = ["critical", "neutral", "supportive"]
            let gold = words[(index / 5) % 3]
            var text = String(line)
            for word in words {
                text = text.replacingOccurrences(
                    of: #""stance": "\#(word)""#, with: #""stance": "\#(gold)""#)
            }
            return text + "\n"
        }.joined()
    }

    /// A folder with a calibrated model, one without facts, and the rows.
    static func trained() throws -> Workdir {
        let work = try Workdir()
        try work.write("rows.jsonl", noisyRows(articles: 20))
        for (model, arguments) in [("m.stance", ["--calibrate"]), ("plain.stance", [])] {
            let run = try work.stance(
                ["train", "rows.jsonl", "-o", model, "--C", "1", "-q"] + arguments)
            #expect(run.status == 0, "\(run.errors)")
        }
        return work
    }

    static func table(_ run: Workdir.Run) -> [[String]] {
        run.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("train tells what abstaining costs; JSON has the curve; the default scores do not change")
    func train() throws {
        let work = try Self.trained()
        let run = try work.stance(["train", "rows.jsonl", "-o", "a.stance"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("Out of fold, 120 rows: error 13.3 % when"))
        #expect(run.output.contains("--abstain 0.05 "))
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let json = try work.stance(
            ["train", "rows.jsonl", "-o", "b.stance", "--json", "--C", "1", "--calibrate"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let facts = try #require(object["calibration"] as? [String: Any])
        let points = try #require(facts["coverage_risk"] as? [[String: Double]])
        #expect(points.last?["coverage"] == 1)
        #expect((facts["confusion"] as? [[Int]])?.flatMap { $0 }.reduce(0, +) == 120)
        // The same fit with and without facts; and the same file again for the same rows.
        let scores = try ["m.stance", "plain.stance"].map {
            try work.stance(["score", "rows.jsonl", "-m", $0, "-q"]).output
        }
        #expect(scores[0] == scores[1])
        #expect(try work.data("m.stance") == work.data("b.stance"))
    }

    @Test("probabilities are scaled and still sum to 1; a temperature keeps the stance")
    func calibration() throws {
        let work = try Self.trained()
        func rows(_ arguments: [String]) throws -> [[String]] {
            Self.table(
                try work.stance(
                    ["score", "rows.jsonl", "-m", "m.stance", "-q", "--format", "csv"] + arguments))
        }
        let plain = try rows([])
        for method in ["temperature", "isotonic"] {
            let scaled = try rows(["--calibration", method])
            #expect(scaled.count == plain.count && scaled != plain)
            for (row, other) in zip(scaled, plain) {
                let sum = row[4...6].compactMap(Double.init).reduce(0, +)
                #expect(abs(sum - 1) < 2e-6)
                if method == "temperature" { #expect(row[3] == other[3]) }
            }
        }
        #expect(try rows(["--calibration", "none"]) == plain)
    }

    @Test("abstaining answers the surest rows, gives a reason, and loses no row")
    func abstain() throws {
        let work = try Self.trained()
        let plain = Self.table(
            try work.stance(["score", "rows.jsonl", "-m", "m.stance", "-q", "--format", "csv"]))
        let run = try work.stance([
            "score", "rows.jsonl", "-m", "m.stance", "--format", "csv", "--abstain", "0.1",
        ])
        let rows = Self.table(run)
        #expect(run.status == 0 && rows.count == plain.count)
        func confidence(_ row: [String]) -> Double { row[4...6].compactMap(Double.init).max() ?? 0 }
        let answered = zip(rows, plain).filter { $0.0[9] == "false" }
        let withheld = zip(rows, plain).filter { $0.0[9] == "true" }
        #expect(!answered.isEmpty && !withheld.isEmpty)
        let least = answered.map { confidence($0.1) }.min() ?? 0
        #expect(withheld.allSatisfy { confidence($0.1) <= least })
        #expect(withheld.allSatisfy { $0.0[10] == "too unsure for a risk of 0.1" })
        #expect(answered.allSatisfy { $0.0 == $0.1 })
        #expect(run.errors.contains("\(answered.count) rows scored, \(withheld.count) abstained"))
    }

    @Test("sets grow with their coverage and come as a column, a list or letters")
    func sets() throws {
        let work = try Self.trained()
        func sizes(_ coverage: String) throws -> [Int] {
            let run = try work.stance([
                "score", "rows.jsonl", "-m", "m.stance", "-q", "--format", "csv", "--sets",
                coverage,
            ])
            #expect(run.output.hasPrefix("document,") && run.output.contains(",reason,set\n"))
            return Self.table(run).map { $0[11].split(separator: "|").count }
        }
        let (narrow, wide) = (try sizes("0.6"), try sizes("0.95"))
        #expect(zip(narrow, wide).allSatisfy { $0 <= $1 })
        #expect(narrow.reduce(0, +) < wide.reduce(0, +))
        let json = try work.stance(["score", "rows.jsonl", "-m", "m.stance", "-q", "--sets", "0.9"])
        for line in json.output.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["set"] is [String])
        }
        try work.write("a.txt", "The author praised Russia.\nNobody.")
        let table = try work.stance([
            "score", "a.txt", "-m", "m.stance", "-q", "--sets", "0.9", "--format", "table",
        ])
        #expect(table.output.contains("set\n"))
        for line in table.output.split(separator: "\n") { #expect(line.count <= 80) }
    }

    @Test("a paragraph without a known word is not guessed at, whatever the recipe")
    func nothingKnown() throws {
        let work = try Self.trained()
        let bag = try work.stance([
            "train", "rows.jsonl", "-o", "b.stance", "--recipe", "bag-of-words", "--C", "1", "-q",
        ])
        #expect(bag.status == 0)
        try work.write(
            "a.txt", "Russia zyxw vutsr 77, Qqq!\nRussia.\nXyzzy plugh.\nThe author met Russia.")
        let run = try work.stance(["score", "a.txt", "-m", "m.stance", "-q", "--format", "csv"])
        #expect(
            Self.table(run).map { "\($0[1]) \($0[2]) \($0[10])" } == [
                "1 Russia no known word", "2 Russia no known word", "3  no actor mentioned",
                "4 Russia ",
            ])
        let blind = try work.stance(["score", "a.txt", "-m", "b.stance", "-q", "--format", "csv"])
        #expect(
            Self.table(blind).map { $0[10] } == ["", "", "no known word", ""], "\(blind.output)")
    }

    @Test(
        "what a model does not know, or makes no sense, is an error",
        arguments: [
            (
                ["-m", "plain.stance", "--abstain", "0.2"], 65,
                "plain.stance: the model knows nothing"
            ),
            (["-m", "plain.stance", "--sets", "0.9"], 65, "train it again"),
            (["-m", "plain.stance", "--calibration", "isotonic"], 65, "--calibrate"),
            (["-m", "m.stance", "--abstain", "0"], 2, "risk 0.0; expected a number above 0"),
            (["-m", "m.stance", "--abstain", "nan"], 2, "risk nan; expected"),
            (["-m", "m.stance", "--sets", "1"], 2, "coverage 1.0; expected a number above 0"),
            (["-m", "m.stance", "--calibration", "platt"], 2, "platt"),
        ])
    func refused(_ arguments: [String], _ status: Int32, _ message: String) throws {
        let work = try Self.trained()
        let run = try work.stance(["score", "rows.jsonl"] + arguments)
        #expect(run.status == status && run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test("a model in which all rows abstain still writes every row")
    func allAbstained() throws {
        let work = try Self.trained()
        try work.write("a.txt", "Russia zyxw.\nChina zyxw.")
        let run = try work.stance([
            "score", "a.txt", "-m", "m.stance", "--abstain", "0.1", "--sets", "0.9", "--format",
            "csv",
        ])
        #expect(run.status == 0)
        #expect(Self.table(run).allSatisfy { $0[9] == "true" && $0[11].isEmpty })
        #expect(run.errors.contains("0 rows scored, 2 abstained"))
    }

    @Test("one article only: no folds, and so no facts")
    func oneArticle() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 1))
        let run = try work.stance(
            ["train", "rows.jsonl", "-o", "m.stance", "--C", "1", "--calibrate"])
        #expect(run.status == 65 && run.errors.contains("at least 2 groups"))
    }
}
