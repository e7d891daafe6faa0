import StanceCore
import StanceFormats
import Testing

@Suite struct ParagraphReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ inputs: [String], _ options: DocumentOptions = DocumentOptions()) throws
        -> [[String]]
    {
        let reader = try ParagraphReader(inputs: inputs, options: options)
        var batches: [[String]] = []
        while let batch = try reader.nextBatch() { batches.append(batch) }
        return batches
    }

    @Test("the paragraphs are those that DocumentReader finds, in its order")
    func asDocuments() throws {
        try folder.write("in/a.txt", "\u{FEFF}One.\r\n\r\n \nTwo two.\nThree")
        try folder.write("in/b.md", "# Title\n\nA *line*\nand more.\n")
        try folder.write("in/c.jsonl", #"{"id": 1, "text": "Row\ntwo"}"# + "\n")
        try folder.write("in/d.csv", "text\n\"Quoted, row\"\n")
        try folder.write("in/e.txt", storedGzip(Array("zipped\n".utf8)))
        let input = folder.path + "/in"
        var expected: [String] = []
        let documents = try DocumentReader(inputs: [input])
        while let document = try documents.next() {
            guard case .paragraphs(let paragraphs) = document.content else { continue }
            expected += paragraphs.map(\.text)
        }
        #expect(expected.count == 9)
        #expect(try read([input]) == [expected])
        try folder.write("empty.txt", "\n\n")
        #expect(try read([folder.path + "/empty.txt"]).isEmpty)
    }

    @Test("rows are asked for their text alone; one text twice is no error")
    func rows() throws {
        let path = try folder.write(
            "a.jsonl", #"{"id": 1, "actor": 7, "text": "a"}"# + "\n" + #"{"id": 1, "text": "b"}"#)
        #expect(try read([path]) == [["a", "b"]])
        var options = DocumentOptions()
        options.columns.text = "body"
        #expect(throws: StanceError.self) { try read([path], options) }
    }

    @Test("batches end at their size, and nothing is lost between them")
    func batches() throws {
        let line = String(repeating: "word ", count: 100_000)
        let text = (0..<25).map { "\($0) \(line)\n" }.joined()
        let batches = try read([folder.write("big.txt", text), folder.write("b.txt", "end")])
        #expect(batches.count == 3)
        #expect(batches.joined().map { $0.prefix(2) }.count == 26)
        #expect(batches.joined().joined(separator: "\n") == text + "end")
        for batch in batches.dropLast() {
            let bytes = batch.reduce(0) { $0 + $1.utf8.count }
            #expect((ParagraphReader.batchBytes..<ParagraphReader.batchBytes + 600_000) ~= bytes)
        }
    }

    @Test("bytes that are no UTF-8 are named with their line")
    func encoding() throws {
        let path = try folder.write("bad.txt", Array("one\ntwo ".utf8) + [0xe9, 0x0a])
        do {
            _ = try read([path])
            Issue.record("no error")
        } catch let error as StanceError {
            #expect("\(error)" == "\(path):2: byte 8: invalid UTF-8 (0xE9); expected UTF-8")
        }
    }
}
