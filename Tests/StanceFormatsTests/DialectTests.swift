import StanceCore
import StanceFormats
import Testing

/// A table, what its name says it is, and how it is read.
struct DialectCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var format = RowFormat.csv
    var text: String
    /// What is said of it; nil where it is read as its name says.
    var note: String?
    /// The texts of its rows; nil where no column "text" is found.
    var texts: [FieldValue]? = ["x", "y"].map { .text($0) }

    static let table: [DialectCase] = [
        .init(testDescription: "commas", text: "text,actor\nx,A\ny,B\n"),
        .init(
            testDescription: "semicolons", text: "text;actor\nx;A\ny;B\n",
            note: "fields separated by ;"),
        .init(
            testDescription: "semicolons and quotes",
            text: "\"text\";\"actor\"\n\"x\";\"A; \"\"B\"\"\"\n\"y\";\"B\"\n",
            note: "fields separated by ;"),
        .init(
            testDescription: "semicolons, commas in the text",
            text: "text;actor\nx, x, x;A\ny, y, y;B\n", note: "fields separated by ;",
            texts: [.text("x, x, x"), .text("y, y, y")]),
        .init(
            testDescription: "pipes", text: "\u{feff}\n\r\nid|text\r\n1|x\r\n2|y",
            note: "fields separated by |"),
        .init(
            testDescription: "tabs in a .csv", text: "id\ttext\n1\tx\n2\ty\n",
            note: "fields separated by tabs"),
        .init(
            testDescription: "commas in a .tsv", format: .tsv, text: "id,text\n1,x\n2,y\n",
            note: "fields separated by ,"),
        .init(
            testDescription: "quoted line ends", text: "text;actor\n\"x\nx\";A\ny;B\n",
            note: "fields separated by ;", texts: [.text("x\nx"), .text("y")]),
        // What must not be taken for something else.
        .init(
            testDescription: "one column of texts with semicolons", text: "text\na;b\nc;d\n",
            texts: [.text("a;b"), .text("c;d")]),
        .init(
            testDescription: "commas, semicolons in every text",
            text: "id,text\n1,a;b;c\n2,d;e;f\n", texts: [.text("a;b;c"), .text("d;e;f")]),
        .init(
            testDescription: "commas, a header with semicolons",
            text: "\"a;b\",text\n1;2,x\n3;4,y\n"),
        .init(testDescription: "a header that names nothing", text: "a;b\n1;2\n", texts: nil),
        .init(
            testDescription: "records that do not agree with the other delimiter",
            text: "text;actor\nx;A\ny\n", texts: nil),
        .init(
            testDescription: "a header alone", text: "text;actor\n",
            note: "fields separated by ;", texts: []),
        .init(testDescription: "nothing", text: "", texts: []),
        .init(testDescription: "blank lines", text: "\n\n\n", texts: []),
        // Quotes in files of tabs.
        .init(
            testDescription: "stray quotes in a .tsv", format: .tsv,
            text: "id\ttext\n1\t\"x\n2\ty\n", note: "quotes taken as ordinary characters",
            texts: [.text("\"x"), .text("y")]),
        .init(
            testDescription: "two stray quotes that swallow a row", format: .tsv,
            text: "text\tid\n\"Oh\t1\nx\t2\n\"No\t3\ny\t4\n",
            note: "quotes taken as ordinary characters",
            texts: [.text("\"Oh"), .text("x"), .text("\"No"), .text("y")]),
        .init(
            testDescription: "quotes as they should be in a .tsv", format: .tsv,
            text: "id\ttext\n1\t\"x\"\n2\t\"y\"\n"),
        .init(
            testDescription: "quoted tabs and line ends in a .tsv", format: .tsv,
            text: "id\ttext\n1\t\"x\n\tx\"\n2\ty\n", texts: [.text("x\n\tx"), .text("y")]),
    ]
}

@Suite struct DialectTests {
    private func reader(
        _ text: String, _ format: RowFormat, delimiter: Delimiter? = nil,
        size: Int = ByteSource.defaultChunkSize
    ) throws -> RecordReader {
        let source = try ByteSource(bytes: Array(text.utf8), name: "x", chunkSize: size)
        return try format.reader(
            source, quoting: true, columns: ["text", "actor"], delimiter: delimiter)
    }

    /// Law: what is taken hangs on the bytes and not on how they arrive.
    @Test(arguments: DialectCase.table) func dialects(table: DialectCase) throws {
        for size in [1, 2, 3, 5, 8, 4096, ByteSource.defaultChunkSize] {
            let reader = try reader(table.text, table.format, size: size)
            #expect(reader.dialectNote == table.note, "chunks of \(size)")
            guard let texts = table.texts else {
                #expect(!reader.foundColumns().names.contains("text"))
                continue
            }
            var read: [FieldValue] = []
            while try reader.advance() { read.append(reader.value(at: 0)) }
            #expect(read == texts, "chunks of \(size)")
        }
    }

    @Test func aDelimiterThatIsGivenIsKept() throws {
        let tables: [(String, String, FieldValue)] = [
            ("text;actor\nx;A\n", "comma", .missing),
            ("text;actor\nx;A\n", "semicolon", .text("x")),
            ("text:actor\nx:A\n", ":", .text("x")), ("text\tactor\nx\tA\n", "\\t", .text("x")),
            ("text,actor\nx,A\n", "|", .missing),
        ]
        for (text, word, value) in tables {
            let delimiter = try #require(Delimiter(word: word))
            let reader = try reader(text, .csv, delimiter: delimiter)
            #expect(try reader.advance() && reader.value(at: 0) == value, "\(word)")
            #expect(reader.dialectNote == nil)
        }
        for word in ["", "a", "7", "\"", "\n", ";;", "é", "commas"] {
            #expect(Delimiter(word: word) == nil, "\(word)")
        }
    }

    /// What parts fields is looked for in the first bytes, however long a header goes on.
    @Test func longHeaders() throws {
        let long = String(repeating: "a;", count: 200_000) + "text\n"
        #expect(try reader(long, .csv).dialectNote == nil)
    }

    @Test func readersSayWhatTheyTook() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("x.csv", "text;actor;stance\nOne.;A;pro\n")
        var notes: [String] = []
        let rows = try LabelledRowReader.examples(at: [path], options: LabelledRowOptions()) {
            notes.append($0)
        }
        #expect(rows.map(\.text) == ["One."])
        let documents = try DocumentReader(inputs: [path])
        documents.note = { notes.append($0) }
        #expect(try documents.next() != nil)
        let paragraphs = try ParagraphReader(inputs: [path])
        paragraphs.note = { notes.append($0) }
        #expect(try paragraphs.nextBatch() == ["One."])
        #expect(notes == Array(repeating: "\(path): fields separated by ;", count: 3))
    }
}
