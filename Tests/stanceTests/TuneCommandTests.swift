import Foundation
import Testing

@Suite("stance tune")
struct TuneCommandTests {
    @Test("the curve is that of train's search, fits 80 columns, and no model is written")
    func curve() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 12))
        let tune = try work.stance(["tune", "rows.jsonl"])
        #expect(tune.status == 0 && tune.errors.isEmpty, "\(tune.errors)")
        #expect(work.files == ["rows.jsonl"])
        let lines = tune.output.split(separator: "\n")
        for line in lines { #expect(line.count <= 80, "\(line)") }
        #expect(lines[0] == "Recipe target-aware, 72 rows of 12 articles.")
        #expect(lines.count { $0.hasSuffix("chosen") } == 1)
        // Each line of train's table is the beginning and the mark of one of tune's.
        let train = try work.stance(["train", "rows.jsonl", "-o", "m.stance"])
        let curve = try #require(train.output.split(separator: "\n\n").dropFirst(2).first)
        let trials = curve.split(separator: "\n").dropFirst().map { $0.split(separator: " ") }
        #expect(trials.count == 6)
        for trial in trials {
            let same = lines.map { $0.split(separator: " ") }.first { $0.first == trial.first }
            #expect(same?.prefix(4) == trial.prefix(4), "\(trial)")
            #expect((same?.last == "chosen") == (trial.last == "chosen"))
        }
        let sentence = try #require(lines.last { $0.hasPrefix("C = ") })
        #expect(train.output.contains(sentence))
    }

    @Test("JSON has the same figures in full, for any number of threads")
    func json() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 10))
        let runs = try ["1", "2", "7"].map {
            try work.stance(
                ["tune", "rows.jsonl", "--json", "--C", "0.5,2", "--folds", "3", "--threads", $0])
        }
        for run in runs { #expect(run.status == 0 && run.output == runs[0].output) }
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(runs[0].output.utf8)) as? [String: Any])
        let points = try #require(object["points"] as? [[String: Double]])
        #expect(points.compactMap { $0["c"] } == [0.5, 2])
        #expect(object["folds"] as? Int == 3 && object["rows"] as? Int == 60)
        for point in points {
            let (f1, gap) = (point["macro_f1"] ?? .nan, point["largest_relative_gap"] ?? .nan)
            #expect(f1 >= 0 && f1 <= 1 && gap <= 1e-5)
        }
        let chosen = try #require(object["chosen"] as? Double)
        #expect(chosen == 0.5 || chosen == 2)
    }

    @Test("the learning curve: nested sizes, a forecast or why there is none, any threads")
    func learningCurve() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", AnswerCommandTests.noisyRows(articles: 40))
        let arguments = ["tune", "rows.jsonl", "--C", "1", "--learning-curve"]
        let text = try work.stance(arguments)
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.contains("Learning curve at C = 1"))
        #expect(text.output.contains("of macro-F1"))
        for line in text.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        let runs = try ["1", "2"].map { try work.stance(arguments + ["--json", "--threads", $0]) }
        #expect(runs[0].output == runs[1].output)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(runs[0].output.utf8)) as? [String: Any])
        let curve = try #require(object["learning_curve"] as? [String: Any])
        let points = try #require(curve["points"] as? [[String: Double]])
        let rows = points.compactMap { $0["rows"] }
        #expect(rows.count == 6 && rows == rows.sorted() && rows.last == 192)
        for point in points {
            let (low, high) = (point["low"] ?? .nan, point["high"] ?? .nan)
            #expect(low <= high && low >= 0 && high <= 1)
        }
        let forecast = try #require(curve["forecast"] as? [String: Any])
        #expect((forecast["more_rows"] == nil) != (forecast["reason"] == nil))
        #expect(try !work.stance(["tune", "rows.jsonl", "--C", "1"]).output.contains("Learning"))
    }

    @Test(
        "what makes no sense is refused",
        arguments: [
            (["--C", "1,x"], "--C 1,x: expected numbers above 0, ascending, joined by commas"),
            (["--C", "3,1"], "C = 1.0 comes after 3.0; expected ascending values"),
            (["--folds", "1"], "1 folds; expected at least 2"),
        ])
    func refused(_ arguments: [String], _ message: String) throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 4))
        let run = try work.stance(["tune", "rows.jsonl"] + arguments)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
    }
}
