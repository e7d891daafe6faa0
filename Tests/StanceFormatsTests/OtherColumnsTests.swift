import StanceCore
import StanceFormats
import Testing

@Suite("Other columns")
struct OtherColumnsTests {
    private func read(
        _ text: String, _ columns: [String], file: String = "x.jsonl"
    ) throws -> [Example] {
        let source = try ByteSource(bytes: Array(text.utf8), name: file)
        let reader = try LabelledRowReader(
            source, options: LabelledRowOptions(otherColumns: columns))
        var examples: [Example] = []
        while let example = try reader.next() { examples.append(example) }
        return examples
    }

    private static let row = #""text":"t","target":"A","label":"neutral""#

    @Test("columns are read as text, in the order asked for, from every format")
    func values() throws {
        let lines = """
            {\(Self.row),"source":"post","size":3,"big":true,"date":"2021-08-15"}
            {\(Self.row),"source":null,"size":0.5,"date":"2022-01-02T10:00"}
            {\(Self.row),"source":" "}
            """
        let columns = ["size", "source", "big", "actor", "month", "year"]
        #expect(
            try read(lines, columns).map(\.columns) == [
                ["3", "post", "true", "A", "2021-08", "2021"],
                ["0.5", nil, nil, "A", "2022-01", "2022"], [nil, nil, nil, "A", nil, nil],
            ])
        let table = "text,actor,stance,source,month\nt,A,pro,post,May\nt,A,con,,\n"
        #expect(
            try read(table, ["month", "source"], file: "x.csv").map(\.columns) == [
                ["May", "post"], [nil, nil],
            ])
        #expect(try read(lines, []).allSatisfy { $0.columns.isEmpty })
    }

    @Test(
        "a column that is nowhere, or holds a list, is an error",
        arguments: [
            (["sauce"], #"x.jsonl:1: no column "sauce"; found "text", "target", "label", "list""#),
            (["month"], #"x.jsonl:1: no column "month"; found "text", "target", "label", "list""#),
            (["list"], "x.jsonl:1: list is an array; expected a string, a number or a boolean"),
        ])
    func faults(_ columns: [String], _ message: String) {
        let lines = "{\(Self.row),\"list\":[1]}\n{\(Self.row)}\n"
        let error = #expect(throws: StanceError.self) { try read(lines, columns) }
        #expect(error?.description == message)
    }

    @Test("annotators may label the row of one id, each once")
    func annotators() throws {
        func line(_ annotator: String) -> String {
            "{\(Self.row),\"id\":1,\"annotator\":\(annotator)}\n"
        }
        let rows = try read(line("\"ann\"") + line("2") + line("null"), [])
        #expect(rows.map(\.annotator) == ["ann", "2", nil])
        for (twice, by) in [("2", ", by the same annotator \"2\""), ("null", "")] {
            let error = #expect(throws: StanceError.self) {
                try read(line(twice) + line(twice), [])
            }
            #expect(error?.description == "x.jsonl:2: the id \"1\" is also that of line 1" + by)
        }
    }
}
