import Foundation
import Testing

/// What users' files hold is data: no terminal ever obeys it.
@Suite("hostile text")
struct HostileTextTests {
    /// Clears the screen, sets the title, turns the line, rings, and goes back over the line.
    static let evil = "E\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\r\u{8}vil"

    /// Data may hold what turns a line; what a terminal obeys is escaped there too.
    private func expectSafe(_ text: String, isData: Bool, _ what: String) {
        let unsafe = text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0: true
            case 0x2028...0x202E, 0x2066...0x2069: !isData
            default: false
            }
        }
        #expect(unsafe.isEmpty, "\(what): \(unsafe.map { String($0.value, radix: 16) })")
    }

    private func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    @Test("tables and messages show escape sequences of texts, names and paths")
    func shown() throws {
        let work = try ScoreCommandTests.trained()
        let name = Self.evil + "\n.txt"
        try work.write("in/" + name, "The author praised \(Self.evil) and Russia \u{1B}[31m.")
        try work.write("actors.yml", "- name: \(try quoted(Self.evil))\n- name: Russia\n")
        let evil = try quoted(Self.evil)
        let rows = try work.text("rows.jsonl").replacingOccurrences(of: "\"Russia\"", with: evil)
            .replacingOccurrences(
                of: "Russia", with: "the \(try quoted(Self.evil).dropFirst().dropLast())"
            )
            .replacingOccurrences(of: "\"a0\"", with: evil)
        try work.write("evil.jsonl", rows)
        let commands: [[String]] = [
            ["score", "in", "-m", "m.stance", "--actors", "actors.yml", "--format", "table"],
            [
                "score", "in", "-m", "m.stance", "--actors", "actors.yml", "--format", "table",
                "--summary",
            ],
            ["score", "in", "-m", "m.stance", "--actors", "actors.yml"],
            ["score", "in/" + name, "in/" + name, "-m", "m.stance"],
            ["score", Self.evil, "-m", "m.stance"], ["score", "in", "-m", Self.evil],
            ["score", "in", "--" + Self.evil], ["score", "in", "--format", Self.evil],
            ["score", "in", "--delimiter", Self.evil], [Self.evil],
            ["score", "in", "-m", "m.stance", "--actor", Self.evil, "--format", "table"],
            ["explain", "in", "-m", "m.stance", "--actors", "actors.yml"],
            ["evaluate", "evil.jsonl", "-m", "m.stance", "--by", "group", "--suspects"],
            ["evaluate", "evil.jsonl", "-m", "m.stance", "--by", "group"],
            ["evaluate", "evil.jsonl", "-m", "m.stance", "--by", Self.evil],
            ["compare", "m.stance", "b.stance", "evil.jsonl"],
            ["train", "evil.jsonl", "-o", "evil\u{1B}[31m.stance", "--C", "3"],
            ["inspect", "evil\u{1B}[31m.stance", "--terms", "5"],
            ["actors", "lint", "actors.yml"], ["actors", "coverage", "actors.yml", "in"],
            ["actors", "suggest", "in"], ["inspect", "in/" + name],
        ]
        for arguments in commands {
            let run = try work.stance(arguments)
            #expect(!run.output.isEmpty || !run.errors.isEmpty)
            let isData = arguments.contains("suggest") || arguments.last == "actors.yml"
            expectSafe(run.output, isData: isData, "output of \(arguments)")
            expectSafe(run.errors, isData: false, "errors of \(arguments)")
        }
    }
}
