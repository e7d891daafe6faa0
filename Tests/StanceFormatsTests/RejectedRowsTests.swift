import StanceCore
import StanceFormats
import Testing

/// A table or lines with something wrong, and what has to come of it.
struct BrokenRows: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var format = RowFormat.csv
    var text: String
    /// The values of column "a" of the records that are read.
    var read: [String]
    /// Line and first byte of what is rejected.
    var rejected: [[Int]]

    static let table: [BrokenRows] = [
        .init(
            testDescription: "ragged", text: "a,b\nx,1\ny\nz,1,2\nw,4\n", read: ["x", "w"],
            rejected: [[3, 8], [4, 10]]),
        .init(
            testDescription: "a stray quote takes the next line's",
            text: "a,b\n\"x,1\n\"y,2\nz,3\n",
            read: ["z"], rejected: [[2, 4], [3, 9]]),
        .init(
            testDescription: "never closed", text: "a,b\nx,1\n\"y,2\nz,3\nw,4\n",
            read: ["x", "z", "w"], rejected: [[3, 8]]),
        .init(
            testDescription: "text behind a quote", text: "a,b\n\"x\"y,1\nz,3\n", read: ["z"],
            rejected: [[2, 4]]),
        .init(
            testDescription: "two stray quotes swallow numbered rows",
            text: "n,a\n1,\"x\n2,y\n3,z\"\n4,w\n", read: ["y", "z\"", "w"], rejected: [[2, 4]]),
        .init(
            testDescription: "two stray quotes swallow rows of tabs", format: .tsv,
            text: "a\tb\nx\t\"1\ny\t2\"\nz\t3\n", read: ["y", "z"], rejected: [[2, 4]]),
        .init(
            testDescription: "a ragged record of two lines gives up one",
            text: "a,b\n\"x\ny,2\",1,5\nz,3\n", read: ["z"], rejected: [[2, 4], [3, 7]]),
        .init(
            testDescription: "quoted line ends are fine", text: "n,a\n1,\"x\ny, z\nw\"\n2,v\n",
            read: ["x\ny, z\nw", "v"], rejected: []),
        .init(
            testDescription: "objects", format: .jsonLines,
            text: "{\"a\":\"x\"}\nno\n{\"a\":\"y\",\"a\":\"y\"}\n[]\n\n{\"a\":\"z\"}",
            read: ["x", "z"],
            rejected: [[2, 10], [3, 13], [4, 31]]),
    ]
}

@Suite struct RejectedRowsTests {
    /// Law: what is read and what is rejected do not depend on the chunk size.
    @Test(arguments: BrokenRows.table)
    func inEveryChunkSize(rows: BrokenRows) throws {
        for size in [1, 2, 3, 5, 7, 64, 4096] {
            let source = try ByteSource(
                bytes: Array(rows.text.utf8), name: "x", chunkSize: size)
            let reader = try rows.format.reader(source, quoting: true, columns: ["a"])
            var read: [String] = []
            var rejected: [[Int]] = []
            steps: while true {
                switch try reader.step() {
                case .record:
                    guard case .text(let text) = reader.value(at: 0) else { continue }
                    read.append(text)
                case .rejected(let error):
                    #expect(error.kind == .badData)
                    rejected.append([reader.line, reader.byte])
                case .end: break steps
                }
            }
            #expect(read == rows.read, "chunks of \(size)")
            #expect(rejected == rows.rejected, "chunks of \(size)")
        }
    }

    private func steps(
        _ folder: TemporaryFolder, _ names: [String]
    ) throws -> (documents: [String], rejected: [RejectedRow]) {
        var options = DocumentOptions()
        options.readsByLine = true
        let reader = try DocumentReader(
            inputs: names.map { folder.path + "/" + $0 }, options: options)
        var documents: [String] = []
        var rejected: [RejectedRow] = []
        while let step = try reader.step() {
            switch step {
            case .rejected(let row, _): rejected.append(row)
            case .document(let document):
                switch document.content {
                case .row(let row): documents.append(row.text)
                case .paragraphs(let list):
                    documents.append(list.map { "\($0.number) \($0.text)" }.joined(separator: "|"))
                }
            }
        }
        return (documents, rejected)
    }

    @Test func readingGoesOn() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.txt", Array("One.\n".utf8) + [0xff, 0x0a] + Array("\nThree.\r\n".utf8))
        try folder.write(
            "b.jsonl", "{\"text\":\"\"}\n{\"id\":1,\"text\":\"B\"}\n{\"id\":1,\"text\":\"C\"}\n")
        try folder.write("c.csv", "body\nx\n")
        try folder.write("d.md", [0x23, 0xfe])
        try folder.write("e.jsonl", "")
        try folder.write(
            "f.jsonl.gz", Array(storedGzip(Array("{\"text\":\"F\"}\n".utf8)).dropLast(3)))
        try folder.write("g.csv", [0xff, 0xfe, 0x61, 0x00])
        try folder.write("h.txt", "")
        let (documents, rejected) = try steps(
            folder,
            ["a.txt", "b.jsonl", "c.csv", "d.md", "e.jsonl", "f.jsonl.gz", "g.csv", "h.txt"])
        #expect(documents == ["1 One.", "3 Three.", "1 B", "1 F", ""])
        let told = rejected.map { row in
            "\(row.source.split(separator: "/").last ?? ""):\(row.line ?? -1):\(row.byte ?? -1) "
                + row.reason
        }
        #expect(
            told == [
                "a.txt:2:5 invalid UTF-8 (0xFF); expected UTF-8", "b.jsonl:1:0 empty text",
                "b.jsonl:3:32 the id \"1\" is also that of line 2",
                "c.csv:1:-1 no column \"text\"; found \"body\"",
                "d.md:1:1 invalid UTF-8 (0xFE); expected UTF-8",
                "e.jsonl:-1:-1 no rows; expected at least one",
                "f.jsonl.gz:-1:-1 damaged gzip data: it breaks off; the file is truncated; nothing "
                    + "behind line 1 was read",
                "g.csv:1:0 looks like UTF-16; expected UTF-8",
            ])
    }

    @Test(arguments: RowFormat.allCases) func utf16IsToldInEveryChunkSize(format: RowFormat) {
        for head in [[0xfe, 0xff, 0x2a], [0xff, 0xfe], [0xfe, 0xff]] as [[UInt8]] {
            for size in [1, 2, 3, 64] {
                let error = #expect(throws: StanceError.self) {
                    let source = try ByteSource(bytes: head, name: "x", chunkSize: size)
                    _ = try format.reader(source, quoting: true, columns: ["a"])
                }
                #expect(error?.message == "looks like UTF-16; expected UTF-8", "chunks of \(size)")
            }
        }
    }

    /// Behind a mark of UTF-8 there is no other, however the bytes come.
    @Test(arguments: RowFormat.allCases) func oneMarkIsOneMark(format: RowFormat) {
        let bytes: [UInt8] = [0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x61, 0x0a]
        for size in [1, 2, 3, 4, 64] {
            let error = #expect(throws: StanceError.self) {
                let source = try ByteSource(bytes: bytes, name: "x", chunkSize: size)
                let reader = try format.reader(source, quoting: true, columns: ["a"])
                if case .rejected(let error) = try reader.step() { throw error }
            }
            #expect(
                error?.message == "invalid UTF-8 (0xFE); expected UTF-8", "chunks of \(size)")
        }
    }

    /// An endless input must not fill the memory: an id counts as given for 10,000 rows.
    @Test func idsAreForgotten() throws {
        let folder = try TemporaryFolder()
        var lines = (0..<10_000).map { "{\"id\":\($0),\"text\":\"x\"}" }
        lines += ["{\"id\":1,\"text\":\"y\"}", "{\"id\":\"new\",\"text\":\"y\"}"]
        lines += ["{\"id\":0,\"text\":\"y\"}", "{\"id\":2,\"text\":\"y\"}"]
        try folder.write("a.jsonl", lines.joined(separator: "\n"))
        let (documents, rejected) = try steps(folder, ["a.jsonl"])
        #expect(rejected.map(\.line) == [10_001, 10_004])
        #expect(documents.count == 10_002)
    }

    @Test func theFirstIsThrownWhereNothingMayBePassedOver() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.jsonl", "{\"text\":\"A\"}\n{}\n{\"text\":\"B\"}\n")
        let reader = try DocumentReader(inputs: [path])
        #expect(try reader.next() != nil)
        let error = #expect(throws: StanceError.self) { _ = try reader.next() }
        #expect(error?.location?.line == 2)
    }

    @Test func asBytes() {
        var encoder = RejectedRowEncoder(format: .jsonLines)
        var bytes = encoder.header
        encoder.append(
            RejectedRow(source: "a\n.csv", line: 3, byte: 17, reason: "empty \"text\""), to: &bytes)
        encoder.append(RejectedRow(source: "b", line: nil, byte: nil, reason: "no"), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"source":"a\\n.csv","line":3,"byte":17,"reason":"empty \\"text\\""}
                {"source":"b","line":null,"byte":null,"reason":"no"}

                """)
    }
}
