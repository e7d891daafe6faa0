import StanceCore
import StanceFormats
import Testing

@Suite("Scored rows, read")
struct ScoredRowReaderTests {
    static func rows(_ text: String, _ file: String = "s.jsonl") throws -> [ScoredRowReader.Row] {
        let reader = try ScoredRowReader(ByteSource(bytes: Array(text.utf8), name: file))
        var rows: [ScoredRowReader.Row] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test("what the writer writes is read back", arguments: [RowFormat.jsonLines, .csv, .tsv])
    func roundTrip(_ format: RowFormat) throws {
        let scored = StanceProbabilities(critical: 0.25, neutral: 0.625, supportive: 0.125)
        let rows = [
            ScoredRow(
                document: "a\"b,\t1", paragraph: 1, actor: "Oslo", outcome: .scored(scored),
                mentions: 1),
            ScoredRow(
                document: "7", paragraph: 2, actor: nil, outcome: .abstained(reason: "x"),
                mentions: 0),
        ]
        var encoder = ScoredRowEncoder(format: format)
        var bytes = encoder.header
        for row in rows { try encoder.append(row, to: &bytes) }
        let read = try Self.rows(
            String(decoding: bytes, as: UTF8.self), "s.\(format.rawValue)")
        #expect(read.map(\.document) == ["a\"b,\t1", "7"])
        #expect(read.map(\.actor) == ["Oslo", nil])
        #expect(read.map(\.probabilities) == [scored, nil])
        #expect(read.allSatisfy { $0.gold == nil })
    }

    @Test(
        "what is no score is refused with its line",
        arguments: [
            ("", "s.jsonl: no rows; expected at least one"),
            (
                #"{"id":1,"gold":"pro"}"#,
                "s.jsonl:1: no critical, no neutral, no supportive; expected the probabilities "
                    + "critical, neutral and supportive, or abstained true"
            ),
            (
                #"{"critical":0.2,"neutral":0.2,"supportive":0.2}"#,
                "s.jsonl:1: probabilities 0.2, 0.2, 0.2; expected three numbers in 0...1 that sum "
                    + "to 1"
            ),
            (
                #"{"critical":"much","neutral":0.2,"supportive":0.2}"#,
                "s.jsonl:1: critical is a string; expected a number"
            ),
            (
                #"{"critical":1,"neutral":0,"supportive":0,"gold":"good"}"#,
                "s.jsonl:1: unknown stance \"good\" in gold; expected critical, neutral or "
                    + "supportive"
            ),
        ])
    func faults(_ text: String, _ message: String) {
        let error = #expect(throws: StanceError.self) { try Self.rows(text) }
        #expect(error?.description == message)
    }

    static func line(_ fields: String) -> String {
        "{\(fields),\"critical\":1,\"neutral\":0,\"supportive\":0}\n"
    }

    @Test("scores are found by id or place, and actor")
    func found() throws {
        let scores = try ScoresByRow(
            Self.rows(
                Self.line(#""document":"a","actor":"Oslo""#) + Self.line(#""id":2"#)
                    + #"{"document":"t.csv:9","actor":"Bern","abstained":true}"#), file: "s.jsonl")
        let examples = [
            Example(text: "t", actor: "Bern", id: "2"), Example(text: "t", actor: "Oslo", id: "a"),
            Example(text: "t", actor: "Bern", location: SourceLocation(file: "t.csv", line: 9)),
        ]
        #expect(try scores.probabilities(of: examples).map { $0?.critical } == [1, 1, nil])
        let other = Example(
            text: "t", actor: "Bern", id: "a", location: SourceLocation(file: "t.csv", line: 3))
        let error = #expect(throws: StanceError.self) { try scores.probabilities(of: [other]) }
        #expect(
            error?.description
                == "t.csv:3: no scored row of document \"a\" and actor \"Bern\" in s.jsonl")
    }

    @Test("a document twice, or gold labels that differ, are errors; rows without ids go by order")
    func gold() throws {
        let twice = try Self.rows(Self.line(#""id":"a""#) + Self.line(#""id":"a""#))
        var error = #expect(throws: StanceError.self) { try ScoresByRow(twice, file: "s.jsonl") }
        #expect(error?.description == "s.jsonl:2: document \"a\" is also that of line 1")
        let plain = try Self.rows(Self.line(#""gold":"pro""#) + Self.line(#""gold":"con""#))
        let examples = try ScoredRowReader.examples(of: plain)
        #expect(examples.map(\.gold) == [.supportive, .critical])
        #expect(try ScoresByRow(plain, file: "s").probabilities(of: examples).count == 2)
        let others = try ScoresByRow(Array(plain.reversed()), file: "s.jsonl")
        error = #expect(throws: StanceError.self) { try others.probabilities(of: examples) }
        #expect(
            error?.description == "s.jsonl:2: gold is critical, but supportive in s.jsonl:1")
        let unlabelled = try Self.rows(Self.line(#""id":"a""#))
        error = #expect(throws: StanceError.self) {
            try ScoredRowReader.examples(of: unlabelled)
        }
        #expect(error?.description.hasPrefix("s.jsonl:1: no gold; expected the label") == true)
    }
}
