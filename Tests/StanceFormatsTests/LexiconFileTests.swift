import StanceCore
import StanceFormats
import Testing

@Suite("Lexicon file")
struct LexiconFileTests {
    static let header = "term\tkind\tvalence\tagent\tpatient\tclass\tforms\n"

    @Test("every column is read; comments and empty lines are passed over")
    func columns() throws {
        let text =
            Self.header
            + "# verbs\n\nstrike\tverb\t-0.3\t-0.4\t0.3\treporting hedge\tstruck struck\r\n"
            + "never\tadverb\t0\t\t\tnegator\t\n"
        let entries = try LexiconFile.lexicon(in: text, file: "l.tsv").entries
        #expect(entries.map(\.term) == ["strike", "never"])
        #expect(entries[0].kind == .verb && entries[0].valence == -0.3)
        #expect(entries[0].agent == -0.4 && entries[0].patient == 0.3)
        #expect(entries[0].classes == [.reporting, .hedge])
        #expect(entries[0].forms == ["struck", "struck"])
        #expect(entries[0].location == SourceLocation(file: "l.tsv", line: 4))
        #expect(entries[1].agent == nil && entries[1].classes == .negator)
    }

    struct Bad: CustomTestStringConvertible {
        var text: String
        var message: String
        var testDescription: String { message }
        init(_ text: String, _ message: String) {
            self.text = text
            self.message = message
        }
    }

    static let bad = [
        Bad("", "l.tsv: no terms; expected at least one"),
        Bad("a\tnoun\t0\t\t\t\t\n", "l.tsv:1: expected the header term kind valence"),
        Bad(header, "l.tsv: no terms"),
        Bad(header + "a\tnoun\t0\n", "l.tsv:2: 3 columns; expected 7"),
        Bad(header + "A\tnoun\t0\t\t\t\t\n", "l.tsv:2: the term \"A\" is empty, has capitals"),
        Bad(header + "a\tthing\t0\t\t\t\t\n", "l.tsv:2: unknown kind \"thing\"; expected verb"),
        Bad(header + "a\tnoun\t\t\t\t\t\n", "l.tsv:2: no valence; expected a number"),
        Bad(header + "a\tnoun\t2\t\t\t\t\n", "l.tsv:2: \"2\" is no number in -1 to 1"),
        Bad(header + "a\tnoun\tnan\t\t\t\t\n", "l.tsv:2: \"nan\" is no number"),
        Bad(header + "a\tnoun\t0\t\t\tloud\t\n", "l.tsv:2: unknown class \"loud\""),
        Bad(
            header + "a\tnoun\t0\t\t\t\t\nb\tnoun\t0\t\t\t\t\na\tverb\t0\t\t\t\t\n",
            "l.tsv:4: \"a\" is there twice (l.tsv:2)"),
    ]

    @Test("a line that is not as it should be is refused with its number", arguments: bad)
    func refused(_ row: Bad) {
        let error = #expect(throws: StanceError.self) {
            try LexiconFile.lexicon(in: row.text, file: "l.tsv")
        }
        let found = error?.description ?? ""
        #expect(found.hasPrefix(row.message), "\(found)")
    }
}
