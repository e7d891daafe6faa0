import Foundation
import Testing

@Suite("stance vectors")
struct VectorsCommandTests {
    /// Two topics, told apart by their words.
    static func text(paragraphs: Int) -> [String] {
        let topics = [
            ["tanks", "rockets", "shelling", "troops"], ["tariffs", "exports", "duties", "trade"],
        ]
        return (0..<paragraphs).map { number in
            let words = topics[number % 2]
            let (first, second) = (words[number / 2 % 4], words[(number / 2 + 1 + number / 8) % 4])
            return "The \(first) and the \(second) didn't stop in \(1990 + number % 30)."
        }
    }

    private static let small = ["--dimensions", "6", "--min-count", "2", "-q"]

    @Test("the same bytes for any threads, setting of OpenBLAS and form of input")
    func determinism() throws {
        let work = try Workdir()
        let text = Self.text(paragraphs: 400)
        try work.write("in/a.txt", text.joined(separator: "\n"))
        try work.write(
            "rows.jsonl", text.map { #"{"body": "\#($0)"}"# }.joined(separator: "\n"))
        let run = try work.stance(
            ["vectors", "in", "-o", "a.vectors", "--threads", "1"] + Self.small)
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
        let vectors = try work.text("a.vectors")
        let head = vectors.split(separator: "\n")[0].split(separator: " ")
        #expect(head.count == 2 && head[1] == "6")
        #expect(vectors.split(separator: "\n").count == (Int(head[0]) ?? 0) + 1)
        for word in ["tanks ", "n't ", "NUM "] { #expect(vectors.contains("\n\(word)"), "\(word)") }
        for (threads, blas) in [("1", "2"), ("2", "1"), ("5", "3")] {
            let other = try work.stance(
                ["vectors", "in", "-o", "b.vectors", "--threads", threads] + Self.small,
                environment: ["OPENBLAS_NUM_THREADS": blas])
            #expect(other.status == 0)
            #expect(try work.data("b.vectors") == work.data("a.vectors"))
        }
        let rows = try work.stance(
            ["vectors", "rows.jsonl", "--text-column", "body", "-o", "-"] + Self.small)
        #expect(rows.output == vectors)
    }

    @Test("the seed decides what the random start cannot reach exactly")
    func seeds() throws {
        let work = try Workdir()
        // Forty words in rings of neighbours: more than the random vectors, so a start matters.
        let text = (0..<400).map { number in
            (0..<5).map { Self.name((number * 7 + $0 * $0) % 40) }.joined(separator: " ")
        }
        try work.write("a.txt", text.joined(separator: "\n"))
        let arguments = ["vectors", "a.txt", "-o", "-", "--power-iterations", "0"] + Self.small
        let first = try work.stance(arguments)
        #expect(first.status == 0 && first.output.hasPrefix("40 6\n"))
        #expect(try work.stance(arguments).output == first.output)
        let other = try work.stance(arguments + ["--seed", "1"])
        #expect(other.status == 0 && other.output != first.output)
    }

    /// A word for a number below 676.
    private static func name(_ number: Int) -> String {
        "w\(UnicodeScalar(UInt8(97 + number % 26)))\(UnicodeScalar(UInt8(97 + number / 26)))x"
    }

    @Test("the summary counts words and pairs, and says what was forgotten")
    func summary() throws {
        let work = try Workdir()
        try work.write("a.txt", "one two three\ntwo three four\n")
        let arguments = ["vectors", "a.txt", "-o", "v", "--dimensions", "2", "--min-count", "1"]
        let run = try work.stance(arguments)
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("4 words of 6 running ones; 5 pairs, "))
        #expect(!run.errors.contains("note:"))
        // 26 of the words stand twice: their pairs stay when the rarest go.
        let words = (0..<80).map { Self.name($0 < 52 ? $0 : $0 - 26) }
        try work.write("long.txt", (words + words.reversed()).joined(separator: " "))
        let limited = try work.stance([
            "vectors", "long.txt", "-o", "v", "--dimensions", "2", "--min-count", "1", "--window",
            "60", "--max-pairs", "1000",
        ])
        #expect(limited.status == 0 && limited.errors.contains("note: to bound memory, pairs"))
    }

    @Test("a model trained with vectors scores without them")
    func training() throws {
        let work = try Workdir()
        let company = [
            (["tanks", "shelling"], ["fired", "burned", "fell"]),
            (["exports", "duties"], ["rose", "paid", "sold"]),
        ]
        let text = company.flatMap { words, verbs in
            words.flatMap { word in verbs.map { "the \(word) \($0)\nthe \(word) \($0)" } }
        }
        try work.write("a.txt", text.joined(separator: "\n"))
        let made = try work.stance([
            "vectors", "a.txt", "-o", "w.vectors", "--dimensions", "5", "--min-count", "2", "-q",
        ])
        #expect(made.status == 0)
        let stances = ["critical", "neutral", "supportive"]
        let rows = (0..<24).map { number in
            let word = ["tanks", "envoys", "exports"][number % 3]
            return #"{"text": "The \#(word) of Russia.", "actor": "Russia", "#
                + #""stance": "\#(stances[number % 3])", "group": "g\#(number)"}"#
        }
        try work.write("rows.jsonl", rows.joined(separator: "\n"))
        let trained = try work.stance([
            "train", "rows.jsonl", "-o", "m.stance", "--C", "10", "--vectors", "w.vectors",
            "--blocks", "vectors,vectors-left,vectors-right", "--json",
        ])
        #expect(trained.status == 0, "\(trained.errors)")
        let inspected = try work.stance(["inspect", "m.stance"])
        #expect(inspected.output.contains("vectors-right"))
        // No row has shelling or duties; their company in the text has tanks and exports.
        for (word, stance) in [("shelling", "critical"), ("duties", "supportive")] {
            try work.write("one.txt", "The \(word) of Russia.")
            let scored = try work.stance([
                "score", "one.txt", "-m", "m.stance", "--actor", "Russia", "--format", "jsonl",
            ])
            #expect(scored.output.contains(#""stance":"\#(stance)""#), "\(scored.output)")
        }
    }

    @Test("what cannot be done says why and leaves nothing behind")
    func refused() throws {
        let work = try Workdir()
        try work.write("a.txt", "few words here")
        let files = work.files
        let rows: [(arguments: [String], status: Int32, message: String)] = [
            (["-", "-o", "v"], 2, "standard input can be read only once"),
            (["/dev/null", "-o", "v"], 2, "/dev/null can be read only once"),
            (["a.txt", "-o", "v.gz"], 2, "vectors are written uncompressed"),
            (["a.txt"], 2, "--output"),
            (["a.txt", "-o", "v"], 65, "0 words occur at least 5 times; expected at least 100"),
            (["none.txt", "-o", "v"], 66, "none.txt: no such file"),
            (["a.txt", "-o", "none/v"], 73, "none/v"),
            (["a.txt", "-o", "v", "--dimensions", "0"], 2, "0 dimensions; expected 1 to 10000"),
            (["a.txt", "-o", "v", "--threads", "0"], 2, "--threads 0: expected at least 1"),
        ]
        for row in rows {
            let run = try work.stance(["vectors"] + row.arguments)
            #expect(run.status == row.status && run.output.isEmpty, "\(row)")
            #expect(run.errors.contains(row.message), "\(run.errors)")
            #expect(work.files == files, "\(row)")
        }
    }
}
