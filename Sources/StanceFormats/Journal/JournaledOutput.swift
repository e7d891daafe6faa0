import StanceCore

/// An output that a crash cannot spoil: rows go to `NAME.partial`, how far they are to `NAME.journal`,
/// and the file appears under its name when it is whole.
///
/// Where the output is not made of its rows one by one, `NAME.partial` holds them in the layout of
/// `StoredRowLayout`, and `commit` makes the output of them.
///
/// A checkpoint is written after the rows that it counts are on the disk, so the last whole line of
/// the journal is true after `kill -9`, a full disk or a loss of power. A run that resumes cuts the
/// partial file back to it and goes on there.
public final class JournaledOutput: ByteSink {
    /// What to do with an unfinished run of the same output.
    public enum Start: Sendable, Hashable {
        /// Refuse: somebody may want to continue it.
        case fresh
        /// Continue it; where there is none, begin.
        case resume
        /// Discard it.
        case restart
    }

    /// How far the run is that is continued; nil at a beginning.
    public private(set) var resumed: RunProgress?
    /// Whether the unfinished run lacked nothing but its files' names, or what is made of its rows;
    /// `commit` does the rest.
    public private(set) var wasComplete = false

    private let journal: RunJournal
    private var output: PartialFile?
    private var rejectsFile: PartialFile?
    private let rejectsPath: String?
    /// What the rejected rows are, of a run of which nothing is missing but what is made of its rows.
    private var stateOfRejects: JournalRecord.FileState?
    /// Whether the journal says that no row is missing.
    private var isComplete = false

    /// Whether a journal can lie beside the output: true for regular files.
    public static func isPossible(_ path: String) -> Bool {
        guard path != ByteSource.standardInput, !path.isEmpty, !path.utf8.contains(0) else {
            return false
        }
        return SystemFile.isRegular(path) ?? true
    }

    /// Begins or continues a run.
    ///
    /// - Parameters:
    ///   - path: the output, a regular file or a new one.
    ///   - rejects: where rejected rows go, likewise; nil where they go elsewhere.
    ///   - identity: what the output depends on.
    ///   - storesRows: whether the output is made of stored rows at the end.
    ///   - start: what to do with an unfinished run.
    /// - Throws: `StanceError`: `cannotCreate` when an unfinished run is in the way or the files cannot
    ///   be made; `usage` when the run to be continued is another one; `badData` when its files are
    ///   not what its journal says; `inputOutput`.
    public init(
        path: String, rejects: String?, identity: RunIdentity, storesRows: Bool = false,
        start: Start
    ) throws {
        rejectsPath = rejects
        journal = try RunJournal(path: PartialFile.journalPath(of: path))
        let records = try journal.records()
        guard let run = records.first?.run, start != .restart else {
            try journal.empty()
            try begin(path, identity)
            return
        }
        guard start == .resume else {
            throw StanceError(
                .cannotCreate,
                "an unfinished run is there (\(journal.path)): --resume continues it, --restart "
                    + "discards it",
                at: SourceLocation(file: path))
        }
        if let part = identity.firstDifference(from: run) {
            throw StanceError(
                .usage,
                "cannot be resumed: \(part) changed since; --restart begins anew",
                at: SourceLocation(file: path))
        }
        guard let last = records.last, let progress = last.progress, let state = last.output else {
            try journal.empty()
            try begin(path, identity)
            return
        }
        resumed = progress
        if last.isComplete ?? false {
            wasComplete = true
            if storesRows, last.isMade == nil {
                output = try PartialFile(path: path, at: state)
                (isComplete, stateOfRejects) = (true, last.rejects)
                return
            }
            if let rejects, let state = last.rejects { try PartialFile.complete(rejects, state) }
            if storesRows {
                PartialFile.remove(path)
            } else {
                try PartialFile.complete(path, state)
            }
            journal.remove()
            return
        }
        output = try PartialFile(path: path, at: state)
        if let rejects { rejectsFile = try PartialFile(path: rejects, at: last.rejects) }
    }

    private func begin(_ path: String, _ identity: RunIdentity) throws {
        // Before the first line a crash leaves an empty journal, which stands for no run.
        output = try PartialFile(path: path, at: nil)
        if let rejectsPath { rejectsFile = try PartialFile(path: rejectsPath, at: nil) }
        try journal.append(JournalRecord(run: identity))
        try SystemFile.syncFolder(of: journal.path)
    }

    /// Appends rows.
    ///
    /// - Throws: as `ByteSink.write`.
    public func write(_ bytes: [UInt8]) throws { try output?.write(bytes) }

    /// Appends rejected rows.
    ///
    /// - Throws: as `ByteSink.write`.
    public func writeRejects(_ bytes: [UInt8]) throws { try rejectsFile?.write(bytes) }

    /// Brings all that was written to the disk and notes how far the run is.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`; the checkpoint before is then still good.
    public func checkpoint(_ progress: RunProgress) throws {
        try note(progress, isComplete: false)
    }

    /// Gives the files their names; the run is over.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`; the run can then be resumed.
    public func commit(_ progress: RunProgress) throws {
        try note(progress, isComplete: true)
        try rejectsFile?.commit()
        try output?.commit()
        journal.remove()
    }

    /// Makes the output of the stored rows and gives the files their names; the run is over.
    ///
    /// - Throws: what `make` throws, and `StanceError`: `inputOutput`, `cannotCreate`, and `badData` where
    ///   the rows are not those that were written; the run can then be resumed.
    public func commit(
        _ progress: RunProgress, make: (StoredRowReader, OutputFile) throws -> Void
    ) throws {
        guard let output else { return }
        if !isComplete { try note(progress, isComplete: true) }
        let file = try output.successor()
        let rows = try StoredRowReader(output.reader())
        try make(rows, file)
        try rows.expectEnd(after: progress.scored + progress.abstained)
        try rejectsFile?.commit()
        if let rejectsPath, let stateOfRejects {
            try PartialFile.complete(rejectsPath, stateOfRejects)
        }
        try file.commit()
        try journal.append(record(progress, isComplete: true, isMade: true))
        output.discard()
        journal.remove()
    }

    /// Gives the rejected rows their name and removes the rest: there is no row to write.
    ///
    /// - Throws: as `commit`.
    public func commitRejectsAlone() throws {
        try rejectsFile?.sync()
        try rejectsFile?.commit()
        output?.discard()
        journal.remove()
    }

    /// Removes what was written, unless no row is missing: that can always be resumed.
    public func discard() {
        guard !isComplete else { return }
        output?.discard()
        rejectsFile?.discard()
        journal.remove()
    }

    private func note(_ progress: RunProgress, isComplete: Bool) throws {
        guard let output else { return }
        try output.sync()
        try rejectsFile?.sync()
        try journal.append(record(progress, isComplete: isComplete, isMade: false))
        self.isComplete = isComplete
    }

    private func record(
        _ progress: RunProgress, isComplete: Bool, isMade: Bool
    ) throws -> JournalRecord {
        guard let output else {
            throw StanceError(.internalFailure, "a run without rows has no checkpoint")
        }
        return JournalRecord(
            progress, output: output.state, rejects: rejectsFile?.state ?? stateOfRejects,
            isComplete: isComplete, isMade: isMade)
    }
}
