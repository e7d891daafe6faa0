import Foundation
import StanceCore
import StanceFormats
import Testing

@Suite struct JournaledOutputTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/out" }
    private var rejects: String { folder.path + "/bad" }

    init() throws { folder = try TemporaryFolder() }

    private static func identity(_ value: String = "1") -> RunIdentity {
        var identity = RunIdentity()
        identity.add("the model", value)
        identity.add("the input a.txt", "7 bytes")
        return identity
    }

    private func open(
        _ start: JournaledOutput.Start, _ identity: RunIdentity = identity()
    ) throws -> JournaledOutput {
        try JournaledOutput(path: path, rejects: rejects, identity: identity, start: start)
    }

    /// Chunk n of a run: a line of output, and for every other one a rejected row.
    private func write(_ number: Int, to output: JournaledOutput) throws -> RunProgress {
        try output.write(Array("row \(number) of the output\n".utf8))
        if number % 2 == 1 { try output.writeRejects(Array("bad \(number)\n".utf8)) }
        var progress = RunProgress()
        progress.units = number + 1
        progress.digest = UInt64.max - UInt64(number)
        progress.scored = number + 1
        return progress
    }

    /// Goes on from where the output stands to the sixth chunk.
    private func finish(_ output: JournaledOutput) throws {
        var progress = output.resumed ?? RunProgress()
        for number in progress.units..<6 { progress = try write(number, to: output) }
        try output.commit(progress)
    }

    private func expectWhole(_ what: String = "") throws {
        let rows = (0..<6).map { "row \($0) of the output\n" }.joined()
        #expect(try contents(of: path) == Array(rows.utf8), "\(what)")
        #expect(try contents(of: rejects) == Array("bad 1\nbad 3\nbad 5\n".utf8), "\(what)")
        #expect(try folder.names() == ["bad", "out"], "\(what)")
    }

    /// Leaves an unfinished run of four chunks, of which three are noted.
    private func breakOff() throws {
        let output = try open(.restart)
        for number in 0..<3 { try output.checkpoint(try write(number, to: output)) }
        _ = try write(3, to: output)
    }

    @Test func appearsWhenWhole() throws {
        let output = try open(.fresh)
        _ = try write(0, to: output)
        #expect(try folder.names() == ["bad.partial", "out.journal", "out.partial"])
        try finish(output)
        #expect(try folder.names() == ["bad", "out"])
    }

    @Test func anUndisturbedRun() throws {
        try finish(try open(.fresh))
        try expectWhole()
    }

    @Test func resumesAtTheLastCheckpoint() throws {
        try breakOff()
        do {
            let output = try open(.resume)
            #expect(output.resumed?.units == 3)
            #expect(output.resumed?.digest == UInt64.max - 2)
            try finish(output)
        }
        try expectWhole()
    }

    /// Law: whatever a crash leaves of the journal's tail and of the bytes behind the last checkpoint,
    /// the resumed run ends with the same files.
    @Test func everyTruncationOfTheJournal() throws {
        try breakOff()
        let journal = try contents(of: path + ".journal")
        for length in 0...journal.count {
            try breakOff()
            try Data(journal.prefix(length)).write(to: URL(fileURLWithPath: path + ".journal"))
            try finish(try open(.resume))
            try expectWhole("journal of \(length) bytes")
        }
    }

    @Test func garbageBehindTheJournalAndTheRows() throws {
        for tail in ["\0\0\0\0\0\0", "0 {}\n", "row", "\n\n"] {
            try breakOff()
            for name in ["out.journal", "out.partial", "bad.partial"] {
                let file = folder.path + "/" + name
                try Data(try contents(of: file) + Array(tail.utf8)).write(
                    to: URL(fileURLWithPath: file))
            }
            try finish(try open(.resume))
            try expectWhole(tail)
        }
    }

    @Test func rowsThatAreNotWhatTheJournalSays() throws {
        for (name, altered) in [
            ("out.partial", { $0.dropLast(40) }),
            ("out.partial", { [$0[0] ^ 1] + $0.dropFirst() }),
            ("bad.partial", { _ in [] }),
        ] as [(String, ([UInt8]) -> [UInt8])] {
            try breakOff()
            let file = folder.path + "/" + name
            try Data(altered(try contents(of: file))).write(to: URL(fileURLWithPath: file))
            let error = #expect(throws: StanceError.self) { try open(.resume) }
            #expect(error?.kind == .badData)
            #expect(error?.message.contains("--restart begins anew") == true)
        }
    }

    @Test func aRunInTheWay() throws {
        try breakOff()
        let error = #expect(throws: StanceError.self) { try open(.fresh) }
        #expect(error?.kind == .cannotCreate)
        #expect(error?.message.contains("--resume continues it, --restart discards it") == true)
        try finish(try open(.restart))
        try expectWhole()
    }

    @Test func anotherRun() throws {
        try breakOff()
        let error = #expect(throws: StanceError.self) { try open(.resume, Self.identity("2")) }
        #expect(error?.kind == .usage)
        #expect(
            error?.message == "cannot be resumed: the model changed since; --restart begins anew")
        var longer = Self.identity()
        longer.add("the input b.txt", "1 bytes")
        let second = #expect(throws: StanceError.self) { try open(.resume, longer) }
        #expect(second?.message.contains("the input b.txt changed") == true)
    }

    @Test func oneProcessAtATime() throws {
        let output = try open(.fresh)
        let error = #expect(throws: StanceError.self) { try open(.resume) }
        #expect(error?.message.contains("another run is writing this output") == true)
        try finish(output)
        try expectWhole()
    }

    @Test func discardedAndLinked() throws {
        try breakOff()
        try open(.resume).discard()
        #expect(try folder.names() == [])
        // A link to an output stays one; what it leads to is written.
        let real = folder.path + "/real"
        try Data([1]).write(to: URL(fileURLWithPath: real))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real)
        try finish(try open(.fresh))
        #expect(try contents(of: real).count == 6 * 20)
        #expect(try folder.names() == ["bad", "out", "real"])
    }

    @Test func whatCannotHaveAJournal() {
        for path in ["-", "", "/dev/null", folder.path, "a\0b"] {
            #expect(!JournaledOutput.isPossible(path), "\(path)")
        }
        #expect(JournaledOutput.isPossible(path))
    }
}
