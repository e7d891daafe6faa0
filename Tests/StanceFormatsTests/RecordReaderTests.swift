import StanceCore
import StanceFormats
import Testing

/// A record as read: its line and the values of the wanted columns.
struct ReadRecord: Equatable {
    var line: Int
    var values: [FieldValue]
}

/// Every record of `text`, read in chunks of `size`.
func records(
    _ text: String, _ format: RowFormat, columns: [String], quoting: Bool = true,
    size: Int = ByteSource.defaultChunkSize
) throws -> [ReadRecord] {
    let source = try ByteSource(bytes: Array(text.utf8), name: "x", chunkSize: size)
    let reader = try format.reader(source, quoting: quoting, columns: columns)
    var records: [ReadRecord] = []
    while try reader.advance() {
        let values = columns.indices.map { reader.value(at: $0) }
        records.append(ReadRecord(line: reader.line, values: values))
    }
    return records
}

/// Texts that all hold the same records of columns "a" and "b".
struct BenignVariant: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var format = RowFormat.csv
    var quoting = true
    var lines = [2, 3]
    var first: FieldValue = .text("x")

    static let table: [BenignVariant] = [
        .init(testDescription: "plain", text: "a,b\nx,1\ny,2\n"),
        .init(testDescription: "no final newline", text: "a,b\nx,1\ny,2"),
        .init(testDescription: "CRLF", text: "a,b\r\nx,1\r\ny,2\r\n"),
        .init(testDescription: "CRLF, none at the end", text: "a,b\r\nx,1\r\ny,2\r"),
        .init(testDescription: "byte order mark", text: "\u{feff}a,b\nx,1\ny,2\n"),
        .init(testDescription: "empty last lines", text: "a,b\nx,1\ny,2\n\n\r\n"),
        .init(testDescription: "blank lines", text: "\n\na,b\n\nx,1\ny,2\n", lines: [5, 6]),
        .init(testDescription: "other column order", text: "b,c,a\n1,,x\n2,,y\n"),
        .init(testDescription: "all quoted", text: "\"a\",\"b\"\n\"x\",\"1\"\n\"y\",\"2\"\n"),
        .init(testDescription: "quoted, no final newline", text: "a,b\nx,\"1\"\r\ny,\"2\""),
        .init(testDescription: "quoted, CR at the end", text: "a,b\nx,\"1\"\r\ny,\"2\"\r"),
        .init(
            testDescription: "quoted newlines", text: "a,b\n\"x\ny\r\n\",1\ny,2\n", lines: [2, 5],
            first: .text("x\ny\r\n")),
        .init(
            testDescription: "doubled quotes", text: "a,b\n\"\"\"x\"\", \"\"\"\"\",1\ny,2\n",
            first: .text("\"x\", \"\"")),
        .init(
            testDescription: "stray quote", text: "a,b\nx \"y\" z\",1\ny,2\n",
            first: .text("x \"y\" z\"")),
        .init(
            testDescription: "empty quoted field", text: "a,b\n\"\",1\ny,2\n", first: .text("")),
        .init(testDescription: "lone CR", text: "a,b\nx\ry,1\ny,2\n", first: .text("x\ry")),
        .init(testDescription: "NUL", text: "a,b\nx\0y,1\ny,2\n", first: .text("x\0y")),
        .init(
            testDescription: "TSV", text: "a\tb\nx,\t1\ny\t2\n", format: .tsv, first: .text("x,")),
        .init(
            testDescription: "no quoting", text: "a\tb\n\"x\t1\ny\t2\n", format: .tsv,
            quoting: false, first: .text("\"x")),
        .init(
            testDescription: "JSON Lines",
            text: "{\"a\":\"x\",\"b\":\"1\"}\n{\"b\":\"2\",\"a\":\"y\"}\n", format: .jsonLines,
            lines: [1, 2]),
        .init(
            testDescription: "JSON Lines, CRLF, BOM, blank lines, no final newline",
            text: "\u{feff}\r\n {\"a\":\"\\u0000é\\ud83d\\ude00\\n\",\"b\":\"1\"}\r\n \t\n"
                + "{\"a\":\"y\",\"b\":\"2\",\"c\":{\"a\":1},\"c\":[]}",
            format: .jsonLines, lines: [2, 4], first: .text("\0é😀\n")),
    ]
}

@Suite struct RecordReaderTests {
    /// Law: the chunk size never shows, and benign variants hold the same records.
    @Test(arguments: BenignVariant.table)
    func benignVariantsInEveryChunkSize(variant: BenignVariant) throws {
        let expected = [
            ReadRecord(line: variant.lines[0], values: [variant.first, .text("1"), .missing]),
            ReadRecord(line: variant.lines[1], values: [.text("y"), .text("2"), .missing]),
        ]
        for size in Array(1...64) + [ByteSource.defaultChunkSize] {
            let read = try records(
                variant.text, variant.format, columns: ["a", "b", "none"],
                quoting: variant.quoting, size: size)
            #expect(read == expected, "chunks of \(size)")
        }
    }

    @Test func kindsOfJSONValues() throws {
        let line = """
            {"a":null,"b":true,"c":-3,"d":18446744073709551615,"e":1.5,"f":"s","g":[[0,2],[5,9]],\
            "h":[[0,2,3]],"i":{"a":1},"j":[],"k":[[0,2.0]]}
            """
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]
        let expected: [FieldValue] = [
            .null, .bool(true), .integer(-3), .largeInteger(.max), .number(1.5), .text("s"),
            .pairs([.init(0, 2), .init(5, 9)]), .array, .object, .pairs([]), .array, .missing,
        ]
        #expect(
            try records(line, .jsonLines, columns: names) == [.init(line: 1, values: expected)])
    }

    /// A long record is read whole though it does not fit the first window.
    @Test(arguments: [RowFormat.csv, .jsonLines]) func longRecords(format: RowFormat) throws {
        let long = String(repeating: "long, ", count: 200_000)
        let text =
            format == .csv ? "a\n\"\(long)\"\n" : "{\"a\":\"\(long)\"}\n{\"a\":\"\(long)\"}"
        let read = try records(text, format, columns: ["a"], size: 4096)
        #expect(read.count == (format == .csv ? 1 : 2))
        #expect(read.allSatisfy { $0.values == [.text(long)] })
    }

    @Test func endlessRecordIsRefused() throws {
        let bytes = [UInt8](repeating: 0x61, count: ByteSource.defaultChunkSize * 900)
        for (name, format) in [("x.csv", RowFormat.csv), ("x.jsonl", .jsonLines)] {
            let error = #expect(throws: StanceError.self) {
                let source = try ByteSource(bytes: bytes, name: name)
                let reader = try format.reader(source, quoting: true, columns: ["a"])
                _ = try reader.advance()
            }
            let message =
                "\(name):1: a record of more than 100 MB; is a line end or a closing quote missing?"
            #expect(error?.description == message)
        }
    }

    @Test func formatsByName() {
        let names: [(String, RowFormat?)] = [
            ("a.jsonl", .jsonLines), ("a.ndjson", .jsonLines), ("b/a.JSON", .jsonLines),
            ("a.csv.gz", .csv), ("a.TSV", .tsv), ("a.tab.gz", .tsv), ("a.txt", nil), ("csv", nil),
            ("a.csv/b", nil), ("a.gz", nil), (".csv", .csv), ("", nil),
        ]
        for (name, format) in names { #expect(RowFormat(path: name) == format, "\(name)") }
    }
}
