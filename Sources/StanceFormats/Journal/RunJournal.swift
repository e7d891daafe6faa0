import CXXHash
import StanceCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One line of a journal.
struct JournalRecord: Codable, Sendable, Hashable {
    /// How long a file was, and the XXH3-64 of its bytes.
    struct FileState: Codable, Sendable, Hashable {
        var bytes: Int
        var hash: UInt64
    }

    /// What a run is; the first line alone.
    var run: RunIdentity?
    /// How far it is.
    var progress: RunProgress?
    /// The output and the rejected rows at that point, all of it on the disk.
    var output: FileState?
    var rejects: FileState?
    /// Whether no row is missing: the files are to get their names, or the output is to be made of its rows.
    var isComplete: Bool?
    /// Whether the output was made of its rows and has its name.
    var isMade: Bool?

    /// The line: XXH3-64 of the JSON in hexadecimal, a space, the JSON.
    func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            throw StanceError(.internalFailure, "a line of the journal cannot be written as JSON")
        }
        let json = Array(data)
        return Array("\(JournalRecord.hash(json[...])) ".utf8) + json + [0x0a]
    }

    /// Reads a line without its end; nil where it is not whole.
    init?(line: ArraySlice<UInt8>) {
        guard let space = line.firstIndex(of: 0x20) else { return nil }
        let json = line[(space + 1)...]
        guard line[..<space].elementsEqual(JournalRecord.hash(json).utf8),
            let record = try? JSONDecoder().decode(JournalRecord.self, from: Data(json))
        else { return nil }
        self = record
    }

    init(run: RunIdentity) { self.run = run }

    init(
        _ progress: RunProgress, output: FileState, rejects: FileState?, isComplete: Bool,
        isMade: Bool
    ) {
        self.progress = progress
        self.output = output
        self.rejects = rejects
        self.isComplete = isComplete ? true : nil
        self.isMade = isMade ? true : nil
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> String {
        let value = bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
        return String(value, radix: 16)
    }
}

/// A file of lines that only grows, each of them on the disk before the run goes on.
///
/// Whatever a crash leaves behind the last whole line is cut off when the file is opened again. One
/// process at a time holds it.
final class RunJournal {
    let path: String
    private let descriptor: Int32

    /// Opens the journal, or makes an empty one, and locks it.
    ///
    /// - Throws: `StanceError.Kind.cannotCreate` when it cannot be made or another run holds it.
    init(path: String) throws {
        self.path = path
        // Waits a little: a run that was killed a moment ago, or a child of this process that is only about
        // to become another program, may hold the journal still.
        for _ in 0..<20 {
            let descriptor = SystemFile.open(path, O_RDWR | O_CREAT | O_APPEND)
            guard descriptor >= 0 else { throw StanceError.cannotCreate(path, systemReason(errno)) }
            // A run that ended meanwhile has removed the file that is open here.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, SystemFile.isNamed(descriptor, path) {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
            usleep(10_000)
        }
        throw StanceError.cannotCreate(path, "another run is writing this output")
    }

    deinit { close(descriptor) }

    /// The lines of the run, none where there is no whole first one; the rest is cut off.
    ///
    /// - Throws: `StanceError`, as `ByteSource` and when the file cannot be cut.
    func records() throws -> [JournalRecord] {
        let bytes = try ByteSource(path: path).readAll(limit: ByteWindow.recordLimit)
        var records: [JournalRecord] = []
        var whole = 0
        while let end = bytes[whole...].firstIndex(of: 0x0a),
            let record = JournalRecord(line: bytes[whole..<end])
        {
            guard (record.run != nil) == records.isEmpty else { break }
            records.append(record)
            whole = end + 1
        }
        try cut(to: whole)
        return records
    }

    /// Appends a line and brings it to the disk.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`.
    func append(_ record: JournalRecord) throws {
        try SystemFile.write(record.line(), to: descriptor, path: path)
        try SystemFile.sync(descriptor, path: path)
    }

    /// Forgets every line.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`.
    func empty() throws { try cut(to: 0) }

    private func cut(to length: Int) throws {
        while ftruncate(descriptor, off_t(length)) != 0 {
            guard errno == EINTR else { throw StanceError.writingFailed(path, errno) }
        }
    }

    /// Removes the file; the run is over.
    func remove() { unlink(path) }
}
