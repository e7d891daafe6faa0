import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An output under way, `NAME.partial`: it gets its name when it is whole, or another file is made of it.
final class PartialFile: ByteSink {
    /// The name that the user gave.
    let path: String
    private let final: String
    private let partial: String
    private var descriptor: Int32
    private let hash: RunningHash

    /// Opens the file: empty, or as it was at `state`, with what came after it cut off.
    ///
    /// - Throws: `StanceError`: `cannotCreate`; `badData` when it does not hold what it held then.
    init(path: String, at state: JournalRecord.FileState?) throws {
        self.path = path
        (final, partial) = PartialFile.names(of: path)
        guard let hash = RunningHash() else { throw StanceError(.inputOutput, "no memory") }
        self.hash = hash
        descriptor = SystemFile.open(
            partial, O_RDWR | O_CREAT | O_NOFOLLOW | (state == nil ? O_TRUNC : 0))
        guard descriptor >= 0 else { throw StanceError.cannotCreate(partial, systemReason(errno)) }
        if let state { try goBack(to: state) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The file behind links and its name while it is under way.
    private static func names(of path: String) -> (final: String, partial: String) {
        let final = SystemFile.resolved(path)
        return (final, final + ".partial")
    }

    /// Where the journal of an output lies.
    static func journalPath(of path: String) -> String { names(of: path).final + ".journal" }

    private func goBack(to state: JournalRecord.FileState) throws {
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while hash.count < state.bytes {
            let wanted = min(buffer.count, state.bytes - hash.count)
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, wanted) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StanceError.readingFailed(partial, errno) }
            guard count > 0 else { break }
            buffer.withUnsafeBytes { hash.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        guard self.state == state else {
            throw StanceError(
                .badData, "does not hold what the journal says was written; --restart begins anew",
                at: SourceLocation(file: partial))
        }
        while ftruncate(descriptor, off_t(state.bytes)) != 0 {
            guard errno == EINTR else { throw StanceError.writingFailed(partial, errno) }
        }
    }

    /// What the file holds.
    var state: JournalRecord.FileState { .init(bytes: hash.count, hash: hash.value) }

    /// Appends bytes.
    ///
    /// - Throws: as `SystemFile.write`.
    func write(_ bytes: [UInt8]) throws {
        try SystemFile.write(bytes, to: descriptor, path: path)
        bytes.withUnsafeBytes { hash.add($0) }
    }

    /// Brings the bytes to the disk.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`.
    func sync() throws { try SystemFile.sync(descriptor, path: path) }

    /// Gives the file its name.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`.
    func commit() throws { try SystemFile.rename(partial, to: final, path: path) }

    /// Removes what was written, and what was about to be made of it.
    func discard() { PartialFile.remove(path) }

    /// Removes what a run has left beside an output.
    static func remove(_ path: String) {
        unlink(names(of: path).partial)
        unlink(making(of: path))
    }

    /// Reads what was written, from its beginning.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`.
    func reader() throws -> ByteSource {
        do {
            return try ByteSource(path: partial)
        } catch let error as StanceError where error.kind == .noInput {
            // It is no input of the user's that is missing.
            throw StanceError(.inputOutput, error.message, at: error.location)
        }
    }

    /// A file to be made of this one, which takes the name that this one would get.
    ///
    /// While it grows it is `NAME.making`, always: what a crash leaves of it the next run takes.
    ///
    /// - Throws: `StanceError.Kind.cannotCreate`.
    func successor() throws -> OutputFile {
        try OutputFile(path: path, replacing: final, temporary: PartialFile.making(of: path))
    }

    private static func making(of path: String) -> String { names(of: path).final + ".making" }

    /// Gives a whole file its name, if a crash came between.
    ///
    /// - Throws: `StanceError`, as `init`, when neither name holds what the journal says.
    static func complete(_ path: String, _ state: JournalRecord.FileState) throws {
        let (final, partial) = names(of: path)
        if SystemFile.isRegular(partial) == true {
            let file = try PartialFile(path: path, at: state)
            try file.sync()
            try file.commit()
            return
        }
        let hash = try RunningHash.of(file: final)
        guard JournalRecord.FileState(bytes: hash.count, hash: hash.value) == state else {
            throw StanceError(
                .badData, "is not what the journal says was written; --restart begins anew",
                at: SourceLocation(file: path))
        }
    }
}
