import StanceCore
import StanceFormats
import Testing

@Suite struct ActorsFileTests {
    @Test func actorsWithTheirAliases() throws {
        let text = """
            # Two states.
            - name: Russia
              aliases: [Russian, "Moscow", 'Kremlin', Russian, Russia]
            - {name: Norway, aliases: [NO, 1, 2.50, null, ~, "*", yes, AT & T], caseSensitive: true}
            - name: 7
              aliases: []
              caseSensitive: false
            """
        let actors = try ActorsFile.actors(in: text, file: "a.yaml")
        let expected = [
            Actor(
                name: "Russia", aliases: ["Russian", "Moscow", "Kremlin"],
                location: SourceLocation(file: "a.yaml", line: 2)),
            Actor(
                name: "Norway", aliases: ["NO", "1", "2.50", "null", "~", "*", "yes", "AT & T"],
                caseSensitive: true, location: SourceLocation(file: "a.yaml", line: 4)),
            Actor(
                name: "7", caseSensitive: false, location: SourceLocation(file: "a.yaml", line: 5)),
        ]
        #expect(actors == expected)
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", "\u{feff}" + text)
        #expect(try ActorsFile.actors(at: path).map(\.name) == ["Russia", "Norway", "7"])
    }

    static let keys = "name, aliases, caseSensitive"
    static let aliasKeys = "alias, from, until"
    static let references =
        "YAML anchors and aliases (&x, *x) are not read; write each word out, in quotes if it "
        + "begins so"
    static let malformed: [(text: String, error: String)] = [
        ("", "a.yaml: expected a list of actors, each with a name"),
        ("name: x", "a.yaml:1: expected a list of actors, each with a name"),
        ("[]", "a.yaml:1: no actors; expected at least one"),
        ("- Russia", "a.yaml:1: expected an actor with the keys \(keys)"),
        ("- name: A\n- aliases: [x]", "a.yaml:2: an actor without a name"),
        ("- name: A\n  alias: [x]", "a.yaml:2: unknown key \"alias\"; expected \(keys)"),
        ("- name: A\n  ? [x]\n  : y", "a.yaml:2: unknown key (no text); expected \(keys)"),
        ("- name: A\n  name: B", "a.yaml:1: invalid YAML: the key \"name\" occurs twice"),
        ("- name: [A]", "a.yaml:1: name must be a text"),
        ("- name: ''", "a.yaml:1: empty name"),
        (
            "- name: A\n  aliases: B",
            "a.yaml:2: aliases must be a list, for example [Russian, Moscow]"
        ),
        ("- name: A\n  aliases:\n  - B\n  -\n", "a.yaml:4: empty alias"),
        ("- name: A\n  aliases: [[B]]", "a.yaml:2: alias must be a text"),
        ("- name: A\n  aliases: [{alias: [B]}]", "a.yaml:2: alias must be a text"),
        ("- name: A\n  aliases: [{B: C}]", "a.yaml:2: unknown key \"B\"; expected \(aliasKeys)"),
        (
            "- name: A\n  aliases:\n  - from: 2021-08-15",
            "a.yaml:3: an alias with dates needs the key alias"
        ),
        (
            "- name: A\n  aliases: [{alias: B, from: 2021}]",
            "a.yaml:2: from \"2021\" is no date; expected one such as 2021-08-15"
        ),
        (
            "- name: A\n  aliases: [{alias: B, until: 2021-02-29}]",
            "a.yaml:2: until \"2021-02-29\" is no date; expected one such as 2021-08-15"
        ),
        (
            "- name: A\n  aliases: [{alias: B, from: 2021-08-15, until: 2021-08-15}]",
            "a.yaml:2: \"B\" would count on no day: until is the first day on which it no longer "
                + "counts, and must come after from"
        ),
        (
            "- name: A\n  aliases: [{alias: x, until: 2021-08-15}]\n- name: B\n"
                + "  aliases: [{alias: x, from: 2021-08-14}]",
            "a.yaml:4: \"x\" of B also names A on the same days, first on line 2; "
                + "an alias can name one actor only"
        ),
        ("- name: A\n  caseSensitive: 1", "a.yaml:2: caseSensitive must be true or false"),
        (
            "- name: A\n  aliases: [x, y]\n- name: B\n  aliases:\n  - z\n  - y\n",
            "a.yaml:6: \"y\" of B also names A, first on line 2; an alias can name one actor only"
        ),
        (
            "- name: A\n  aliases: [B]\n- name: B",
            "a.yaml:3: \"B\" of B also names A, first on line 2; an alias can name one actor only"
        ),
        ("- name: A\n- name: A", "a.yaml:2: the actor \"A\" comes twice, first on line 1"),
        ("- name: &a A", "a.yaml:1: \(references)"),
        ("- &a name: A", "a.yaml:1: \(references)"),
        ("- name: A\n- name: *a", "a.yaml:2: \(references)"),
        ("- &a {name: A}\n- name: B\n- *a", "a.yaml:3: \(references)"),
        ("- name: \"A", "a.yaml:1: invalid YAML: found unexpected end of stream"),
        ("- name: A\n---\n- name: B", "a.yaml:2: invalid YAML: but found another document"),
    ]

    @Test(arguments: malformed) func isRefusedWithItsLine(text: String, error: String) {
        let thrown = #expect(throws: StanceError.self) {
            try ActorsFile.actors(in: text, file: "a.yaml")
        }
        #expect(thrown?.description == error)
        #expect(thrown?.kind == .badData)
    }

    /// Each must be refused at once; unfolded, they would fill any memory.
    @Test func hostileFilesAreRefused() throws {
        var laughs = "- &a0 [x]\n"
        for level in 1...40 { laughs += "- &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        laughs += "- {? *a40 : 1, ? *a39 : 2}\n"
        let deep = String(repeating: "[", count: 200_000)
        let nul = "- name: \"a\0b\""
        for text in [laughs, deep, nul] {
            #expect(throws: StanceError.self) { try ActorsFile.actors(in: text, file: "a.yaml") }
        }
        let folder = try TemporaryFolder()
        let size = ActorsFile.sizeLimit + 1
        let path = try folder.write("big.yaml", [UInt8](repeating: 0x23, count: size))
        let error = #expect(throws: StanceError.self) { try ActorsFile.actors(at: path) }
        #expect(error?.message == "is larger than 8 MB, the most that is read at once")
    }
}
