import Foundation
import Testing

@Suite("stance export")
struct ExportCommandTests {
    @Test("rows go to fastText and come back")
    func fastText() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 4))
        let export = try work.stance(["export", "fasttext", "rows.jsonl", "-o", "rows.txt"])
        #expect(export.status == 0 && export.errors == "24 rows -> rows.txt\n")
        #expect(
            try work.text("rows.txt").hasPrefix(
                "__label__critical __actor__Russia The author condemned Russia in paper 0.\n"))
        #expect(
            try work.stance(["import", "fasttext", "rows.txt", "-o", "back.jsonl"]).status == 0)
        let again = try work.stance(["export", "fasttext", "back.jsonl", "-q"])
        #expect(again.output == (try work.text("rows.txt")) && again.errors.isEmpty)
    }

    @Test("libsvm and vw have a line for each row, with the features of the model")
    func features() throws {
        let work = try ScoreCommandTests.trained()
        for model in ["m.stance", "b.stance"] {
            let svm = try work.stance([
                "export", "libsvm", "rows.jsonl", "-m", model, "-o", "a.svm",
            ])
            #expect(svm.status == 0, "\(svm.errors)")
            let vw = try work.stance(["export", "vw", "rows.jsonl", "-m", model, "-o", "a.vw"])
            #expect(vw.status == 0, "\(vw.errors)")
            let lines = try work.text("a.svm").split(separator: "\n")
            let named = try work.text("a.vw").split(separator: "\n")
            #expect(lines.count == 54 && named.count == 54)
            for (line, other) in zip(lines, named) {
                let fields = line.split(separator: " ")
                let pairs = fields.dropFirst().map { $0.split(separator: ":") }
                let columns = pairs.map { Int($0[0]) ?? 0 }
                #expect(columns == columns.sorted() && (columns.first ?? 1) >= 1)
                #expect(["1", "2", "3"].contains(fields[0]) && !pairs.isEmpty)
                let words = other.split(separator: " ").filter { $0.contains(":") }
                #expect(words.map { $0.split(separator: ":").last } == pairs.map(\.last))
            }
            #expect(!(try work.text("a.svm").contains("#")))
        }
    }

    @Test("what cannot be exported is refused and leaves no file")
    func refusals() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 1))
        try work.write(
            "bad.jsonl", #"{"text": "a __label__b", "actor": "A", "stance": "pro"}"#)
        let before = work.files
        let cases: [([String], Int32, String)] = [
            (["xgboost", "rows.jsonl"], 2, "expected fasttext, libsvm, vw"),
            (["libsvm", "rows.jsonl"], 2, "expected --model FILE"),
            (["fasttext", "rows.jsonl", "-m", "m.stance"], 2, "leave the model out"),
            (["vw", "rows.jsonl", "-m", "none.stance"], 66, "no such file"),
            (["fasttext", "bad.jsonl"], 65, "bad.jsonl:1: the text has a word that begins with"),
        ]
        for (arguments, status, message) in cases {
            let run = try work.stance(["export", "-o", "out"] + arguments)
            #expect(run.status == status && run.errors.contains(message), "\(run.errors)")
            #expect(work.files == before)
        }
    }
}
