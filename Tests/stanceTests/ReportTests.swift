import Foundation
import Testing

@Suite("Reports")
struct ReportTests {
    /// A folder with a report of each kind, made of text that tries to be more than text.
    static func written() throws -> Workdir {
        let work = try ScoreCommandTests.trained()
        let hostile = "<script>alert(1)</script> \u{202E}praised\u{0007} \"Russia\" "
        let long = String(repeating: "Donaudampfschifffahrt", count: 40)
        func row(_ fields: [String: Any]) throws -> String {
            String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
        }
        var rows = Workdir.rows(articles: 7).split(separator: "\n").map(String.init)
        for (index, text) in [hostile, long + " condemned Russia", "Russia & <b>x</b>"].enumerated()
        {
            rows.append(
                try row([
                    "id": "\(hostile)\(index)", "group": "h\(index)", "text": text,
                    "actor": "Russia", "stance": ["critical", "neutral", "supportive"][index],
                ]))
        }
        try work.write("<img src=x>.jsonl", rows.joined(separator: "\n"))
        let evaluate = try work.stance([
            "evaluate", "<img src=x>.jsonl", "-m", "m.stance", "--report", "evaluation.html",
            "--replicates", "100", "-q",
        ])
        #expect(evaluate.status == 0 && evaluate.output.contains("macro-F1"), "\(evaluate.errors)")
        let cross = try work.stance([
            "evaluate", "<img src=x>.jsonl", "--folds", "3", "--C", "1", "--learning-curve",
            "--report", "folds.html", "--replicates", "100", "-q",
        ])
        #expect(cross.status == 0, "\(cross.errors)")
        let score = try work.stance([
            "score", Workdir.root.appendingPathComponent("seeds/articles").path,
            "<img src=x>.jsonl", "-m", "m.stance", "--report", "articles.html", "-o", "rows.csv",
        ])
        #expect(score.status == 0, "\(score.errors)")
        return work
    }

    @Test("evaluate and score write one file beside their output")
    func files() throws {
        let work = try Self.written()
        #expect(try work.text("rows.csv").hasPrefix("document,paragraph,actor"))
        for (file, words) in [
            ("evaluation.html", ["Macro-F1", "Most wrong", "What is taken for what", "m.stance"]),
            (
                "folds.html",
                ["Cross-validation", "What more labels would buy", "Leakage: macro-F1 is "]
            ), ("articles.html", ["border-trade.txt", "mean score", "The text"]),
        ] {
            let page = try work.text(file)
            #expect(page.hasPrefix("<!doctype html>"))
            #expect(page.contains("default-src 'none'"))
            for word in words { #expect(page.contains(word), "\(file): \(word)") }
            #expect(
                !page.contains("<script") && !page.contains("<img") && !page.contains("\u{202E}"))
        }
        #expect(
            work.files.contains("evaluation.html") && !work.files.contains { $0.contains("tmp") })
    }

    @Test("a report overwrites no input, and goes to a file")
    func refused() throws {
        let work = try ScoreCommandTests.trained()
        let before = try work.data("rows.jsonl")
        for output in ["rows.jsonl", "m.stance", "-"] {
            let run = try work.stance(
                ["evaluate", "rows.jsonl", "-m", "m.stance", "--report", output])
            #expect(run.status == 2 && run.output.isEmpty, "\(output): \(run.errors)")
        }
        #expect(try work.data("rows.jsonl") == before)
        try work.write("a.txt", "Russia.")
        let same = try work.stance(
            ["score", "a.txt", "-m", "m.stance", "-o", "x.html", "--report", "x.html"])
        #expect(same.status == 2, "\(same.errors)")
        let nowhere = try work.stance(
            ["score", "a.txt", "-m", "m.stance", "--report", "no/such/folder.html"])
        #expect(nowhere.status == 73, "\(nowhere.errors)")
    }

    @Test("in headless Chromium: no overflow, a silent console, in light, in dark and in print")
    func browser() throws {
        let work = try Self.written()
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        check.currentDirectoryURL = work.folder
        check.arguments = [
            "python3", Workdir.root.appendingPathComponent("scripts/check_report.py").path,
            "evaluation.html", "articles.html", "folds.html",
        ]
        let output = Pipe()
        check.standardOutput = output
        check.standardError = output
        try check.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        check.waitUntilExit()
        guard ![77, 127].contains(check.terminationStatus) else {
            print("skipped: reports in a browser: \(text)")
            return
        }
        #expect(check.terminationStatus == 0, "\(text)")
        #expect(text.split(separator: "\n").count == 15, "\(text)")
    }
}
