import StanceCore
import StanceFormats
import Testing

/// A JSON object, a column asked of it, and what is found.
struct NestedKeyCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var line: String
    var column = "a.b"
    var value: FieldValue

    static let table: [NestedKeyCase] = [
        .init(testDescription: "a nested key", line: #"{"a":{"c":1,"b":"x"}}"#, value: .text("x")),
        .init(
            testDescription: "three deep", line: #"{"a":{"b":{"c":[[1,2]]}}}"#, column: "a.b.c",
            value: .pairs([.init(1, 2)])),
        .init(
            testDescription: "a key with the full stop wins",
            line: #"{"a":{"b":"nested"},"a.b":"top"}"#, value: .text("top")),
        .init(
            testDescription: "even when it is null", line: #"{"a":{"b":"nested"},"a.b":null}"#,
            value: .null),
        .init(testDescription: "no such key", line: #"{"a":{"c":1}}"#, value: .missing),
        .init(testDescription: "no such object", line: #"{"b":"x"}"#, value: .missing),
        .init(testDescription: "null on the way", line: #"{"a":null}"#, value: .null),
        .init(testDescription: "a string on the way", line: #"{"a":"b"}"#, value: .missing),
        .init(testDescription: "the value is null", line: #"{"a":{"b":null}}"#, value: .null),
        .init(testDescription: "the value is an object", line: #"{"a":{"b":{}}}"#, value: .object),
        .init(
            testDescription: "an element of an array", line: #"{"a":[{"b":"x"},{"b":"y"}]}"#,
            column: "a.1.b", value: .text("y")),
        .init(
            testDescription: "past the array", line: #"{"a":[{"b":"x"}]}"#, column: "a.1.b",
            value: .missing),
        .init(
            testDescription: "a number too long for an array", line: #"{"a":[1]}"#,
            column: "a.00000000000000000000000", value: .missing),
        .init(
            testDescription: "an object's key that is a number", line: #"{"a":{"1":"x"}}"#,
            column: "a.1", value: .text("x")),
        .init(
            testDescription: "another key twice", line: #"{"a":{"c":1,"b":"x","c":2}}"#,
            value: .text("x")),
        .init(
            testDescription: "an empty part is no path", line: #"{"a":{"":"x"}}"#, column: "a.",
            value: .missing),
        .init(
            testDescription: "escaped letters", line: #"{"\u0061":{"b":"\u00e9"}}"#,
            value: .text("é")),
    ]
}

@Suite struct NestedKeyTests {
    private func message(_ line: String, columns: [String]) -> String? {
        #expect(throws: StanceError.self) {
            try records(line, .jsonLines, columns: columns)
        }?.description
    }

    @Test(arguments: NestedKeyCase.table) func columnsReachIntoObjects(row: NestedKeyCase) throws {
        let read = try records(row.line, .jsonLines, columns: ["z", row.column])
        #expect(read == [ReadRecord(line: 1, values: [.missing, row.value])])
    }

    @Test func keysThatOccurTwice() {
        let lines = [
            #"{"a":{"b":1,"b":2}}"#, #"{"a":{"b":1},"a":{"b":2}}"#, #"{"a.b":1,"a.b":2}"#,
        ]
        for line in lines {
            #expect(message(line, columns: ["a.b"]) == #"x:1: the key "a.b" occurs twice"#)
        }
    }

    @Test func depthIsBounded() throws {
        let limit = "x:1: arrays and objects nested more than 1024 deep, the most that is read"
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            for depth in [100_000, 1_100] {
                let deep = String(repeating: open, count: depth) + "1"
                let closed = deep + String(repeating: close, count: depth)
                for text in [deep, closed, "{\"text\":\(closed)}"] {
                    let said = message(text, columns: ["text", "a.b"])
                    // What never closes is said to be broken off before depth is looked at.
                    #expect(said == limit || (text == deep && said != nil), "\(said ?? "")")
                }
            }
        }
        let deepest = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
        let read = try records("{\"a\":\(deepest)}", .jsonLines, columns: ["a"])
        #expect(read.first?.values == [.array])
    }

    @Test func labelledRowsAndDocumentsReachThem() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "r.jsonl",
            #"{"post":{"body":"One.","day":"2021-08-15"},"meta":{"who":"A","stance":"pro","n":7}}"#)
        let columns = ColumnNames(
            text: "post.body", actor: "meta.who", stance: "meta.stance", id: "meta.n",
            date: "post.day")
        let rows = try LabelledRowReader.examples(
            at: [path], options: LabelledRowOptions(columns: columns))
        #expect(rows.map(\.text) == ["One."] && rows.map(\.actor) == ["A"])
        #expect(rows.map(\.gold) == [.supportive] && rows.map(\.id) == ["7"])
        #expect(rows.map(\.date) == [CalendarDate("2021-08-15")])
        let reader = try DocumentReader(
            inputs: [path], options: DocumentOptions(columns: ColumnNames(text: "post.body")))
        #expect(try reader.next()?.content == .paragraphs([Paragraph(number: 1, text: "One.")]))
    }
}
