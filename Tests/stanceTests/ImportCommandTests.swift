import Foundation
import Testing

@Suite("stance import")
struct ImportCommandTests {
    private static let good = "ID\tTarget\tTweet\tStance\n1\tBorduria\tPaid #SemST\tFAVOR\n"

    @Test("rows appear on standard output or in a file, and the counts on standard error")
    func rows() throws {
        let work = try Workdir()
        try work.write("a.txt", Self.good)
        let row = #"{"id":"1","text":"Paid","actor":"Borduria","stance":"supportive"}"# + "\n"
        let run = try work.stance(["import", "semeval2016", "a.txt"])
        #expect(run.status == 0 && run.output == row)
        #expect(run.errors == "1 file, 1 record: 1 row written, 0 left out, 0 rejected\n")
        #expect(try work.stance(["import", "semeval2016", "-"], input: Self.good).output == row)
        let file = try work.stance(["import", "semeval2016", "a.txt", "a.txt", "-o", "b.csv", "-q"])
        #expect(file.status == 0 && file.errors.isEmpty)
        #expect(
            try work.text("b.csv")
                == "id,text,actor,stance,spans,group,annotator,date,source\n"
                + "1,Paid,Borduria,supportive,,,,,\n1#2,Paid,Borduria,supportive,,,,,\n")
    }

    @Test("rejected rows: exit 1, a file of them or the first few reasons")
    func rejects() throws {
        let work = try Workdir()
        let bad = (2...9).map { "\($0)\tBorduria\tPaid\tmaybe\u{1B}\n" }.joined()
        try work.write("a.txt", Self.good + bad)
        let run = try work.stance(["import", "semeval2016", "a.txt", "-o", "b.jsonl"])
        #expect(run.status == 1)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 7 && lines[6].hasSuffix("1 row written, 0 left out, 8 rejected"))
        #expect(
            lines[0].hasPrefix(
                "stance: warning: rejected: a.txt:3: unknown label \"maybe\\u{1b}\""))
        #expect(
            lines[5]
                == "stance: warning: 3 more rows rejected; --rejects FILE keeps them all")
        #expect(try work.text("b.jsonl").split(separator: "\n").count == 1)
        let kept = try work.stance(
            ["import", "semeval2016", "a.txt", "-o", "b.jsonl", "--rejects", "r.csv"])
        #expect(kept.status == 1 && kept.errors.split(separator: "\n").count == 1)
        let table = try work.text("r.csv").split(separator: "\n")
        #expect(table.count == 9 && table[0] == "source,line,byte,reason")
        #expect(table[1].hasPrefix("a.txt,3,\(Self.good.utf8.count),"))
    }

    @Test("with --strict, with nothing to write and after bad options no file appears")
    func nothing() throws {
        let work = try Workdir()
        try work.write("a.txt", Self.good + "2\tBorduria\tPaid\tmaybe\n")
        try work.write("none.txt", "ID\tTarget\tTweet\tStance\n1\tA\tB\t\n2\tA\tB\t1\n")
        try work.write("other.txt", "a\tb\n")
        let before = work.files
        let cases: [([String], Int32, String)] = [
            (["a.txt", "--strict"], 65, "a.txt:3: unknown label \"maybe\""),
            (["none.txt"], 65, "no row could be imported, so b.jsonl is not written"),
            (["other.txt"], 65, "other.txt:1: no column \"Target\"; found \"a\", \"b\""),
            (["missing.txt"], 66, "missing.txt: no such file"),
            (["a.txt", "--encoding", "latin1"], 2, "expected utf-8 or windows-1252"),
            (["a.txt", "--stance-map", "1"], 2, "\"1\" is not LABEL=STANCE"),
            (["a.txt", "--format", "xml"], 2, "expected jsonl, csv or tsv"),
            (["a.txt", "--rejects", "b.jsonl"], 2, "is also the output"),
            (["a.txt", "--rejects", "a.txt"], 2, "also an input"),
        ]
        for (arguments, status, message) in cases {
            let run = try work.stance(["import", "semeval2016", "-o", "b.jsonl"] + arguments)
            #expect(run.status == status, "\(arguments)")
            #expect(run.errors.contains(message), "\(run.errors)")
            #expect(work.files == before, "\(arguments)")
        }
        let run = try work.stance(["import", "semeval", "a.txt"])
        #expect(run.status == 2 && run.errors.contains("expected semeval2016, vast, pstance"))
    }

    @Test("NewsMTSC is imported as it is read")
    func newsMTSC() throws {
        guard let data = NewsMTSCTests.data else { return }
        let work = try Workdir()
        for name in ["train", "rw_dev", "mt_dev"] {
            let file = data.appendingPathComponent("\(name).jsonl")
            let run = try work.stance(["import", "newsmtsc", file.path, "-o", "\(name).jsonl"])
            #expect(run.status == 0, "\(run.errors)")
            func rows(_ data: Data) throws -> [String] {
                try String(decoding: data, as: UTF8.self).split(separator: "\n").map {
                    let row = try JSONSerialization.jsonObject(with: Data($0.utf8))
                    let object = row as? [String: Any] ?? [:]
                    let value = { (keys: [String]) in
                        "\(keys.lazy.compactMap { object[$0] }.first ?? "-")"
                    }
                    let spans = object["spans"] as? [[Int]] ?? []
                    return [
                        value(["id"]), value(["text"]), value(["actor", "target"]),
                        value(["stance", "label"]), "\(spans)", value(["group"]),
                    ].joined(separator: "|")
                }
            }
            #expect(try rows(work.data("\(name).jsonl")) == rows(Data(contentsOf: file)))
        }
        // What training sees of both is the same to the bit.
        let arguments = ["train", "--recipe", "bag-of-words", "--C", "1", "-q", "-o"]
        let file = data.appendingPathComponent("mt_dev.jsonl").path
        #expect(try work.stance(arguments + ["a.stance", file]).status == 0)
        try work.write("original.jsonl", Data(contentsOf: URL(fileURLWithPath: file)))
        let evaluate = { (rows: String) in
            try work.stance(["evaluate", rows, "-m", "a.stance", "--json"]).output
        }
        #expect(try evaluate("mt_dev.jsonl") == evaluate("original.jsonl"))
    }
}
