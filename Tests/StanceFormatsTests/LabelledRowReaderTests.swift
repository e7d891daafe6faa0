import StanceCore
import StanceFormats
import Testing

@Suite struct LabelledRowReaderTests {
    private func read(
        _ text: String, _ file: String = "x.jsonl",
        _ options: LabelledRowOptions = LabelledRowOptions()
    ) throws -> [Example] {
        let source = try ByteSource(bytes: Array(text.utf8), name: file)
        let reader = try LabelledRowReader(source, options: options)
        var examples: [Example] = []
        while let example = try reader.next() { examples.append(example) }
        return examples
    }

    @Test func everyColumnInEveryFormat() throws {
        let jsonLines = """
            {"text":"É Russia","target":"Russia","label":"Favor","id":7,"spans":[[2,8]],\
            "document":"d\\"","weight":2}
            {"stance":"AGAINST","actor":"B","text":"t"}
            """
        let csv = """
            text,actor,stance,id,spans,group,weight
            É Russia,Russia,Favor,7,"[[2,8]]","d""\",2
            t,B,AGAINST,,,,

            """
        let lines = [("x.jsonl", jsonLines, 1), ("x.csv", csv, 2)]
        for (file, text, line) in lines {
            let expected = [
                Example(
                    text: "É Russia", actor: "Russia", mentions: [3..<9], gold: .supportive,
                    id: "7", group: "d\"", weight: 2,
                    location: SourceLocation(file: file, line: line)),
                Example(
                    text: "t", actor: "B", gold: .critical,
                    location: SourceLocation(file: file, line: line + 1)),
            ]
            #expect(try read(text, file) == expected)
        }
    }

    @Test func columnsUnderOtherNames() throws {
        let options = LabelledRowOptions(
            columns: ColumnNames(
                text: "post", actor: "new_topic", stance: "code", id: "row", group: "row"),
            stanceMap: StanceMap(["0": .critical, "2": .neutral]))
        let row = "{\"post\":\"p\",\"new_topic\":\"N\",\"code\":2,\"row\":1e3,\"text\":\"other\"}"
        let example = try #require(read(row, "x.jsonl", options).first)
        #expect(example.text == "p" && example.actor == "N" && example.gold == .neutral)
        #expect(example.id == "1000.0" && example.group == "1000.0")
    }

    @Test func usualNameThatHoldsSomethingWins() throws {
        let row =
            "{\"text\":\"t\",\"actor\":null,\"target\":\"B\",\"stance\":\"con\",\"label\":\"pro\"}"
        let example = try #require(read(row).first)
        #expect(example.actor == "B" && example.gold == .critical)
    }

    @Test func numbersAsIdsAreExact() throws {
        let ids: [(String, String)] = [
            ("9007199254740993", "9007199254740993"), ("-1", "-1"),
            ("18446744073709551615", "18446744073709551615"), ("1.5", "1.5"),
            ("\"1\\u0000\"", "1\0"),
        ]
        for (written, id) in ids {
            let row = "{\"text\":\"t\",\"actor\":\"A\",\"stance\":\"pro\",\"id\":\(written)}"
            #expect(try read(row).first?.id == id)
        }
    }

    @Test func actorAndStanceWhereNotRequired() throws {
        let options = LabelledRowOptions(requiresActor: false, requiresStance: false)
        for row in [
            "{\"text\":\"t\"}", "{\"text\":\"t\",\"actor\":null,\"label\":null}",
            "{\"text\":\"t\",\"actor\":\"\",\"label\":\"\"}",
        ] {
            let example = try #require(read(row, "x.jsonl", options).first)
            #expect(example.actor == nil && example.gold == nil)
        }
        #expect(throws: StanceError.self) {
            try read("{\"text\":\"t\",\"label\":\"no word\"}", "x.jsonl", options)
        }
    }

    @Test func spansBecomeByteRanges() throws {
        // Scalars: a é 😀 b (e + combining acute) c; bytes: a 1, é 2, 😀 4, b 1, e 1, U+0301 2, c 1.
        let cases: [(String, [Range<Int>]?)] = [
            ("[[0,1]]", [0..<1]), ("[[1,2]]", [1..<3]), ("[[2,3]]", [3..<7]),
            ("[[4,6]]", [8..<11]), ("[[0,7]]", [0..<12]), ("[]", []), ("null", nil),
            ("[[3,4],[0,2]]", [0..<3, 7..<8]), ("[[0,2],[1,3]]", [0..<7]),
            ("[[0,2],[2,3]]", [0..<3, 3..<7]), ("[[0,3],[1,2]]", [0..<7]),
            ("[[0,2],[0,2]]", [0..<3]),
        ]
        for (spans, ranges) in cases {
            let row =
                "{\"text\":\"aé😀be\u{301}c\",\"actor\":\"A\",\"stance\":\"pro\",\"spans\":\(spans)}"
            #expect(try read(row).first?.mentions == ranges, "\(spans)")
        }
    }

    @Test func standardInputAndOptionsNameTheFormat() throws {
        #expect(try read(MalformedRows.good, "-").count == 1)
        let csv = "text,actor,stance\nt,A,pro\n"
        let options = LabelledRowOptions(inputFormat: .csv)
        #expect(try read(csv, "-", options).first?.actor == "A")
        #expect(try read(csv, "x.data", options).first?.actor == "A")
        #expect(try read(MalformedRows.good, "x.jsonl", options).count == 1)
    }

    @Test func filesAreReadInOrder() throws {
        let folder = try TemporaryFolder()
        let row = "{\"text\":\"t\",\"actor\":\"A\",\"stance\":\"pro\",\"id\":1}\n"
        let first = try folder.write("a.jsonl.gz", storedGzip(Array(row.utf8)))
        let second = try folder.write("b.jsonl", row + row.replacing("1", with: "2"))
        let examples = try LabelledRowReader.examples(
            at: [second, first], options: LabelledRowOptions())
        // Ids are unique in a file, not across files.
        #expect(examples.map(\.id) == ["1", "2", "1"])
        #expect(examples.map(\.location?.line) == [1, 2, 1])
    }

    @Test func stanceMapOptions() throws {
        let map = try StanceMap(parsing: "0=critical, 1 = NONE,a=b=pro")
        #expect(map.stances == ["0": .critical, "1": .neutral, "a=b": .supportive])
        let hint = "; for example \"0=critical,1=neutral,2=supportive\""
        let malformed = [
            ("", "\"\" is not LABEL=STANCE"), ("0", "\"0\" is not LABEL=STANCE"),
            ("0=pro,", "\"\" is not LABEL=STANCE"), ("=pro", "\"=pro\" has no label"),
            ("0=good", "unknown stance \"good\"; expected critical, neutral or supportive"),
            ("0=pro,0=con", "the label \"0\" comes twice"),
        ]
        for (option, message) in malformed {
            let error = #expect(throws: StanceError.self) { try StanceMap(parsing: option) }
            #expect(error?.description == "--stance-map: \(message)\(hint)")
            #expect(error?.kind == .usage)
        }
    }
}
