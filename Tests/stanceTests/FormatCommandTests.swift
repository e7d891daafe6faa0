import Foundation
import Testing

/// What can be read, tried on the real command.
@Suite("formats of inputs")
struct FormatCommandTests {
    private func compressed(_ work: Workdir, _ name: String, by tool: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool, "-q", "-k", name]
        process.currentDirectoryURL = work.folder
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Rows of the documents without what their names add.
    private func rows(_ work: Workdir, _ arguments: [String]) throws -> [String] {
        let run = try work.stance(["score", "-m", "b.stance", "-q", "--format", "tsv"] + arguments)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        return run.output.split(separator: "\n").map {
            String($0.drop { $0 != "\t" })
        }
    }

    @Test("gzip, zstd, HTML, nested keys and other dialects give the scores of plain text")
    func sameScores() throws {
        let work = try ScoreCommandTests.trained()
        let texts = ["The author praised Russia.", "The author mocked China."]
        try work.write("a.txt", texts.joined(separator: "\n"))
        let expected = try rows(work, ["a.txt"])
        #expect(expected.count == 3)
        for (tool, name) in [("gzip", "a.txt.gz"), ("zstd", "a.txt.zst")] {
            guard try compressed(work, "a.txt", by: tool) else {
                print("skipped: no \(tool)(1) here")
                continue
            }
            #expect(try rows(work, [name]) == expected, "\(name)")
            let bytes = try work.data(name)
            try work.write("plain-\(tool).txt", bytes)
            #expect(try rows(work, ["plain-\(tool).txt"]) == expected, "whatever the name")
            try work.write("cut.txt", bytes.dropLast(3))
            let cut = try work.stance(["score", "-m", "b.stance", "cut.txt"])
            // What came before the damage may have been scored, or nothing.
            #expect([1, 65].contains(cut.status))
            #expect(cut.errors.contains("cut.txt: damaged \(tool) data"))
        }
        let page = texts.map { "<p>\($0)</p>" }.joined()
        try work.write("a.html", "<nav>Home</nav><article>\(page)</article><footer>x</footer>")
        #expect(try rows(work, ["a.html"]) == expected)
        try work.write("page", page)
        #expect(try rows(work, ["page", "--input-format", "html"]) == expected)
        let joined = texts.joined(separator: "\\n")
        try work.write("a.jsonl", #"{"post": {"body": "\#(joined)"}}"#)
        #expect(try rows(work, ["a.jsonl", "--text-column", "post.body"]) == expected)
        try work.write("a.csv", "id;text\n1;\"\(texts.joined(separator: "\n"))\"\n")
        #expect(try rows(work, ["a.csv"]) == expected)
        #expect(try rows(work, ["a.csv", "--delimiter", "semicolon"]) == expected)
    }

    @Test("another dialect than the name's is said in one line, unless --quiet")
    func dialects() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.csv", "id;text\n1;Russia was praised.\n")
        let run = try work.stance(["score", "a.csv", "-m", "m.stance"])
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("stance: a.csv: fields separated by ;\n"), "\(run.errors)")
        let columns = ["id", "group", "text", "actor", "stance"]
        let lines = try work.text("rows.jsonl").split(separator: "\n").map { line in
            let object =
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
            return columns.compactMap { object?[$0] }.joined(separator: "|")
        }
        try work.write("r.csv", ([columns.joined(separator: "|")] + lines).joined(separator: "\n"))
        let train = try work.stance(["train", "r.csv", "-o", "x.stance", "--C", "3"])
        #expect(train.status == 0, "\(train.errors)")
        #expect(train.errors.contains("stance: r.csv: fields separated by |\n"))
        let quiet = try work.stance(["train", "r.csv", "-o", "x.stance", "--C", "3", "-q"])
        #expect(quiet.status == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
        #expect(try work.data("x.stance").count > 1000)
        let forced = try work.stance(["score", "a.csv", "-m", "m.stance", "--delimiter", "comma"])
        #expect(forced.status == 65 && forced.errors.contains("a.csv:1: no column \"text\""))
        let bad = try work.stance(["score", "a.csv", "-m", "m.stance", "--delimiter", "x"])
        #expect(bad.status == 2 && bad.errors.contains("--delimiter x: expected comma, tab"))
    }

    @Test("quoted patterns are expanded by the command, in order")
    func patterns() throws {
        let work = try ScoreCommandTests.trained()
        for name in ["b", "a", "in/c", "in/d/e"] { try work.write("\(name).txt", "Russia.") }
        let run = try work.stance(
            ["score", "**/*.txt", "-m", "m.stance", "-q", "--format", "csv", "--actor", "Russia"])
        #expect(run.status == 0, "\(run.errors)")
        let documents = run.output.split(separator: "\n").dropFirst().map {
            String($0.prefix { $0 != "," })
        }
        #expect(documents == ["a.txt", "b.txt", "in/c.txt", "in/d/e.txt"])
        let none = try work.stance(["score", "*.pdf", "-m", "m.stance"])
        #expect(none.status == 66 && none.errors.contains("*.pdf: no file matches this pattern"))
        let train = try work.stance(["train", "row?.jsonl", "-o", "x.stance", "--C", "3", "-q"])
        #expect(train.status == 0, "\(train.errors)")
        let evaluate = try work.stance(["evaluate", "*.jsonl", "-m", "x.stance", "--json", "-q"])
        #expect(evaluate.status == 0, "\(evaluate.errors)")
        let vectors = try work.stance(
            ["vectors", "in/*", "-o", "v", "--min-count", "1", "--dimensions", "1", "-q"])
        #expect(vectors.status != 66, "\(vectors.errors)")
    }

    @Test("small files that unfold into large ones meet a limit that the error names")
    func bombs() throws {
        let work = try ScoreCommandTests.trained()
        // 1,600 blocks of 128 KiB of one letter, four bytes each: RFC 8878, section 3.1.1.2.
        var frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]
        for block in 1...1600 {
            frame += [block == 1600 ? 0x03 : 0x02, 0x00, 0x10, UInt8(ascii: "a")]
        }
        for name in ["bomb.jsonl.zst", "bomb.csv", "bomb.md", "bomb.html", "bomb.yml"] {
            try work.write(name, Data(frame))
            let arguments =
                name == "bomb.yml"
                ? ["actors", "lint", name] : ["score", name, "-m", "m.stance"]
            let run = try work.stance(arguments)
            #expect(run.status == 65, "\(name): \(run.errors)")
            #expect(run.errors.contains(" MB"), "\(name): \(run.errors)")
        }
    }
}
