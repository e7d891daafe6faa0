import Foundation
import Testing

@Suite("stance actors")
struct ActorsCommandTests {
    static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    static let files: [(name: String, text: String, status: Int32, told: [String])] = [
        ("clean", "- name: Russia\n  aliases: [Moscow]\n", 0, []),
        (
            "a warning", "- name: Russia\n  aliases: [Moscow, Moscow]\n", 1,
            [
                "a.yml:2: warning: \"Moscow\" of Russia is given twice, first on line 2 [repeated-alias]"
            ]
        ),
        (
            "an error", "- name: Aland\n  aliases: [Mx]\n- name: Bland\n  aliases: [Mx, X]\n", 65,
            [
                "a.yml:4: error: \"Mx\" of Bland also names Aland, first on line 2; "
                    + "an alias can name one actor only [shared-alias]",
                "a.yml:4: warning: \"X\" of Bland has one letter only [one-letter]",
            ]
        ),
        (
            "no list", "Russia", 65,
            ["a.yml:1: error: expected a list of actors, each with a name [format]"]
        ),
        (
            "no YAML", "- name: \"A", 65,
            ["a.yml:1: error: invalid YAML: found unexpected end of stream [format]"]
        ),
    ]

    @Test("lint tells what is wrong by line, and its exit status says how bad it is")
    func lint() throws {
        for (name, text, status, told) in Self.files {
            let work = try Workdir()
            try work.write("a.yml", text)
            let run = try work.stance(["actors", "lint", "a.yml"])
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(run.status == status && run.errors.isEmpty, "\(name)")
            #expect(Array(lines.dropLast()) == told, "\(name)")
            #expect(lines.last?.hasPrefix("a.yml: ") == true, "\(name)")
            let json = try work.stance(["actors", "lint", "-", "--json"], input: text)
            let object = try Self.object(json.output)
            #expect(json.status == status && json.errors.isEmpty, "\(name)")
            let findings = try #require(object["findings"] as? [[String: Any]])
            #expect(findings.count == told.count, "\(name)")
            #expect(
                findings.count { $0["severity"] as? String == "error" } == object["errors"] as? Int)
        }
    }

    @Test("lint of a file that is not there is no finding")
    func missing() throws {
        let run = try Workdir().stance(["actors", "lint", "a.yml"])
        #expect(run.status == 66 && run.output.isEmpty)
    }

    @Test("the shipped actors file has no finding")
    func shipped() throws {
        let run = try Workdir().stance([
            "actors", "lint", Workdir.root.appendingPathComponent("seeds/actors.yml").path,
        ])
        #expect(run.status == 0, "\(run.output)")
    }

    static func texts() throws -> Workdir {
        let work = try Workdir()
        try work.write("a.yml", "- name: Russia\n  aliases: [Russian, Moscow]\n- name: Norway\n")
        try work.write(
            "in/a.txt",
            "Moscow met the Zorb Union (ZU) in Quuxia.\nRUSSIA spoke. The ZU did not.\nNothing.\n")
        try work.write(
            "in/b.csv",
            "text,actor\nRussia met Quuxia.,Russia\nRussia met Quuxia.,Quuxia\nOslo slept.,\n")
        return work
    }

    @Test("coverage counts actors, aliases, paragraphs and uncovered names within 80 columns")
    func coverage() throws {
        let work = try Self.texts()
        let run = try work.stance(["actors", "coverage", "a.yml", "in"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(
            run.output == """
                a.yml finds 1 of its 2 actors, with 3 mentions, in 3 of the 5 paragraphs (60 %)
                of 3 documents.

                Actors found
                  n  actor   aliases
                  3  Russia  Russia 2, Moscow 1

                Capitalised names that no actor covers
                  n  name        example
                  2  Quuxia      …the Zorb Union (ZU) in Quuxia.
                  2  ZU          …met the Zorb Union (ZU) in Quuxia.
                  1  Oslo        Oslo slept.
                  1  Zorb Union  Moscow met the Zorb Union (ZU) in Quuxia.

                """)
        let json = try Self.object(
            try work.stance(["actors", "coverage", "a.yml", "in", "--json"]).output)
        #expect(json["share"] as? Double == 0.6 && json["mentions"] as? Int == 3)
        #expect((json["uncovered"] as? [Any])?.count == 4)
        let short = try work.stance(["actors", "coverage", "a.yml", "in", "--limit", "1"])
        #expect(short.output.contains("... and 3 more (--limit 0 shows all)"))
        let long = try work.stance([
            "actors", "coverage",
            Workdir.root.appendingPathComponent("seeds/actors.yml").path,
            Workdir.root.appendingPathComponent("seeds/articles").path,
        ])
        #expect(long.status == 0)
        for line in long.output.split(separator: "\n") where !line.contains("/") {
            #expect(line.count <= 80, "\(line)")
        }
    }

    @Test("suggest prints an actors file that the other verbs read, and the same every time")
    func suggest() throws {
        let work = try Self.texts()
        let arguments = ["actors", "suggest", "in", "--actors", "a.yml"]
        let run = try work.stance(arguments)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(
            run.output == """
                # Capitalised names in 5 paragraphs that a.yml lacks,
                # each found 2 times or more, its aliases counted in. They are not judged:
                # delete what is no actor (places, events) and join what is one.

                # 3: Zorb Union 1, ZU 2
                # Moscow met the Zorb Union (ZU) in Quuxia.
                - name: Zorb Union
                  aliases: [ZU]

                # 2: Quuxia 2
                # …the Zorb Union (ZU) in Quuxia.
                - name: Quuxia

                """)
        #expect(try work.stance(arguments).output == run.output)
        try work.write("more.yml", try work.text("a.yml") + run.output)
        #expect(try work.stance(["actors", "lint", "more.yml"]).status == 0)
        let again = try work.stance([
            "actors", "suggest", "in", "--actors", "more.yml", "--min-count", "1",
        ])
        #expect(again.output.contains("- name: Oslo\n"))
        #expect(!again.output.contains("Zorb"))
        let json = try Self.object(try work.stance(arguments + ["--json"]).output)
        #expect((json["candidates"] as? [[String: Any]])?.first?["name"] as? String == "Zorb Union")
        let none = try work.stance(arguments + ["--min-count", "9"])
        #expect(none.status == 0 && none.output.contains("# No such name."))
    }

    static let refused: [(arguments: [String], status: Int32)] = [
        (["actors", "suggest", "in", "--actors", "a.yml", "--min-count", "0"], 2),
        (["actors", "coverage", "a.yml", "in", "--limit", "-1"], 2),
        (["actors", "coverage", "a.yml"], 2), (["actors", "coverage", "none.yml", "in"], 66),
        (["actors", "coverage", "in/a.txt", "in"], 65), (["actors", "nonsense"], 2),
        (["actors", "suggest", "none.txt"], 66),
    ]

    @Test("what makes no sense is refused", arguments: refused)
    func refusals(_ arguments: [String], status: Int32) throws {
        let run = try Self.texts().stance(arguments)
        #expect(run.status == status && run.output.isEmpty && !run.errors.isEmpty)
    }
}
