import StanceCore
import Testing

@Suite("Lexicon")
struct LexiconTests {
    struct Row: CustomTestStringConvertible {
        var entry: LexiconEntry
        var forms: String
        var testDescription: String { entry.term }
        init(
            _ kind: LexiconEntry.Kind, _ term: String, _ forms: String, irregular: [String] = []
        ) {
            entry = LexiconEntry(term: term, kind: kind, valence: 0.5, forms: irregular)
            self.forms = forms
        }
    }

    static let rows = [
        Row(.verb, "attack", "attack attacks attacking attacked"),
        Row(.verb, "violate", "violate violates violating violated"),
        Row(.verb, "try", "try tries trying tried"),
        Row(.verb, "betray", "betray betrays betraying betrayed"),
        Row(.verb, "ban", "ban bans banning banned"),
        Row(.verb, "quit", "quit quits quitting", irregular: ["quit"]),
        Row(.verb, "veto", "veto vetoes vetoed vetoing"),
        Row(.verb, "panic", "panic panics panicking panicked"),
        Row(.verb, "lie", "lie lies lying lied"),
        Row(.verb, "agree", "agree agrees agreeing agreed"),
        Row(.verb, "crush", "crush crushes crushing crushed"),
        Row(.verb, "strike", "strike strikes striking struck", irregular: ["struck", "struck"]),
        Row(.verb, "forgive", "forgave forgiven", irregular: ["forgave", "forgiven"]),
        Row(.verb, "drag its feet", "drag its feet|drags its feet|dragged its feet"),
        Row(.noun, "crisis", "crisis crises", irregular: ["crises"]),
        Row(.noun, "ally", "ally allies"),
        Row(.noun, "boss", "boss bosses"),
        Row(.event, "war crime", "war crime|war crimes"),
        Row(.adjective, "war-torn", "war-torn"),
        Row(.adjective, "honest", "honest"),
    ]

    /// The valence that a text of one form gets: 0.5 where the form is found.
    static func found(_ entries: [LexiconEntry], _ text: String) throws -> Double {
        var terms = try ExampleTerms(
            recipe: .targetAware, casing: CasingLexicon(words: []), lexicon: try Lexicon(entries))
        try terms.setText("Iran " + text)
        terms.setActor(mentions: [0..<4], others: [])
        var counter = TermCounter()
        try terms.add(.lexicon, to: &counter)
        for id in counter.documentTerms where counter.terms.string(Int(id)) == "all+" {
            return counter.documentWeight(id)
        }
        return 0
    }

    @Test("each form is found, and a word that only begins like it is not", arguments: rows)
    func forms(_ row: Row) throws {
        let separator: Character = row.forms.contains("|") ? "|" : " "
        for form in row.forms.split(separator: separator) {
            #expect(try Self.found([row.entry], String(form)) == 0.5, "\(form)")
        }
        #expect(try Self.found([row.entry], "x" + row.entry.term) == 0)
        #expect(try Self.found([row.entry], row.entry.term + "q") == 0)
    }

    @Test("the longest form wins; a lemma wins over another's inflection")
    func longest() throws {
        let rights = LexiconEntry(term: "rights", kind: .noun, valence: 0.3)
        let abuse = LexiconEntry(term: "rights abuse", kind: .noun, valence: 0.6)
        #expect(try Self.found([rights, abuse], "rights abuse") == 0.6)
        let saw = LexiconEntry(term: "saw", kind: .noun, valence: 0.1)
        let see = LexiconEntry(term: "see", kind: .verb, valence: 0.4, forms: ["saw", "seen"])
        #expect(try Self.found([see, saw], "saw") == 0.1)
        #expect(try Self.found([saw, see], "saw") == 0.1)
    }

    @Test("what is no lexicon is refused, naming the term")
    func refused() {
        func message(_ entries: [LexiconEntry]) -> String {
            let error = #expect(throws: StanceError.self) { try Lexicon(entries) }
            return error?.message ?? ""
        }
        let twice = LexiconEntry(
            term: "a", kind: .noun, location: SourceLocation(file: "l.tsv", line: 7))
        #expect(message([twice, twice]) == "\"a\" is there twice (l.tsv:7)")
        #expect(message([LexiconEntry(term: " ", kind: .noun)]).contains("0 tokens"))
        #expect(
            message([LexiconEntry(term: "a", kind: .verb, valence: .nan)]).contains("-1 to 1"))
        #expect(message([LexiconEntry(term: "a", kind: .verb, agent: 1.5)]).contains("-1 to 1"))
    }
}
