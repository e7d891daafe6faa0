import Foundation
import Testing

@Suite("stance score, in bulk")
struct BatchScoreTests {
    /// The command, run beside the test.
    private func start(
        _ work: Workdir, _ arguments: [String], input: FileHandle? = nil, output: FileHandle? = nil,
        errors: FileHandle? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = Workdir.command
        process.arguments = arguments
        process.currentDirectoryURL = work.folder
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = errors ?? FileHandle.nullDevice
        try process.run()
        return process
    }

    private static let mixed =
        #"{"text":"The author praised Russia.","actor":"Russia","id":"1"}"# + "\n"
        + #"{"text":""}"# + "\n" + "not json\n"
        + #"{"text":"Nobody is named here.","id":"2"}"# + "\n"
        + #"{"text":"Again.","id":"1"}"# + "\n"

    @Test("rows in = scored + abstained + rejected; the exit status and the places say so")
    func rejects() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("in.jsonl", Self.mixed)
        let run = try work.stance([
            "score", "in.jsonl", "-m", "m.stance", "-o", "out.jsonl", "--rejects", "bad.csv",
        ])
        #expect(run.status == 1)
        #expect(
            run.errors
                == "2 documents, 2 paragraphs: 1 row scored, 1 abstained, 3 rejected\n")
        #expect(try work.text("out.jsonl").split(separator: "\n").count == 2)
        let bad = try work.text("bad.csv").split(separator: "\n")
        #expect(bad[0] == "source,line,byte,reason")
        let lines = Self.mixed.split(separator: "\n").map { $0.utf8.count + 1 }
        let starts = lines.indices.map { lines[..<$0].reduce(0, +) }
        #expect(bad[1] == "in.jsonl,2,\(starts[1]),empty text")
        #expect(bad[2].hasPrefix("in.jsonl,3,\(starts[2]),invalid JSON: "))
        #expect(
            bad[3] == "in.jsonl,5,\(starts[4]),\"the id \"\"1\"\" is also that of line 1\"")
        #expect(bad.count == 4)
        #expect(!work.files.contains { $0.hasSuffix(".partial") || $0.hasSuffix(".journal") })

        let said = try work.stance(["score", "in.jsonl", "-m", "m.stance"])
        #expect(said.status == 1)
        #expect(
            said.errors.hasPrefix("stance: warning: rejected: in.jsonl:2: empty text\n"))
        let strict = try work.stance(
            ["score", "in.jsonl", "-m", "m.stance", "--strict", "-o", "no.jsonl"])
        #expect(strict.status == 65)
        #expect(strict.errors == "stance: error: in.jsonl:2: empty text\n")
        #expect(!work.files.contains { $0.hasPrefix("no.jsonl") })
    }

    @Test("where every row is rejected there is no output, and the exit status is 65")
    func nothingScored() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("in.jsonl", (0..<9).map { "no \($0)\n" }.joined())
        let run = try work.stance([
            "score", "in.jsonl", "-m", "m.stance", "-o", "out.jsonl", "--rejects", "bad.jsonl",
        ])
        #expect(run.status == 65)
        #expect(
            run.errors.hasPrefix(
                "stance: error: nothing was scored: 9 rows rejected, the first: in.jsonl:1: "))
        #expect(try work.text("bad.jsonl").split(separator: "\n").count == 9)
        #expect(!work.files.contains { $0.hasPrefix("out.jsonl") })
        let said = try work.stance(["score", "in.jsonl", "-m", "m.stance"])
        #expect(said.errors.contains("4 more rows rejected; --rejects FILE keeps them all"))
    }

    @Test("Ctrl-C ends in good order; --resume gives the bytes of an undisturbed run")
    func interrupted() throws {
        let work = try ScoreCommandTests.trained()
        let lines = (0..<400).map { "The author praised Russia on day \($0) and mocked China.\n" }
        try work.write("in.txt", lines.joined())
        let options = ["-m", "m.stance", "--checkpoint", "0", "--chunk", "10"]
        let whole = try work.stance(["score", "in.txt", "-o", "whole.csv"] + options)
        #expect(whole.status == 0, "\(whole.errors)")
        // A pipe that stays open, so that the run waits for more when the signal comes.
        let pipe = Pipe()
        let errors = Pipe()
        let process = try start(
            work, ["score", "-", "-o", "out.csv"] + options,
            input: pipe.fileHandleForReading, errors: errors.fileHandleForWriting)
        try pipe.fileHandleForWriting.write(contentsOf: Data(lines[..<200].joined().utf8))
        for _ in 0..<500 {
            if let size = try? work.data("out.csv.partial").count, size > 20_000 { break }
            usleep(20_000)
        }
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
        try errors.fileHandleForWriting.close()
        let said = String(
            decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(
            said == "stance: error: stopped by a signal; 400 rows are kept: the same command with "
                + "--resume goes on\n")
        #expect(work.files.contains("out.csv.journal") && !work.files.contains("out.csv"))

        let refused = try work.stance(["score", "-", "-o", "out.csv"] + options)
        #expect(refused.status == 73)
        #expect(refused.errors.contains("--resume continues it, --restart discards it"))
        let other = try work.stance(
            ["score", "-", "-o", "out.csv", "--resume"] + options, input: "Another text.\n")
        #expect(other.status == 2)
        #expect(other.errors.contains("the input is not the one that the unfinished run read"))
        let changed = try work.stance(
            ["score", "-", "-o", "out.csv", "--resume", "--actor", "Russia"] + options)
        #expect(changed.status == 2)
        #expect(changed.errors.contains("the command line changed since"))
    }

    @Test("--resume after kill -9; changed inputs, models and options are refused")
    func resumed() throws {
        let work = try ScoreCommandTests.trained()
        let text = (0..<3_000).map { "The author praised Russia on day \($0).\n" }.joined()
        try work.write("in.txt", text)
        let options = ["in.txt", "--checkpoint", "0", "--chunk", "20", "-m"]
        let whole = try work.stance(["score", "-o", "whole.jsonl"] + options + ["m.stance"])
        #expect(whole.status == 0)
        func breakOff() throws {
            let process = try start(
                work, ["score", "-o", "out.jsonl", "--restart"] + options + ["m.stance"])
            for _ in 0..<4_000 {
                if let size = try? work.data("out.jsonl.journal").count, size > 2_000 { break }
                usleep(500)
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        try breakOff()
        #expect(work.files.contains("out.jsonl.partial") && !work.files.contains("out.jsonl"))
        let resumed = try work.stance(
            ["score", "-o", "out.jsonl", "--resume", "--threads", "1"] + options + ["m.stance"])
        #expect(resumed.status == 0, "\(resumed.errors)")
        // The counts are those of the whole run too.
        #expect(resumed.errors == whole.errors)
        let expected = try work.text("whole.jsonl")
        #expect(try work.text("out.jsonl") == expected)

        try FileManager.default.removeItem(atPath: work.path("out.jsonl"))
        try breakOff()
        let model = try work.stance(
            ["score", "-o", "out.jsonl", "--resume"] + options + ["b.stance"])
        #expect(model.status == 2)
        #expect(model.errors.contains("the model changed since"))
        try work.write("in.txt", text + "One more.\n")
        let input = try work.stance(
            ["score", "-o", "out.jsonl", "--resume"] + options + ["m.stance"])
        #expect(input.status == 2)
        #expect(input.errors.contains("the input in.txt changed since; --restart begins anew"))
    }

    /// A block of a zstd frame that holds bytes as they are, the first one with the frame's header: RFC 8878,
    /// sections 3.1.1.1 and 3.1.1.2.
    private static func zstdBlock(_ bytes: String, isFirst: Bool) -> Data {
        let header: [UInt8] = isFirst ? [0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3] : []
        let size = (0..<3).map { UInt8(truncatingIfNeeded: (bytes.utf8.count << 3) >> (8 * $0)) }
        return Data(header + size + Array(bytes.utf8))
    }

    @Test(
        "rows leave as they come, and Ctrl-C ends the wait", .timeLimit(.minutes(1)),
        arguments: [false, true])
    func live(isCompressed: Bool) throws {
        let work = try ScoreCommandTests.trained()
        let (input, output) = (Pipe(), Pipe())
        let process = try start(
            work, ["score", "-", "-m", "m.stance", "-q"], input: input.fileHandleForReading,
            output: output.fileHandleForWriting)
        // Together more than the window over the input holds: some block lies across its edge.
        let sentence = "The author praised Russia on that day. "
        for day in 0..<700 {
            let line = String(repeating: sentence, count: 25) + "\n"
            try input.fileHandleForWriting.write(
                contentsOf: isCompressed
                    ? Self.zstdBlock(line, isFirst: day == 0) : Data(line.utf8))
            let row = output.fileHandleForReading.availableData
            #expect(String(decoding: row, as: UTF8.self).contains("\"paragraph\":\(day + 1),"))
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 143)
    }

    @Test("options that make no sense together")
    func usage() throws {
        let work = try ScoreCommandTests.trained()
        try work.write("in.txt", "Russia.\n")
        try work.write("old.jsonl", "{}\n")
        for (options, message) in [
            (["--resume", "--restart"], "give one"), (["--resume"], "need a file to write"),
            (["--resume", "--report", "r.html", "-o", "s.csv"], "without --report"),
            (["--checkpoint=-1"], "expected 0 to 86400 seconds"),
            (["-o", "x.jsonl", "--rejects", "x.jsonl"], "is also the output"),
            (["-o", "old.jsonl", "--rejects", "old.jsonl"], "is also the output"),
            (["--rejects", "in.txt"], "the output is also an input"),
        ] {
            let run = try work.stance(["score", "in.txt", "-m", "m.stance"] + options)
            #expect(run.status == 2, "\(options): \(run.errors)")
            #expect(run.errors.contains(message), "\(options): \(run.errors)")
        }
        #expect(try work.text("in.txt") == "Russia.\n")
        #expect(try work.text("old.jsonl") == "{}\n")
    }
}
