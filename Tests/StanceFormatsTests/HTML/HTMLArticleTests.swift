import StanceCore
import StanceFormats
import Testing

@Suite struct HTMLArticleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func document(_ bytes: [UInt8], name: String = "x.html") throws -> Document {
        let reader = try DocumentReader(inputs: [folder.write(name, bytes)])
        return try #require(try reader.next())
    }

    private func texts(_ bytes: [UInt8], name: String = "x.html") throws -> [String] {
        guard case .paragraphs(let list) = try document(bytes, name: name).content else {
            return []
        }
        #expect(list.map(\.number) == (0..<list.count).map { $0 + 1 })
        return list.map(\.text)
    }

    private func message(_ bytes: [UInt8]) -> String {
        let error = #expect(throws: StanceError.self) { try texts(bytes) }
        return error?.description.replacing(folder.path + "/", with: "") ?? ""
    }

    @Test(arguments: HTMLPage.table) func articles(page: HTMLPage) throws {
        #expect(try texts(Array(page.html.utf8)) == page.paragraphs)
    }

    @Test func datesOfPages() throws {
        let day = try #require(CalendarDate("2024-03-05"))
        let pages = [
            "<meta property='article:published_time' content='2024-03-05T23:00:00+01:00'>",
            "<meta itemprop=datePublished content='2024-03-05'>",
            "<meta name='DC.date' content='nonsense'><p>x</p><time datetime='2024-03-05 10:00'></time>",
            "<time>now</time><time datetime='2024-03-05'>x</time><time datetime='2025-01-01'></time>",
        ]
        for page in pages { #expect(try document(Array(page.utf8)).date == day, "\(page)") }
        #expect(try document(Array("<time datetime=2024>x</time>".utf8)).date == nil)
        let path = try folder.write("dated.html", pages[1])
        var options = DocumentOptions(readsDates: false)
        options.inputFormat = .html
        #expect(try DocumentReader(inputs: [path], options: options).next()?.date == nil)
    }

    @Test func charsets() throws {
        let text = Array("<p>Caf\u{e9} \u{201e}x\u{201c}</p>".unicodeScalars)
        let latin: [UInt8] = text.map {
            switch $0 {
            case "\u{201e}": 0x84
            case "\u{201c}": 0x93
            default: UInt8($0.value)
            }
        }
        let expected = ["Café „x“"]
        for label in ["windows-1252", "ISO-8859-1", "latin1"] {
            for meta in [
                "<meta charset=\(label)>", "<meta charset = '\(label)'>",
                "<meta http-equiv=Content-Type content=\"text/html; charset=\(label)\">",
            ] {
                #expect(try texts(Array(meta.utf8) + latin) == expected, "\(meta)")
            }
        }
        let utf8 = Array("<p>Café „x“</p>".utf8)
        #expect(try texts(utf8) == expected)
        #expect(try texts([0xef, 0xbb, 0xbf] + utf8) == expected)
        // A page that declares another charset than it has.
        #expect(try texts(Array("<meta charset=iso-8859-1>".utf8) + utf8) == expected)
        let wide = Array("<p>Café „x“</p>".utf16)
        #expect(
            try texts([0xff, 0xfe] + wide.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] })
                == expected)
        #expect(
            try texts([0xfe, 0xff] + wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] })
                == expected)
        let russian: [UInt8] = [0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0]
        #expect(
            try texts(Array("<meta charset=windows-1251><p>".utf8) + russian) == ["Москва"])
    }

    @Test func charsetsThatAreNotRead() {
        let bad: [UInt8] = Array("<p>Caf".utf8) + [0xe9] + Array("</p>".utf8)
        #expect(
            message(bad)
                == "x.html:1: byte 6: invalid UTF-8 (0xE9); expected UTF-8 or a declared charset")
        #expect(
            message(Array("<meta charset=utf-8>".utf8) + bad)
                == "x.html:1: byte 26: invalid UTF-8 (0xE9); expected UTF-8 or a declared charset")
        #expect(
            message(Array("<meta charset=utf-7>".utf8) + bad)
                == "x.html: declares the charset \"utf-7\", which is not read; expected UTF-8")
        #expect(
            message(Array("<meta charset=gbk>".utf8) + [0xff, 0xff])
                == "x.html: byte 18: no text in gbk, which it declares, or UTF-8")
    }

    @Test func limits() throws {
        let limit =
            "x.html: elements nested more than 256 deep, the most that is read of HTML"
        for depth in [300, 400_000] {
            let deep = String(repeating: "<div>", count: depth) + "text"
            #expect(message(Array(deep.utf8)) == limit)
        }
        let below = String(repeating: "<div>", count: 200) + "<p>One</p>"
        #expect(try texts(Array(below.utf8)) == ["One"])
        let large = Array("<p>".utf8) + [UInt8](repeating: 0x61, count: HTMLArticle.sizeLimit)
        #expect(message(large) == "x.html: is larger than 16 MB, the most that is read at once")
    }

    /// Law: no bytes make the parser trap, and the same bytes have the same article.
    @Test func anyBytesAreReadOrRefused() throws {
        var state: UInt64 = 1
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        let pieces = HTMLPage.table.map { Array($0.html.utf8) }
        for _ in 0..<400 {
            var bytes = pieces[next(pieces.count)]
            for _ in 0..<(1 + next(8)) where !bytes.isEmpty {
                switch next(4) {
                case 0: bytes[next(bytes.count)] = UInt8(next(128))
                case 1: bytes.removeSubrange(next(bytes.count)...)
                case 2: bytes.insert(contentsOf: Array("<".utf8), at: next(bytes.count))
                default: bytes.insert(contentsOf: pieces[next(pieces.count)], at: next(bytes.count))
                }
            }
            let first = try? texts(bytes)
            #expect(first == (try? texts(bytes)))
        }
    }

    @Test func formatsAndFolders() throws {
        #expect(DocumentFormat(path: "a.htm") == .html)
        #expect(DocumentFormat(path: "a.HTML.zst") == .html)
        #expect(DocumentFormat(word: "html") == .html)
        try folder.write("in/a.html", "<p>One</p>")
        try folder.write("in/b.htm.zst", storedZstd(Array("<p>Two</p>".utf8)))
        let reader = try DocumentReader(inputs: [folder.path + "/in"])
        #expect(try reader.next()?.id.hasSuffix("a.html") == true)
        #expect(
            try reader.next()?.content == .paragraphs([Paragraph(number: 1, text: "Two")]))
        let paragraphs = try ParagraphReader(inputs: [folder.path + "/in"])
        #expect(try paragraphs.nextBatch() == ["One", "Two"])
    }
}
