import StanceCore
import StanceFormats
import Testing

@Suite struct DocumentReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(
        _ inputs: [String], _ options: DocumentOptions = DocumentOptions()
    ) throws -> [Document] {
        let reader = try DocumentReader(inputs: inputs, options: options)
        var documents: [Document] = []
        while let document = try reader.next() { documents.append(document) }
        return documents
    }

    private func article(_ id: String, _ paragraphs: String...) -> Document {
        let numbered = paragraphs.enumerated().map { Paragraph(number: $0 + 1, text: $1) }
        return Document(id: id, content: .paragraphs(numbered))
    }

    private func message(_ inputs: [String]) -> String {
        let error = #expect(throws: StanceError.self) { try read(inputs) }
        return error.map { "\($0.kind) \($0)" } ?? ""
    }

    @Test func aLineOfTextIsAParagraph() throws {
        let path = try folder.write("a.txt", "\u{feff}One.\r\n\r\n \t\n  Two é.\nThree")
        #expect(try read([path]) == [article(path, "One.", "  Two é.", "Three")])
        let empty = try folder.write("b.txt", "\n\n")
        #expect(try read([empty]) == [article(empty)])
    }

    @Test func rowsAreArticlesOrRows() throws {
        let path = try folder.write(
            "r.jsonl",
            """
            {"id":"a","text":"One.\\nTwo."}
            {"text":"Three.","actor":"A","spans":[[0,5]]}
            {"id":3,"text":"Four.","actor":"B"}
            {"id":"b","text":"Five.","actor":""}
            """)
        let rows = try read([path])
        #expect(rows[0] == article("a", "One.", "Two."))
        #expect(
            rows[1]
                == Document(
                    id: "\(path):2",
                    content: .row(
                        Example(
                            text: "Three.", actor: "A", mentions: [0..<5],
                            location: SourceLocation(file: path, line: 2)))))
        #expect(
            rows[2]
                == Document(
                    id: "3",
                    content: .row(
                        Example(
                            text: "Four.", actor: "B", id: "3",
                            location: SourceLocation(file: path, line: 3)))))
        #expect(rows[3] == article("b", "Five."))
        #expect(rows.count == 4)
    }

    @Test func tablesUnderOtherNames() throws {
        let path = try folder.write("t.tsv", "key\tbody\n7\tOne \"quoted\n")
        let options = DocumentOptions(
            columns: ColumnNames(text: "body", id: "key"), quoting: false)
        #expect(try read([path], options) == [article("7", "One \"quoted")])
    }

    @Test func foldersAreReadByPath() throws {
        try folder.write("b.txt", "B")
        try folder.write("a/z.md", "# Z")
        try folder.write("a/y.txt.gz", storedGzip(Array("Y".utf8)))
        try folder.write("a-b.jsonl", "{\"text\":\"AB\"}")
        try folder.write(".hidden/x.txt", "X")
        try folder.write(".x.txt", "X")
        try folder.write("package.json", "{}")
        try folder.write("picture.png", [0xff])
        let root = folder.path
        let expected = [
            article("\(root)/a-b.jsonl:1", "AB"), article("\(root)/a/y.txt.gz", "Y"),
            article("\(root)/a/z.md", "Z"), article("\(root)/b.txt", "B"),
        ]
        #expect(try read([root]) == expected)
        #expect(
            try read([root + "/b.txt", root + "/a/"]) == [expected[3], expected[1], expected[2]])
    }

    @Test func whatCannotBeRead() throws {
        try folder.write("empty/notes.pdf", "")
        let empty = folder.path + "/empty"
        #expect(
            message([empty])
                == "noInput \(empty): no .txt, .md, .html, .jsonl, .csv or .tsv file in this folder"
        )
        #expect(
            message([empty + "/notes.pdf"])
                == "usage \(empty)/notes.pdf: the name tells no format; expected .txt, .md, .html, "
                + ".jsonl, .csv or .tsv, or --input-format")
        #expect(message(["/none.txt"]) == "noInput /none.txt: no such file")
        let bad = try folder.write("bad.txt", Array("One.\nTw".utf8) + [0xc0])
        #expect(
            message([bad]) == "badData \(bad):2: byte 7: invalid UTF-8 (0xC0); expected UTF-8")
        let table = try folder.write("none.csv", "id,text\n")
        #expect(message([table]) == "badData \(table): no rows; expected at least one")
        let blank = try folder.write("blank.csv", "id,text\n1,\n")
        #expect(message([blank]) == "badData \(blank):2: empty text")
    }

    @Test func formatsByNameAndWord() {
        let names: [(String, DocumentFormat?)] = [
            ("a.txt", .plainText), ("a.md.gz", .markdown), ("a.csv", .rows(.csv)), ("a", nil),
        ]
        for (name, format) in names { #expect(DocumentFormat(path: name) == format) }
        let words: [(String, DocumentFormat?)] = [
            ("text", .plainText), ("markdown", .markdown), ("tsv", .rows(.tsv)), ("pdf", nil),
        ]
        for (word, format) in words { #expect(DocumentFormat(word: word) == format) }
    }
}

/// Markdown and the paragraphs it holds.
struct MarkdownCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var paragraphs: [String]

    init(_ name: String, _ text: String, _ paragraphs: String...) {
        testDescription = name
        self.text = text
        self.paragraphs = paragraphs
    }

    static let table: [MarkdownCase] = [
        .init(
            "paragraphs by blank line", "One\ntwo.\n\n \nThree.\r\nfour", "One two.", "Three. four"),
        .init("headings", "# One #\nText\n###### Two\n#tag\n", "One", "Text", "Two", "#tag"),
        .init("underlined headings", "One\n===\nTwo\n---\nThree", "One", "Two", "Three"),
        .init(
            "fenced code", "A\n```swift\nlet x\n\n~~~\n```\nB\n~~~~\nx\n~~~\n~~~~~\nC", "A", "B",
            "C"),
        .init("unclosed fence", "A\n```\nx\n", "A"),
        .init("front matter", "---\ntitle: x\n---\nA\n\n---\nB", "A", "B"),
        .init("unclosed front matter", "---\ntitle: x\n", "title: x"),
        .init(
            "lists", "Of:\n- one\n  more\n* two\n10. three\n4) four\n1984.\nNo", "Of:", "one more",
            "two", "three", "four 1984. No"),
        .init("thematic breaks", "A\n* * *\nB\n___\n**\n", "A", "B", "**"),
        .init("quotations", "> One\n> two\n>\n> - three", "One two", "three"),
        .init("emphasis", "**a** _b_ *c*d __e__ f_g_h 2 * 3 `x`", "a b cd e f_g_h 2 * 3 x"),
        .init("links", "See [*this* (a)](http://x/(y)) and [b] (c).", "See this (a) and [b] (c)."),
        .init("images", "![alt](x.png)\n\na ![b](c) d [![e](f)](g) h!", "a  d  h!"),
        .init("escapes", "\\*a\\* \\[b\\](c) \\d", "*a* [b](c) \\d"),
        .init("brackets", "[[a](b) c](d [e ](f", "[a c](d [e ](f"),
    ]
}

@Suite struct MarkdownTests {
    @Test(arguments: MarkdownCase.table) func paragraphs(markdown: MarkdownCase) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("x.md", markdown.text)
        let reader = try DocumentReader(inputs: [path])
        let document = try #require(try reader.next())
        let expected = markdown.paragraphs.enumerated().map {
            Paragraph(number: $0 + 1, text: $1)
        }
        #expect(document.content == .paragraphs(expected))
    }
}
