import StanceCore
import StanceFormats
import Testing

@Suite("export")
struct ExportTests {
    @Test(
        "a fastText line is read back as the row it was",
        arguments: [
            "Plain.", " spaces  within \t and around ", "# not a comment", "label__x",
            "é e\u{301} 😀",
            "\"quoted\", comma", "__actor__X is said", "a\u{a0}b", "a\u{b}b",
        ],
        ["A", "New Borduria", "a_b", "50% of_ them", "tab\there", "no\u{a0}break", "É\u{301}", "_"])
    func roundTrip(_ text: String, _ actor: String) throws {
        for stance in Stance.allCases {
            let line = try FastTextLine.encode(text: text, actor: actor, stance: stance).get()
            #expect(line.hasPrefix("__label__\(stance.name) __actor__"))
            #expect(line.utf8.filter { $0 == 0x0a }.count == 1)
            var rows: [ImportedRow] = []
            var importer = try RowImporter(.fasttext)
            try importer.read(
                ByteSource(bytes: Array(line.utf8), name: "x"), take: { rows.append($0) },
                reject: { Issue.record("\($0)") })
            #expect(rows.map { Array($0.text.utf8) } == [Array(text.utf8)])
            #expect(rows.map { Array($0.actor.utf8) } == [Array(actor.utf8)])
            #expect(rows.map(\.stance) == [stance])
        }
    }

    @Test("line ends become spaces, and what fastText would misread is refused")
    func faults() throws {
        let line = try FastTextLine.encode(text: "a\r\nb\nc\rd", actor: nil, stance: .neutral).get()
        #expect(line == "__label__neutral a b c d\n")
        for text in [
            "__label__x", "a __label__ b", "a\t__label__b", "a\u{b}__label__b", "a\n__label__",
        ] {
            #expect(throws: FastTextFault.self) {
                try FastTextLine.encode(text: text, actor: "A", stance: .critical).get()
            }
        }
        #expect(throws: FastTextFault.self) {
            try FastTextLine.encode(text: "__actor__A b", actor: nil, stance: .critical).get()
        }
    }

    @Test("feature lines count from 1, keep every digit and escape what the format means")
    func features() {
        var bytes: [UInt8] = []
        let value = 0.1 + 0.2
        FeatureLine.appendLIBSVM(
            .supportive, columns: [0, 41], values: [value, 1e-5], to: &bytes)
        FeatureLine.appendLIBSVM(.critical, columns: [], values: [], to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == "3 1:0.30000000000000004 42:1e-05\n1\n")
        bytes = []
        typealias Feature = (block: String, name: String, value: Double)
        let features: [Feature] = [
            ("w", "a:b|c d", 0.5), ("w", "50%\n", 1), ("x", "é", 2),
        ]
        FeatureLine.appendVW(.neutral, id: "a b", features: features, to: &bytes)
        FeatureLine.appendVW(.critical, id: nil, features: [Feature](), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "2 'a%20b |w a%3Ab%7Cc%20d:0.5 50%25%0A:1.0 |x é:2.0\n1 |\n")
    }
}
