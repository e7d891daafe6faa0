import Foundation
import Testing

/// A part of `make faults`: system calls that fail, and processes that die in the midst of them.
@Suite("Faults")
struct FaultTests {
    @Test(
        "some calls, and kills at random moments", .timeLimit(.minutes(8)),
        arguments: [
            ["--outputs", "out.jsonl", "--every", "9", "--kills", "20"],
            ["--outputs", "summary.csv", "out.db", "--every", "31", "--kills", "8"],
        ])
    func someCalls(_ options: [String]) throws {
        // The tests run under a sanitizer too, whose library does not go with a preloaded one.
        guard !Workdir.command.path.contains("-asan"), !Workdir.command.path.contains("-tsan")
        else {
            print("Faults: skipped under a sanitizer")
            return
        }
        guard Self.isThere("python3"), Self.isThere("cc") else {
            print("Faults: skipped, there is no python3 or no cc")
            return
        }
        let work = try Workdir()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3", Workdir.root.appendingPathComponent("scripts/faults/faults.py").path,
                Workdir.command.path, work.path("faults"),
            ] + options
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        // Three lines for each output.
        let lines = said.components(separatedBy: ", 0 failed").count - 1
        #expect(lines == (options.contains("out.db") ? 6 : 3), "\(said)")
    }

    private static func isThere(_ program: String) -> Bool {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return folders.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }
}
