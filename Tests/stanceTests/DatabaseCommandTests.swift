import Foundation
import Testing

@Suite("stance score, as a database")
struct DatabaseCommandTests {
    private static let magic = Data("SQLite format 3\u{0}".utf8)

    @Test("the name or --format asks for a database, and the same run gives the same one")
    func asked() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.txt", "The author praised Russia.\nNothing here.\n")
        let arguments = ["score", "a.txt", "-m", "m.stance", "-q"]
        for (output, more) in [
            ("a.db", []), ("a.sqlite", []), ("a.sqlite3", []), ("a.out", ["--format", "sqlite"]),
        ] {
            let run = try work.stance(arguments + ["-o", output] + more)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(try work.data(output).prefix(16) == Self.magic)
        }
        let first = try work.data("a.db")
        #expect(try work.stance(arguments + ["-o", "a.db"]).status == 0)
        #expect(try work.data("a.db") == first)
        for text in ["Russia", "no actor mentioned", "m.stance", "0.1.0"] {
            #expect(first.range(of: Data(text.utf8)) != nil, "\(text)")
        }
        #expect(!work.files.contains { $0.contains("tmp") || $0.contains("journal") })
    }

    @Test("sums and streams are refused")
    func refused() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("a.txt", "The author praised Russia.\n")
        let before = work.files
        for (arguments, message) in [
            (["--format", "sqlite"], "expected a file's name"),
            (["-o", "a.db", "--summary"], "--summary: a database holds a row"),
            (["-o", "a.db", "--by", "actor"], "--by: a database holds a row"),
        ] {
            let run = try work.stance(["score", "a.txt", "-m", "m.stance"] + arguments)
            #expect(run.status == 2 && run.errors.contains(message), "\(run.errors)")
            #expect(work.files == before)
        }
    }
}
