import Foundation
import Testing

@Suite("stance score")
struct ScoreCommandTests {
    /// A folder with a trained model of each recipe.
    static func trained() throws -> Workdir {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 9))
        for (recipe, model) in [("target-aware", "m.stance"), ("bag-of-words", "b.stance")] {
            let run = try work.stance(
                ["train", "rows.jsonl", "-o", model, "--recipe", recipe, "--C", "3", "-q"])
            #expect(run.status == 0, "\(run.errors)")
        }
        return work
    }

    @Test("a row per paragraph and actor; its order; summary; formats by name and by option")
    func articles() throws {
        let work = try Self.trained()
        try work.write(
            "in/a.txt", "Beijing praised Moscow and Beijing.\r\n\r\nNothing.\nThe EU met Russia.")
        try work.write("in/b.md", "# Title\n\nThe author\nmocked *China*.\n")
        try work.write("in/.hidden.txt", "Russia")
        let run = try work.stance(["score", "in", "-m", "m.stance", "-q", "-o", "out.csv"])
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
        let cells = try work.text("out.csv").split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(
            cells.map { "\($0[0]):\($0[1]) \($0[2]) \($0[8]) \($0[9])" } == [
                "in/a.txt:1 China 2 false", "in/a.txt:1 Russia 1 false", "in/a.txt:2  0 true",
                "in/a.txt:3 European Union 1 false", "in/a.txt:3 Russia 1 false",
                "in/b.md:1  0 true", "in/b.md:2 China 1 false",
            ])
        for row in cells where row[9] == "false" {
            let p = row[4...6].compactMap(Double.init)
            #expect(p.count == 3 && abs(p.reduce(0, +) - 1) < 2e-6)
            #expect(abs((Double(row[7]) ?? 9) - (p[2] - p[0])) < 2e-6)
        }
        let summary = try work.stance(
            ["score", "in", "-m", "m.stance", "-q", "--summary", "--format", "tsv"])
        let lines = summary.output.split(separator: "\n")
        #expect(
            lines[0]
                == "document\tactor\tparagraphs\tmentions\tcritical\tneutral\tsupportive\t"
                + "mean_score\tabstained")
        #expect(lines[2].hasPrefix("in/a.txt\tRussia\t2\t2\t"))
    }

    @Test("asked actors: known by alias or by their own name, one row a paragraph")
    func asked() throws {
        let work = try Self.trained()
        try work.write("a.txt", "Moscow met the Acme Corporation.\nAcme was not named.")
        let run = try work.stance([
            "score", "a.txt", "-m", "m.stance", "-q", "--format", "csv", "--actor", "Moscow",
            "--actor", "Acme Corporation",
        ])
        let rows = run.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(
            rows.map { "\($0[1]) \($0[2]) \($0[9]) \($0[10])" } == [
                "1 Russia false ", "1 Acme Corporation false ",
                "2 Russia true actor not mentioned", "2 Acme Corporation true actor not mentioned",
            ])
    }

    @Test("a row's score hangs on its text and actor, not on what else is asked for")
    func independent() throws {
        let work = try Self.trained()
        let text = "Tehrik-i-Taliban Pakistan mocked Pakistan, but the Acme Taliban praised China."
        try work.write("a.txt", text)
        func cells(_ arguments: [String]) throws -> [String: String] {
            let run = try work.stance(
                ["score", "-m", "m.stance", "-q", "--format", "tsv"] + arguments)
            #expect(run.status == 0, "\(run.errors)")
            var cells: [String: String] = [:]
            for line in run.output.split(separator: "\n").dropFirst() {
                let row = line.split(separator: "\t", omittingEmptySubsequences: false)
                cells[String(row[2])] = row[3...].joined(separator: " ")
            }
            return cells
        }
        let all = try cells(["a.txt"])
        #expect(all.count == 4)
        let spellings = ["Pakistan": " pakistan ", "China": "BEIJING", "Taliban": "taliban"]
        for (actor, spelling) in spellings {
            let alone = try cells(["a.txt", "--actor", spelling])
            #expect(alone == [actor: all[actor] ?? "missing"])
            let more = try cells(["a.txt", "--actor", "Acme Taliban", "--actor", actor])
            #expect(more[actor] == all[actor])
            try work.write(
                "row.jsonl", #"{"id": "1", "text": "\#(text)", "actor": "\#(spelling)"}"#)
            #expect(try cells(["row.jsonl"]).values.first == all[actor])
        }
    }

    @Test("rows of actors that were not asked for are left out and counted")
    func askedRows() throws {
        let work = try Self.trained()
        let run = try work.stance(["score", "rows.jsonl", "-m", "m.stance", "--actor", "moscow"])
        let rows = run.output.split(separator: "\n")
        #expect(rows.count == 27 && rows.allSatisfy { $0.contains(#""actor":"Russia""#) })
        #expect(run.errors.contains("27 rows scored, 0 abstained, 27 of other actors left out"))
    }

    @Test("an ambiguous name is refused, with the names that it may mean")
    func ambiguous() throws {
        let work = try Self.trained()
        try work.write("a.txt", "US and us.")
        try work.write("own.yml", "- name: United States\n  aliases: [US]\n- name: Us\n")
        let run = try work.stance([
            "score", "a.txt", "-m", "m.stance", "--actors", "own.yml", "--actor", "uS",
        ])
        #expect(run.status == 2)
        #expect(run.errors.contains(#""uS" could be United States or Us"#), "\(run.errors)")
    }

    @Test("a document without text gets a row that abstains; documents of one name stay apart")
    func emptyDocuments() throws {
        let work = try Self.trained()
        try work.write("a.txt", "\n \n")
        let run = try work.stance(["score", "a.txt", "-m", "m.stance", "--format", "csv", "-q"])
        #expect(run.output.hasSuffix("\na.txt,1,,,,,,,0,true,no text\n"), "\(run.output)")
        let bag = try work.stance(["score", "a.txt", "-m", "b.stance", "--format", "csv", "-q"])
        #expect(bag.output.hasSuffix("true,no text\n"))
        let row = #"{"id": "x", "text": "Russia.\nRussia."}"#
        try work.write("1.jsonl", row)
        try work.write("2.jsonl", row)
        let summary = try work.stance([
            "score", "1.jsonl", "2.jsonl", "-m", "m.stance", "-q", "--summary", "--format", "csv",
        ])
        #expect(summary.output.split(separator: "\n").count == 3)
    }

    @Test("an actors file of one's own; errors in it name the line")
    func actorsFile() throws {
        let work = try Self.trained()
        try work.write("a.txt", "The Guild met Russia.")
        try work.write("own.yml", "- name: Guild of Printers\n  aliases: [Guild]\n")
        let run = try work.stance(
            ["score", "a.txt", "-m", "m.stance", "-q", "--format", "csv", "--actors", "own.yml"])
        #expect(run.output.split(separator: "\n").count == 2)
        #expect(run.output.contains("a.txt,1,Guild of Printers,"))
        try work.write("bad.yml", "- name: A\n- nom: B\n")
        let bad = try work.stance(["score", "a.txt", "-m", "m.stance", "--actors", "bad.yml"])
        #expect(bad.status == 65)
        #expect(bad.errors.contains("bad.yml:2"))
    }

    @Test("labelled rows are scored for their own actor, with their spans")
    func labelledRows() throws {
        let work = try Self.trained()
        try work.write(
            "rows2.jsonl",
            """
            {"id": "x", "text": "He praised it.", "actor": "Acme", "spans": [[11, 13]]}
            {"id": "y", "text": "He praised it.", "actor": "Acme"}

            """)
        let run = try work.stance(["score", "rows2.jsonl", "-m", "m.stance", "-q"])
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix(#"{"document":"x","paragraph":1,"actor":"Acme","stance":""#))
        #expect(
            lines[1]
                == #"{"document":"y","paragraph":1,"actor":"Acme","mentions":0,"abstained":true,"#
                + #""reason":"actor not mentioned"}"#)
    }

    @Test("the bag of words scores paragraphs as they are, with or without actors")
    func bagOfWords() throws {
        let work = try Self.trained()
        try work.write("a.txt", "The author praised Russia.\nNobody in this paper.")
        let blind = try work.stance(["score", "a.txt", "-m", "b.stance", "-q", "--format", "csv"])
        #expect(blind.output.split(separator: "\n").dropFirst().allSatisfy { $0.contains(",,") })
        #expect(!blind.output.contains("true"))
    }

    @Test("standard input, and the same rows for any threads")
    func standardInput() throws {
        let work = try Self.trained()
        let text = (0..<400).map { "The author praised Russia in \($0).\n" }.joined()
        let one = try work.stance(
            ["score", "-", "-m", "m.stance", "--threads", "1"], input: text)
        #expect(one.output.split(separator: "\n").count == 400)
        for threads in ["2", "5"] {
            let many = try work.stance(
                ["score", "-", "-m", "m.stance", "--threads", threads], input: text)
            #expect(many.output == one.output)
        }
    }

    @Test("the reader of a closed pipe ends the run quietly")
    func closedPipe() throws {
        let work = try Self.trained()
        let text = (0..<20_000).map { "The author praised Russia in \($0).\n" }.joined()
        try work.write("a.txt", text)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.currentDirectoryURL = work.folder
        shell.arguments = [
            "-c",
            "'\(Workdir.command.path)' score a.txt -m m.stance -q 2>err | head -1 >out; "
                + "exit ${PIPESTATUS[0]}",
        ]
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        #expect(try work.text("err").isEmpty)
        #expect(try work.text("out").split(separator: "\n").count == 1)
    }

    struct Bad: CustomTestStringConvertible {
        var name: String
        var arguments: [String]
        var message: String
        var status: Int32
        var testDescription: String { name }
    }

    static let bad = [
        Bad(name: "missing article", arguments: ["no.txt"], message: "no.txt", status: 66),
        Bad(
            name: "a model in place of an article",
            arguments: ["m.stance", "--input-format", "text"],
            message: "is a StanceKit model", status: 65),
        Bad(
            name: "an article in place of a model", arguments: ["a.txt", "-m", "a.txt"],
            message: "a.txt: is not a StanceKit model", status: 65),
        Bad(
            name: "an empty folder", arguments: ["empty"], message: "empty", status: 66),
        Bad(
            name: "bytes that are no UTF-8", arguments: ["latin1.txt"], message: "byte 3",
            status: 65),
        Bad(
            name: "unknown format", arguments: ["a.txt", "--format", "xml"],
            message: "--format xml: expected jsonl, csv, tsv, table or sqlite", status: 2),
        Bad(
            name: "unknown name", arguments: ["a.docx"],
            message: "a.docx", status: 2),
        Bad(
            name: "output is a folder", arguments: ["a.txt", "-o", "empty"],
            message: "empty", status: 73),
        Bad(
            name: "no text column", arguments: ["t.csv"], message: "t.csv:1", status: 65),
        Bad(
            name: "an id twice", arguments: ["twice.jsonl", "--strict"],
            message: "twice.jsonl:2: the id \"1\" is also that of line 1", status: 65),
        Bad(
            name: "an input twice", arguments: ["a.txt", "a.txt"],
            message: "a.txt: the input is given twice", status: 2),
        Bad(
            name: "the output is an input", arguments: ["a.txt", "-o", "./a.txt"],
            message: "the output is also an input (a.txt)", status: 2),
        Bad(
            name: "the output is the model", arguments: ["a.txt", "-o", "./m.stance"],
            message: "the output is also an input (m.stance)", status: 2),
        Bad(name: "no input", arguments: [], message: "inputs", status: 2),
        Bad(
            name: "a compressed output", arguments: ["a.txt", "-o", "out.csv.gz"],
            message: "--output out.csv.gz: rows are written uncompressed", status: 2),
    ]

    @Test("bad input: one clear line, its exit code, no output file", arguments: bad)
    func badInput(_ row: Bad) throws {
        let work = try Self.trained()
        try work.write("a.txt", "Russia.")
        try work.write("a.docx", "Russia.")
        let twice = #"{"id": 1, "text": "Russia."}"#
        try work.write("twice.jsonl", twice + "\n" + twice)
        try work.write("t.csv", "id,body\n1,Russia\n")
        try work.write("latin1.txt", Data([0x63, 0x61, 0x66, 0xE9, 0x20, 0x61]))
        try FileManager.default.createDirectory(
            at: work.folder.appendingPathComponent("empty"), withIntermediateDirectories: true)
        let before = work.files
        var arguments = ["score"] + row.arguments
        if !row.arguments.contains("-m") { arguments += ["-m", "m.stance"] }
        if !row.arguments.contains("-o") { arguments += ["-o", "out.jsonl"] }
        let run = try work.stance(arguments)
        #expect(run.status == row.status, "\(run.errors)")
        #expect(run.errors.contains(row.message), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(work.files == before)
    }
}
