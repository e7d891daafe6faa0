import StanceCore
import StanceFormats
import Testing

/// Bytes that are no labelled rows, and the one line that must be said of them.
struct MalformedRows: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(file): \(error)" }
    var file: String
    var bytes: [UInt8]
    var error: String
    var options = LabelledRowOptions()

    init(
        _ file: String, _ text: String, _ error: String,
        _ options: LabelledRowOptions = LabelledRowOptions()
    ) {
        self.init(file, Array(text.utf8), error, options)
    }

    init(
        _ file: String, _ bytes: [UInt8], _ error: String,
        _ options: LabelledRowOptions = LabelledRowOptions()
    ) {
        self.file = file
        self.bytes = bytes
        self.error = error
        self.options = options
    }

    static let words =
        "expected critical (against, con, negative), neutral (none), "
        + "supportive (favor, pro, positive)"
    static let good = "{\"text\":\"t\",\"actor\":\"A\",\"stance\":\"pro\"}\n"
    static func json(_ fields: String) -> String {
        good + "{\"text\":\"Aé😀 b\",\"actor\":\"A\",\"stance\":\"con\",\(fields)}"
    }

    static let structure: [MalformedRows] = [
        .init("x.jsonl", "", "x.jsonl: no rows; expected at least one"),
        .init("x.jsonl", "\n \r\n", "x.jsonl: no rows; expected at least one"),
        .init("x.csv", "text,actor,stance\n", "x.csv: no rows; expected at least one"),
        .init("x.csv", "", "x.csv: no rows; expected at least one"),
        .init(
            "x", good,
            "x: the name tells no format; expected .jsonl, .csv or .tsv, or --input-format"
        ),
        .init("x.json", "[1]", "x.json:1: not an object; expected one JSON object a line"),
        .init("x.json", " 7", "x.json:1: not an object; expected one JSON object a line"),
        .init(
            "x.json", good + "{\n\"text\":\"t\"}",
            "x.json:2: invalid JSON: the JSON document has an improper structure; expected one JSON object a line"
        ),
        .init(
            "x.jsonl", good + good + "{\"text\":\"t",
            "x.jsonl:3: invalid JSON: a string is opened, but never closed; expected one JSON object a line"
        ),
        .init(
            "x.jsonl", good + "{\"text\":\"a\tb\"}",
            "x.jsonl:2: invalid JSON: within strings, some characters must be escaped, we found unescaped characters; expected one JSON object a line"
        ),
        .init(
            "x.jsonl", "{\"text\":\"\\ud800\"}",
            "x.jsonl:1: invalid JSON: problem while parsing a string; expected one JSON object a line"
        ),
        .init(
            "x.jsonl", "{\"text\":\"t\"} {}",
            "x.jsonl:1: invalid JSON: the JSON document has an improper structure; expected one JSON object a line"
        ),
        .init(
            "x.jsonl",
            "{\"a\":" + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
                + "}",
            "x.jsonl:1: arrays and objects nested more than 1024 deep, the most that is read"
        ),
        .init(
            "x.jsonl", "{\"weight\":NaN}",
            "x.jsonl:1: invalid JSON: the JSON document has an improper structure; expected one JSON object a line"
        ),
        .init(
            "x.jsonl", good + "{\"text\":\"a\",\"actor\":\"A\",\"text\":\"b\"}",
            "x.jsonl:2: the key \"text\" occurs twice"),
        .init(
            "x.jsonl", Array(good.utf8) + Array("\n{\"text\":\"".utf8) + [0xe9, 0x22, 0x7d],
            "x.jsonl:3: byte 50: invalid UTF-8 (0xE9); expected UTF-8"),
        .init(
            "x.csv", Array("text,actor,stance\n\"a\n".utf8) + [0xe2, 0x82, 0x22, 0x2c, 0x2c, 0x0a],
            "x.csv:3: byte 21: invalid UTF-8 (0xE2); expected UTF-8"),
        .init(
            "x.csv", [0xff, 0xfe, 0x74, 0, 0x2c, 0],
            "x.csv:1: byte 0: looks like UTF-16; expected UTF-8"),
        .init(
            "x.csv", "text,actor,stance\na,A,pro\nb,\"A\nB\",\"pro\n\n",
            "x.csv:4: this quote is never closed"),
        .init(
            "x.csv", "text,actor,stance\na,A,pro\nb,\"A\nB\"x,pro\n",
            "x.csv:4: text after a closing quote; write a quote within quotes as \"\", or read with --no-quotes"
        ),
        .init(
            "x.csv", "text,actor,stance\na,A,pro\n\"a\",\"A\"\r,pro\n",
            "x.csv:3: text after a closing quote; write a quote within quotes as \"\", or read with --no-quotes"
        ),
        .init(
            "x.csv", "text,actor,stance\na,A,pro\n\nb,A\n",
            "x.csv:4: expected 3 fields as in the header, found 2"),
        .init(
            "x.tsv", "text\tactor\tstance\na\tA\tpro\t\n",
            "x.tsv:2: expected 3 fields as in the header, found 4"),
        .init("x.csv", "text,text,actor\n", "x.csv:1: the header names \"text\" twice"),
        .init(
            "x.csv", "text,actor,stance\ra,A,pro\r",
            "x.csv:1: a carriage return in the header; lines must end in LF or CRLF"),
        .init(
            "x.csv", "STANCE\u{2},a", "x.csv: is a StanceKit model; expected labelled rows or text"),
    ]

    static let values: [MalformedRows] = [
        .init(
            "x.csv", "\ntext,actor\nt,A\n",
            "x.csv:2: no column \"stance\" or \"label\"; found \"text\", \"actor\""),
        .init(
            "x.jsonl", good + "{\"body\":\"t\"}", "x.jsonl:2: no column \"text\"; found \"body\""),
        .init("x.jsonl", "{}", "x.jsonl:1: no column \"text\"; found none"),
        .init(
            "x.csv", "text,actor,stance\nt,A,pro\n",
            "x.csv:1: no column \"article\"; found \"text\", \"actor\", \"stance\"",
            .init(columns: .init(group: "article"))),
        .init(
            "x.jsonl", "{\"text\":\"t\",\"stance\":\"pro\"}",
            "x.jsonl:1: no column \"actor\" or \"target\"; found \"text\", \"stance\""),
        .init(
            "x.jsonl", good + "{\"text\":\"t\",\"actor\":\"A\",\"stance\":\"critcal\"}",
            "x.jsonl:2: unknown stance \"critcal\"; \(words)"),
        .init("x.csv", "text,actor,label\nt,A,\n", "x.csv:2: unknown stance \"\"; \(words)"),
        .init(
            "x.jsonl", "{\"text\":\"t\",\"actor\":\"A\",\"label\":-1}",
            "x.jsonl:1: label is -1, and numbers are never guessed: say what each means, for "
                + "example --stance-map 0=critical,1=neutral,2=supportive"),
        .init(
            "x.csv", "text,actor,stance\nt,A,2\n",
            "x.csv:2: stance is 2, and numbers are never guessed: say what each means, for "
                + "example --stance-map 0=critical,1=neutral,2=supportive"),
        .init(
            "x.csv", "text,actor,stance\nt,A,3\n",
            "x.csv:2: unknown stance \"3\"; --stance-map names \"0\", \"1\"",
            .init(stanceMap: StanceMap(["1": .neutral, "0": .critical]))),
        .init(
            "x.jsonl", "{\"text\":\"t\",\"actor\":\"A\",\"stance\":true}",
            "x.jsonl:1: stance is a boolean; expected a stance word"),
        .init(
            "x.jsonl", "{\"text\":\"t\",\"actor\":\"A\",\"stance\":null}",
            "x.jsonl:1: stance is null; expected a stance word"),
        .init("x.jsonl", "{\"text\":7}", "x.jsonl:1: text is a number; expected a string"),
        .init("x.jsonl", "{\"text\":null}", "x.jsonl:1: text is null; expected a string"),
        .init("x.jsonl", good + "{\"text\":\"\"}", "x.jsonl:2: empty text"),
        .init("x.csv", "text,actor,stance\n\" \u{a0}\n\",A,pro\n", "x.csv:2: empty text"),
        .init(
            "x.jsonl", "{\"text\":\"t\",\"target\":[\"A\"]}",
            "x.jsonl:1: target is an array; expected a string"),
        .init(
            "x.jsonl", "{\"text\":\"t\",\"actor\":null,\"stance\":\"pro\"}",
            "x.jsonl:1: actor is null; expected a string"),
        .init("x.csv", "text,actor,stance\nt, ,pro\n", "x.csv:2: empty actor"),
        .init(
            "x.jsonl", json("\"id\":\"7\"") + "\n" + json("\"id\":7"),
            "x.jsonl:4: the id \"7\" is also that of line 2"),
        .init(
            "x.jsonl", json("\"id\":[1]"),
            "x.jsonl:2: id is an array; expected a string or a number"),
        .init(
            "x.jsonl", json("\"group\":true"),
            "x.jsonl:2: group is a boolean; expected a string or a number"),
        .init(
            "x.jsonl", json("\"weight\":\"1\""), "x.jsonl:2: weight is a string; expected a number"),
        .init(
            "x.jsonl", json("\"weight\":-0.5"),
            "x.jsonl:2: weight is -0.5; expected a finite number of at least 0"),
        .init(
            "x.csv", "text,actor,stance,weight\nt,A,pro,nan\n",
            "x.csv:2: weight is nan; expected a finite number of at least 0"),
        .init(
            "x.csv", "text,actor,stance,weight\nt,A,pro,1e999\n",
            "x.csv:2: weight is inf; expected a finite number of at least 0"),
        .init(
            "x.csv", "text,actor,stance,weight\nt,A,pro,heavy\n",
            "x.csv:2: weight \"heavy\" is not a number"),
        .init(
            "x.jsonl", json("\"spans\":[[0,1],[3,6]]"),
            "x.jsonl:2: span [3,6] does not lie in the text; "
                + "expected 0 <= from < to <= 5 (Unicode scalars)"),
        .init(
            "x.jsonl", json("\"spans\":[[2,1]]"),
            "x.jsonl:2: span [2,1] does not lie in the text; "
                + "expected 0 <= from < to <= 5 (Unicode scalars)"),
        .init(
            "x.jsonl", json("\"spans\":[[-1,9223372036854775807]]"),
            "x.jsonl:2: span [-1,9223372036854775807] does not lie in the text; "
                + "expected 0 <= from < to <= 5 (Unicode scalars)"),
        .init(
            "x.jsonl", json("\"spans\":[0,1]"),
            "x.jsonl:2: spans is no list of [from,to] pairs of integers"),
        .init(
            "x.jsonl", json("\"spans\":\"[[0,1]]\""),
            "x.jsonl:2: spans is no list of [from,to] pairs of integers"),
        .init(
            "x.csv", "text,actor,stance,spans\nt,A,pro,\"[[0,1]\"\n",
            "x.csv:2: spans is no list of [from,to] pairs of integers"),
    ]
}

@Suite struct MalformedRowsTests {
    @Test(arguments: MalformedRows.structure + MalformedRows.values)
    func isRefusedWithItsLine(malformed: MalformedRows) throws {
        // In one chunk and in many: the line must not depend on it.
        for size in [ByteSource.defaultChunkSize, 3] {
            let error = #expect(throws: StanceError.self) {
                let source = try ByteSource(
                    bytes: malformed.bytes, name: malformed.file, chunkSize: size)
                let reader = try LabelledRowReader(source, options: malformed.options)
                while try reader.next() != nil {}
            }
            #expect(error?.description == malformed.error)
            #expect(error?.kind == (malformed.file == "x" ? .usage : .badData))
        }
    }
}
