import Foundation
import Testing

@Suite("stance train")
struct TrainCommandTests {
    @Test("train, evaluate, score: the whole job on a small file")
    func wholeJob() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 12))
        let train = try work.stance(["train", "rows.jsonl", "-o", "m.stance", "--hold-out", "0.25"])
        #expect(train.status == 0, "\(train.errors)")
        #expect(train.output.contains("Trained target-aware on"))
        #expect(train.output.contains("chosen"))
        #expect(train.output.contains("On the held-out articles"))
        #expect(work.files == ["m.stance", "rows.jsonl"])
        try work.write(
            "a.txt", "The minister mocked Russia.\n\nThe minister thanked China.\nNobody.\n")
        let score = try work.stance(["score", "a.txt", "-m", "m.stance", "--format", "csv"])
        #expect(score.status == 0)
        let lines = score.output.split(separator: "\n")
        #expect(
            lines[0]
                == "document,paragraph,actor,stance,critical,neutral,supportive,score,mentions,"
                + "abstained,reason")
        #expect(lines[1].hasPrefix("a.txt,1,Russia,critical,"))
        #expect(lines[2].hasPrefix("a.txt,2,China,supportive,"))
        #expect(lines[3] == "a.txt,3,,,,,,,0,true,no actor mentioned")
        #expect(score.errors == "1 document, 3 paragraphs: 2 rows scored, 1 abstained\n")
    }

    @Test("the same data and options give the same bytes for any threads and BLAS threads")
    func deterministic() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Workdir.rows(articles: 15))
        var models: [Data] = []
        for (threads, blas) in [("1", "1"), ("2", "1"), ("3", "2"), ("8", "4")] {
            let run = try work.stance(
                ["train", "rows.jsonl", "-o", "m.stance", "--threads", threads, "-q"],
                environment: ["OPENBLAS_NUM_THREADS": blas])
            #expect(run.status == 0)
            models.append(try work.data("m.stance"))
        }
        for model in models { #expect(model == models[0]) }
    }

    @Test("JSON, CSV, TSV, gzip and standard input give the same model")
    func formats() throws {
        let work = try Workdir()
        let rows = Workdir.rows(articles: 6)
        try work.write("rows.jsonl", rows)
        var csv = "text,actor,stance,group,id\n"
        var tsv = "text\ttarget\tlabel\tdocument\tid\r\n"
        for line in rows.split(separator: "\n") {
            let row = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            let (text, actor) = (row["text"] ?? "", row["actor"] ?? "")
            let (stance, group, id) = (row["stance"] ?? "", row["group"] ?? "", row["id"] ?? "")
            csv += "\"\(text)\",\(actor),\(stance.uppercased()),\(group),\(id)\n"
            tsv += "\(text)\t\(actor)\t\(stance)\t\(group)\t\(id)\r\n"
        }
        try work.write("rows.csv", "\u{FEFF}" + csv)
        try work.write("rows.tsv", tsv)
        func weights(_ arguments: [String], input: String = "") throws -> String {
            let run = try work.stance(
                ["train", "-o", "m.stance", "--C", "1", "-q"] + arguments, input: input)
            #expect(run.status == 0, "\(run.errors)")
            return try work.stance(["score", "rows.jsonl", "-m", "m.stance"]).output
        }
        let expected = try weights(["rows.jsonl"])
        #expect(expected.split(separator: "\n").count == 36)
        #expect(try weights(["rows.csv"]) == expected)
        #expect(try weights(["rows.tsv"]) == expected)
        #expect(try weights(["-"], input: rows) == expected)
    }

    struct Bad: CustomTestStringConvertible {
        var name: String
        var rows: String
        var arguments: [String] = []
        var message: String
        var status: Int32 = 65
        var testDescription: String { name }
    }

    static let good = Workdir.rows(articles: 3)

    static let bad = [
        Bad(
            name: "unknown stance", rows: #"{"text": "a", "actor": "b", "stance": "critcal"}"#,
            message: "rows.jsonl:1: unknown stance \"critcal\""),
        Bad(
            name: "integer stance", rows: #"{"text": "a", "actor": "b", "stance": 1}"#,
            message: "--stance-map"),
        Bad(
            name: "missing column", rows: #"{"text": "a", "actor": "b"}"#,
            message: "rows.jsonl:1:"),
        Bad(
            name: "empty text", rows: good + #"{"text": " ", "actor": "b", "stance": "neutral"}"#,
            message: "rows.jsonl:19:"),
        Bad(name: "no rows", rows: "\n", message: "rows.jsonl"),
        Bad(
            name: "duplicate id",
            rows: good + #"{"id": "0", "text": "a", "actor": "b", "stance": "neutral"}"#,
            message: "rows.jsonl:19:"),
        Bad(
            name: "weight NaN",
            rows: good + #"{"text": "a", "actor": "b", "stance": "neutral", "weight": "NaN"}"#,
            message: "rows.jsonl:19:"),
        Bad(
            name: "weights of 0",
            rows: good.replacingOccurrences(of: "}", with: #", "weight": 0}"#),
            message: "every row has weight 0"),
        Bad(
            name: "a class of weight 0",
            rows: good.replacingOccurrences(
                of: #""critical"}"#, with: #""critical", "weight": 0}"#),
            message: "rows.jsonl: no row of a weight above 0 is critical"),
        Bad(
            name: "two choices of blocks", rows: good,
            arguments: ["--no-actor-names", "--blocks", "names"],
            message: "--blocks and --no-actor-names both choose blocks", status: 2),
        Bad(
            name: "names that the recipe has not", rows: good,
            arguments: ["--no-actor-names", "--recipe", "bag-of-words"],
            message: "recipe bag-of-words looks at no actor names", status: 2),
        Bad(
            name: "the output is the input", rows: good, arguments: ["-o", "./rows.jsonl"],
            message: "./rows.jsonl: the output is also an input (rows.jsonl)", status: 2),
        Bad(
            name: "one article", rows: Workdir.rows(articles: 1),
            message: "at least 2 groups"),
        Bad(
            name: "a class without rows",
            rows: good.split(separator: "\n").filter { !$0.contains("supportive") }
                .joined(separator: "\n"),
            message: "rows.jsonl: no row is supportive"),
        Bad(
            name: "C is no number", rows: good, arguments: ["--C", "x"],
            message: "--C x: expected a number above 0, or auto", status: 2),
        Bad(
            name: "C is negative", rows: good, arguments: ["--C", "-1"], message: "C", status: 2),
        Bad(
            name: "one fold", rows: good, arguments: ["--folds", "1"],
            message: "1 folds; expected at least 2", status: 2),
        Bad(
            name: "hold-out of everything", rows: good, arguments: ["--hold-out", "1"],
            message: "between 0 and 1", status: 2),
        Bad(
            name: "no threads", rows: good, arguments: ["--threads", "0"],
            message: "--threads 0: expected at least 1", status: 2),
        Bad(
            name: "unknown block", rows: good, arguments: ["--blocks", "magic"],
            message: "--blocks magic: expected some of masked, near, sided, names, lexicon, "
                + "roles, vectors",
            status: 2),
        Bad(
            name: "a domain column that is not there", rows: good,
            arguments: ["--domain-column", "kind"], message: "rows.jsonl:1: no column \"kind\""),
        Bad(
            name: "one domain",
            rows: ["critical", "neutral", "supportive"].map {
                #"{"text": "A met B.", "actor": "A", "stance": "\#($0)", "kind": "x"}"#
            }.joined(separator: "\n"),
            arguments: ["--domain-column", "kind"],
            message: "1 domain in the domain column; expected 2 to 16"),
        Bad(
            name: "domains of a bag of words", rows: good,
            arguments: ["--domain-column", "actor", "--recipe", "bag-of-words"],
            message: "--domain-column: recipe bag-of-words has no domains", status: 2),
        Bad(
            name: "vectors that no block asks for", rows: good,
            arguments: ["--blocks", "masked", "--vectors", "rows.jsonl"],
            message: "--vectors: none of the chosen blocks looks at word vectors", status: 2),
        Bad(
            name: "a block of vectors without vectors", rows: good,
            arguments: ["--blocks", "masked,vectors"],
            message: "--blocks: the blocks of vectors need --vectors FILE", status: 2),
        Bad(
            name: "vectors that are none", rows: good, arguments: ["--vectors", "rows.jsonl"],
            message: "rows.jsonl:1"),
        Bad(
            name: "a lexicon that no block asks for", rows: good,
            arguments: ["--blocks", "masked", "--lexicon", "rows.jsonl"],
            message: "--lexicon: none of the chosen blocks looks at a lexicon", status: 2),
        Bad(
            name: "a lexicon that is none", rows: good, arguments: ["--lexicon", "rows.jsonl"],
            message: "rows.jsonl:1: expected the header term kind valence"),
        Bad(
            name: "unknown option", rows: good, arguments: ["--frobnicate"],
            message: "Unknown option '--frobnicate'", status: 2),
        Bad(
            name: "unknown recipe", rows: good, arguments: ["--recipe", "magic"],
            message: "magic", status: 2),
    ]

    @Test("bad input: one clear line, its exit code, nothing written", arguments: bad)
    func badInput(_ row: Bad) throws {
        let work = try Workdir()
        try work.write("rows.jsonl", row.rows)
        let output = row.arguments.contains("-o") ? [] : ["--output", "m.stance"]
        let run = try work.stance(["train", "rows.jsonl"] + output + row.arguments)
        #expect(run.status == row.status)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(row.message), "\(run.errors)")
        if row.status == 65 {
            #expect(run.errors.hasPrefix("stance: error: "))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
        #expect(work.files == ["rows.jsonl"])
        #expect(try work.text("rows.jsonl") == row.rows)
    }

    @Test("a file that is missing, a folder, a model in place of rows, an output in no folder")
    func wrongFiles() throws {
        let work = try Workdir()
        try work.write("rows.jsonl", Self.good)
        let missing = try work.stance(["train", "nothing.jsonl", "-o", "m.stance"])
        #expect(missing.status == 66)
        #expect(missing.errors.contains("nothing.jsonl"))
        #expect(try work.stance(["train", ".", "-o", "m.stance"]).status == 66)
        #expect(try work.stance(["train", "rows.jsonl", "-o", "m.stance", "-q"]).status == 0)
        let model = try work.stance(
            ["train", "m.stance", "-o", "n.stance", "--input-format", "jsonl"])
        #expect(model.status == 65)
        #expect(model.errors.contains("is a StanceKit model"))
        let nowhere = try work.stance(["train", "rows.jsonl", "-o", "no/such/m.stance"])
        #expect(nowhere.status == 73)
        #expect(work.files == ["m.stance", "rows.jsonl"])
    }
}
