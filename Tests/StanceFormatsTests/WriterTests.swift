import StanceCore
import StanceFormats
import Testing

@Suite struct WriterTests {
    private let scored = ScoredRow(
        document: "a.txt", paragraph: 2, actor: "Russia",
        outcome: .scored(StanceProbabilities(critical: 0.25, neutral: 0.125, supportive: 0.625)),
        mentions: 3)
    private let abstained = ScoredRow(
        document: "b,c", paragraph: 1, actor: nil, outcome: .abstained(reason: "no \"actor\""),
        mentions: 0)

    private func written(_ rows: [ScoredRow], _ format: RowFormat) throws -> String {
        let sink = MemorySink()
        let writer = RowWriter(ScoredRowEncoder(format: format), to: sink)
        for row in rows { try writer.write(row) }
        try writer.flush()
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    @Test func scoredRowsAsJSONLines() throws {
        let expected = """
            {"document":"a.txt","paragraph":2,"actor":"Russia","stance":"supportive",\
            "critical":0.250000,"neutral":0.125000,"supportive":0.625000,"score":0.375000,\
            "mentions":3}
            {"document":"b,c","paragraph":1,"actor":null,"mentions":0,"abstained":true,\
            "reason":"no \\"actor\\""}

            """
        #expect(try written([scored, abstained], .jsonLines) == expected)
        #expect(try written([], .jsonLines) == "")
    }

    @Test func scoredRowsAsTables() throws {
        let csv = """
            document,paragraph,actor,stance,critical,neutral,supportive,score,mentions,abstained,reason
            a.txt,2,Russia,supportive,0.250000,0.125000,0.625000,0.375000,3,false,
            "b,c",1,,,,,,,0,true,"no ""actor""\"

            """
        #expect(try written([scored, abstained], .csv) == csv)
        let tsv =
            ScoredRowEncoder.columns.joined(separator: "\t") + "\n"
            + "a.txt\t2\tRussia\tsupportive\t0.250000\t0.125000\t0.625000\t0.375000\t3\tfalse\t\n"
            + "b,c\t1\t\t\t\t\t\t\t0\ttrue\t\"no \"\"actor\"\"\"\n"
        #expect(try written([scored, abstained], .tsv) == tsv)
        #expect(try written([], .tsv) == ScoredRowEncoder.columns.joined(separator: "\t") + "\n")
    }

    @Test func summariesInEveryFormat() throws {
        let rows = [
            SummaryRow(
                document: "a", actor: "A", paragraphs: 7, mentions: 9, critical: 3, neutral: 2,
                supportive: 1, meanScore: -0.5, abstained: 1),
            SummaryRow(
                document: "b\t", actor: nil, paragraphs: 0, mentions: 0, critical: 0, neutral: 0,
                supportive: 0, meanScore: nil, abstained: 0),
        ]
        let header =
            "document,actor,paragraphs,mentions,critical,neutral,supportive,mean_score,abstained\n"
        let expected: [(RowFormat, String)] = [
            (.csv, header + "a,A,7,9,3,2,1,-0.500000,1\nb\t,,0,0,0,0,0,,0\n"),
            (
                .tsv,
                header.replacing(",", with: "\t")
                    + "a\tA\t7\t9\t3\t2\t1\t-0.500000\t1\n\"b\t\"\t\t0\t0\t0\t0\t0\t\t0\n"
            ),
            (
                .jsonLines,
                """
                {"document":"a","actor":"A","paragraphs":7,"mentions":9,"critical":3,"neutral":2,\
                "supportive":1,"mean_score":-0.500000,"abstained":1}
                {"document":"b\\t","actor":null,"paragraphs":0,"mentions":0,"critical":0,\
                "neutral":0,"supportive":0,"mean_score":null,"abstained":0}

                """
            ),
        ]
        for (format, text) in expected {
            let sink = MemorySink()
            let writer = RowWriter(SummaryRowEncoder(format: format), to: sink)
            for row in rows { try writer.write(row) }
            try writer.flush()
            #expect(String(decoding: sink.bytes, as: UTF8.self) == text)
        }
    }

    static let nastyStrings = [
        "", " ", "plain", "a,b", "a\tb", "a\nb", "a\r\nb", "a\rb", "\r", "\n", "\"", "\"\"", "a\"b",
        "\"a\"", ",", "\\", "\\n", "\0", "\u{1}\u{1f}\u{7f}", "é😀e\u{301}", "\u{2028}\u{2029}",
        "\u{feff}x", "=1+1", "{\"a\":1}", "\u{8}\u{c}", "null", "true", "1", "x \" y, \"z\" ",
    ]

    /// Law: what a writer writes, the reader of that format reads back.
    @Test(arguments: RowFormat.allCases) func nastyStringsComeBack(format: RowFormat) throws {
        for size in [1, 5, ByteSource.defaultChunkSize] {
            let rows = Self.nastyStrings.map {
                ScoredRow(
                    document: $0, paragraph: 1, actor: "x" + $0,
                    outcome: .abstained(reason: $0 + $0), mentions: 0)
            }
            let read = try records(
                written(rows, format), format, columns: ["document", "actor", "reason"], size: size)
            let expected = Self.nastyStrings.map { string -> [FieldValue] in
                [.text(string), .text("x" + string), .text(string + string)]
            }
            #expect(read.map(\.values) == expected)
        }
    }

    /// More rows than the buffer holds reach the sink in order.
    @Test func bufferedRowsStayInOrder() throws {
        var rows: [ScoredRow] = []
        for paragraph in 1...5000 {
            var row = scored
            row.paragraph = paragraph
            rows.append(row)
        }
        let read = try records(written(rows, .csv), .csv, columns: ["paragraph"])
        #expect(read.map(\.values) == (1...5000).map { [.text(String($0))] })
    }

    @Test func probabilitiesThatAreNoneAreRefused() {
        for bad in [Double.nan, .infinity, -0.1, 1.1] {
            var row = scored
            row.outcome = .scored(
                StanceProbabilities(critical: 0.5, neutral: bad, supportive: 0.5))
            let error = #expect(throws: StanceError.self) { try written([row], .csv) }
            #expect(error?.kind == .internalFailure)
        }
    }
}
