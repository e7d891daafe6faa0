import Foundation
import Testing

@Suite("stance bench")
struct BenchCommandTests {
    /// A small bench of a folder with two texts.
    private static func run(
        _ arguments: [String], in work: Workdir, environment: [String: String] = [:]
    ) throws -> Workdir.Run {
        try work.stance(["bench", "--repeats", "1", "-q"] + arguments, environment: environment)
    }

    private static func work() throws -> Workdir {
        let work = try Workdir()
        let line = "Russia praised the treaty, while France condemned it as weak."
        try work.write("in/a.txt", Array(repeating: line, count: 40).joined(separator: "\n"))
        try work.write("in/b.txt", "A plain word or two.\n")
        return work
    }

    @Test("text in 80 columns with every step, threads and ceilings")
    func text() throws {
        let work = try Self.work()
        let run = try Self.run(["in", "--threads", "3"], in: work)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        for part in [
            "in\n", "41 paragraphs", "read  ", "tokenise", "look up", "score", "write",
            "one sentence", "the text", "read memory", "tokenise, hash, look up",
        ] {
            #expect(run.output.contains(part), "\(part)")
        }
        // Two tables of one, two and three threads.
        for count in ["1", "2", "3"] {
            let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("  \(count)  ") }
            #expect(lines.count == 2, "\(count)")
        }
    }

    @Test("JSON counts what is in the text, and its rates follow from the times")
    func json() throws {
        let work = try Self.work()
        let run = try Self.run(["in", "--json", "--threads", "2"], in: work)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let figures = try #require(object as? [String: Any])
        let text = try #require(figures["text"] as? [String: Any])
        // Words of two and more letters: 10 a line, and "plain", "word", "or", "two".
        #expect(text["paragraphs"] as? Int == 41)
        #expect(text["tokens"] as? Int == 404)
        #expect(text["is_cut"] as? Bool == false)
        let stages = try #require(figures["stages"] as? [[String: Any]])
        #expect(
            stages.map { $0["name"] as? String } == [
                "read", "tokenise", "look up", "score", "write",
            ])
        // Both actors of 40 lines, and one row that abstains.
        #expect(figures["rows_per_pass"] as? Int == 81)
        let rates = try #require(figures["bag_of_words"] as? [[String: Any]])
        #expect(rates.map { $0["threads"] as? Int } == [1, 2])
        for rate in rates {
            let seconds = try #require(rate["seconds"] as? Double)
            let tokens = try #require(rate["tokens_per_second"] as? Double)
            #expect(seconds > 0 && abs(tokens * seconds - 404) < 1e-6)
        }
        let start = try #require(figures["cold_start"] as? [String: Any])
        #expect(try #require(start["seconds"] as? Double) > 0)
        let ceiling = try #require(figures["ceiling"] as? [String: Any])
        #expect(try #require(ceiling["memory_read_bytes_per_second"] as? Double) > 1e6)
    }

    @Test("made text is the same for the same seed, and is removed")
    func madeText() throws {
        let work = try Workdir()
        let folder = work.path("temporary")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let tokens = try ["1", "1", "2"].map { seed in
            let run = try Self.run(
                ["--megabytes", "1", "--seed", seed, "--json", "--threads", "1"], in: work,
                environment: ["TMPDIR": folder])
            let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            let text = try #require((object as? [String: Any])?["text"] as? [String: Any])
            return try #require(text["tokens"] as? Int)
        }
        #expect(tokens[0] == tokens[1] && tokens[0] != tokens[2])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("refusals name what was expected")
    func refusals() throws {
        let work = try Workdir()
        try work.write("empty.txt", "\n\n")
        for (arguments, status, message) in [
            (["-"], Int32(2), "standard input"), (["--repeats", "0"], 2, "--repeats 0"),
            (["--megabytes", "0"], 2, "--megabytes 0"), (["missing.txt"], 66, "missing.txt"),
            (["empty.txt"], 65, "no text"),
        ] {
            let run = try work.stance(["bench"] + arguments)
            #expect(run.status == status, "\(arguments): \(run.errors)")
            #expect(run.output.isEmpty && run.errors.contains(message), "\(run.errors)")
        }
    }
}
