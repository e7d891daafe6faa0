import Foundation
import StanceCore
import StanceFormats
import Testing

/// Outputs that are made of all rows at the end.
@Suite struct StoredRowsTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/out" }

    init() throws { folder = try TemporaryFolder() }

    private static let rows: [ScoredRow] = {
        let third = 1.0 / 3
        var full = ScoredRow(
            document: "a\u{0}\n\"é😀", paragraph: 1, actor: "",
            outcome: .scored(
                StanceProbabilities(
                    critical: 0.1 + 0.2, neutral: third, supportive: .leastNonzeroMagnitude)),
            mentions: 7)
        full.set = [.critical, .supportive]
        full.group = "paper"
        full.slice = "2026-11"
        var sliced = ScoredRow(
            document: "", paragraph: Int.max, actor: nil,
            outcome: .abstained(reason: "no actor mentioned"), mentions: 0)
        sliced.slice = ""
        var empty = ScoredRow(
            document: String(repeating: "x", count: 300_000), paragraph: 0, actor: "B",
            outcome: .abstained(reason: ""), mentions: 0)
        empty.set = []
        return [full, sliced, empty, full]
    }()

    private func open(_ start: JournaledOutput.Start) throws -> JournaledOutput {
        var identity = RunIdentity()
        identity.add("the model", "1")
        return try JournaledOutput(
            path: path, rejects: folder.path + "/bad", identity: identity, storesRows: true,
            start: start)
    }

    private func write(_ rows: [ScoredRow], to output: JournaledOutput) throws -> RunProgress {
        let layout = StoredRowLayout()
        var bytes = layout.header
        for row in rows { layout.append(row, to: &bytes) }
        try output.write(bytes)
        try output.writeRejects([0x21])
        var progress = RunProgress()
        progress.abstained = rows.count
        return progress
    }

    /// Makes an output of one line a row, and keeps the rows.
    private func commit(_ output: JournaledOutput, _ progress: RunProgress) throws -> [ScoredRow] {
        var read: [ScoredRow] = []
        try output.commit(progress) { rows, file in
            while let row = try rows.next() {
                read.append(row)
                try file.write(Array("row\n".utf8))
            }
        }
        return read
    }

    private func expectWhole() throws {
        #expect(try folder.names() == ["bad", "out"])
        #expect(try contents(of: path) == Array("row\nrow\nrow\nrow\n".utf8))
        #expect(try contents(of: folder.path + "/bad") == [0x21])
    }

    @Test func rowsComeBackAsTheyWere() throws {
        let output = try open(.fresh)
        let progress = try write(Self.rows, to: output)
        #expect(try commit(output, progress) == Self.rows)
        try expectWhole()
    }

    @Test func noRows() throws {
        let output = try open(.fresh)
        #expect(try commit(output, write([], to: output)) == [])
        #expect(try contents(of: path) == [])
    }

    /// Whatever becomes of the file while the run goes on, no row is lost in silence.
    @Test func everyTruncationIsRefused() throws {
        let rows = [Self.rows[0], Self.rows[1]]
        let partial = folder.path + "/out.partial"
        _ = try write(rows, to: try open(.restart))
        let whole = try contents(of: partial)
        for length in whole.indices {
            let output = try open(.restart)
            let progress = try write(rows, to: output)
            try Data(whole[..<length]).write(to: URL(fileURLWithPath: partial))
            let error = #expect(throws: StanceError.self) { try commit(output, progress) }
            #expect(error?.kind == .badData, "\(length)")
            #expect(error?.message.contains("--restart begins anew") == true)
            #expect(try !folder.names().contains("out"))
        }
    }

    @Test func aRunThatBreaksOffWhileTheOutputIsMade() throws {
        struct Full: Error {}
        do {
            let output = try open(.fresh)
            let progress = try write(Self.rows, to: output)
            #expect(throws: Full.self) {
                try output.commit(progress) { _, file in
                    try file.write([1])
                    throw Full()
                }
            }
        }
        #expect(try folder.names() == ["bad.partial", "out.journal", "out.partial"])
        // What kill -9 would have left besides.
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path + ".making"))
        let output = try open(.resume)
        let progress = try #require(output.resumed)
        #expect(output.wasComplete && progress.abstained == 4)
        #expect(try commit(output, progress) == Self.rows)
        try expectWhole()
    }

    /// Finishes a run, and keeps its journal, as it grows, and the rows that it had.
    private func finishKeeping() throws {
        let output = try open(.fresh)
        let progress = try write(Self.rows, to: output)
        try output.commit(progress) { rows, file in
            while try rows.next() != nil { try file.write(Array("row\n".utf8)) }
            try FileManager.default.copyItem(
                atPath: path + ".journal", toPath: folder.path + "/early")
            try FileManager.default.linkItem(
                atPath: path + ".journal", toPath: folder.path + "/late")
            try FileManager.default.copyItem(
                atPath: path + ".partial", toPath: folder.path + "/rows")
        }
    }

    private func bringBack(_ name: String, as suffix: String) throws {
        try FileManager.default.copyItem(
            atPath: folder.path + "/" + name, toPath: path + suffix)
    }

    @Test(arguments: [true, false])
    func aRunThatBreaksOffAfterTheOutputHasItsName(isNoted: Bool) throws {
        try finishKeeping()
        try bringBack(isNoted ? "late" : "early", as: ".journal")
        try bringBack("rows", as: ".partial")
        let output = try open(.resume)
        let progress = try #require(output.resumed)
        #expect(output.wasComplete)
        #expect(try commit(output, progress).count == (isNoted ? 0 : 4))
        #expect(try contents(of: path) == Array("row\nrow\nrow\nrow\n".utf8))
        #expect(try folder.names() == ["bad", "early", "late", "out", "rows"])
    }

    @Test func rowsThatSomebodyRemoved() throws {
        try finishKeeping()
        try bringBack("early", as: ".journal")
        let error = #expect(throws: StanceError.self) { try open(.resume) }
        #expect(error?.kind == .badData)
        #expect(error?.message.contains("--restart begins anew") == true)
    }

    /// A run of which no row is missing is never thrown away, whatever goes wrong at its end.
    @Test func wholeRowsAreKept() throws {
        struct Full: Error {}
        let output = try open(.fresh)
        let progress = try write(Self.rows, to: output)
        #expect(throws: Full.self) { try output.commit(progress) { _, _ in throw Full() } }
        output.discard()
        #expect(try folder.names() == ["bad.partial", "out.journal", "out.partial"])
    }
}
