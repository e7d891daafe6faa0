import StanceKit

/// Where scored and rejected rows go: files that a crash cannot spoil, or streams.
final class ScoreOutput {
    /// For rows that go to a regular file.
    private let journaled: JournaledOutput?
    /// For everything else.
    let direct: OutputFile?
    private let rejects: OutputFile?
    /// Gives what takes the rows at the end, where the output is not made of them one by one.
    private let makeSink: ((OutputFile) throws -> any ScoreSink)?
    private var encoder: RejectedRowEncoder?

    /// How far an unfinished run was that is continued.
    var resumed: RunProgress? { journaled?.resumed }
    /// Whether every row of the unfinished run is there.
    var wasComplete: Bool { journaled?.wasComplete ?? false }
    var isJournaled: Bool { journaled != nil }

    /// Opens the outputs; `identity` is nil where no run of this kind can be resumed, `makeSink` where rows
    /// are written as they come.
    init(
        path: String, rejects rejectsPath: String?, identity: RunIdentity?,
        start: JournaledOutput.Start, makeSink: ((OutputFile) throws -> any ScoreSink)?
    ) throws {
        self.makeSink = makeSink
        encoder = rejectsPath.map { RejectedRowEncoder(format: RowFormat(path: $0) ?? .jsonLines) }
        var rejectsBesides = rejectsPath
        if let identity, JournaledOutput.isPossible(path) {
            if rejectsPath.map(JournaledOutput.isPossible) ?? false { rejectsBesides = nil }
            let output = try JournaledOutput(
                path: path, rejects: rejectsBesides == nil ? rejectsPath : nil, identity: identity,
                storesRows: makeSink != nil, start: start)
            (journaled, direct) = (output, nil)
        } else {
            guard start == .fresh else {
                throw StanceError(
                    .usage,
                    "--resume and --restart need a file to write: --output FILE, without --report")
            }
            (journaled, direct) = (nil, try OutputFile(path: path))
        }
        rejects = try rejectsBesides.map { try OutputFile(path: $0) }
        if resumed == nil, !wasComplete, let header = encoder?.header, !header.isEmpty {
            try writeRejects(header)
        }
    }

    func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        try journaled?.write(bytes)
        try direct?.write(bytes)
    }

    func write(_ rows: [RejectedRow]) throws {
        guard var encoder, !rows.isEmpty else { return }
        var bytes: [UInt8] = []
        for row in rows { encoder.append(row, to: &bytes) }
        try writeRejects(bytes)
    }

    private func writeRejects(_ bytes: [UInt8]) throws {
        if let rejects {
            try rejects.write(bytes)
        } else {
            try journaled?.writeRejects(bytes)
        }
    }

    func checkpoint(_ progress: RunProgress) throws { try journaled?.checkpoint(progress) }

    /// How to go on after a run that breaks off; nil where nothing is left of it.
    func hint(_ progress: RunProgress) -> String? {
        let rows = Counted.text(progress.scored + progress.abstained, "row")
        return isJournaled ? "\(rows) are kept: the same command with --resume goes on" : nil
    }

    /// Makes of the rows what is made of them at the end, and gives the files their names.
    func commit(_ progress: RunProgress) throws {
        try rejects?.commit()
        if let makeSink {
            try journaled?.commit(progress) { rows, file in
                let sink = try makeSink(file)
                while let row = try rows.next() {
                    if let signal = Interruption.signal {
                        throw RunInterrupted(signal: signal, hint: hint(progress))
                    }
                    try sink.write(row)
                }
                try sink.finish()
            }
        } else if !wasComplete {
            try journaled?.commit(progress)
        }
        try direct?.commit()
    }

    /// Leaves nothing behind but the rejected rows: nothing was scored.
    func commitRejectsAlone() throws {
        try rejects?.commit()
        try journaled?.commitRejectsAlone()
    }

    /// Removes what an unfinished run would leave, unless it can always be resumed.
    func discard() { journaled?.discard() }
}
