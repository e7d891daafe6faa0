import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears under its name whole or not at all.
///
/// The bytes go to a temporary file in the same folder; `commit()` brings them to the disk and
/// renames it, and without a commit it is removed. Standard output ("-") and special files such as
/// `/dev/null` or a pipe are written directly.
public final class OutputFile: ByteSink {
    /// The path as given; "-" for standard output.
    public let path: String

    private var descriptor: Int32
    /// The temporary file and the name it shall get; nil for direct output and after a commit.
    private var pending: (temporary: String, final: String)?

    /// The file in which the output grows, for a library that writes it itself; nil for direct output
    /// and after the commit.
    var temporaryPath: String? { pending?.temporary }

    /// Opens the temporary file, or what is written directly.
    ///
    /// - Throws: `StanceError.Kind.cannotCreate` when the path is a folder, when its folder does
    ///   not exist and when it may not be written.
    public init(path: String) throws {
        self.path = path
        guard path != ByteSource.standardInput else {
            descriptor = STDOUT_FILENO
            return
        }
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw StanceError.cannotCreate(path, "this is no file name")
        }
        var status = stat()
        let exists = stat(path, &status) == 0
        switch exists ? status.st_mode & S_IFMT : S_IFREG {
        case S_IFDIR:
            throw StanceError.cannotCreate(path, "it is a folder")
        case S_IFREG:
            let final = exists ? SystemFile.resolved(path) : path
            let temporary = Self.temporaryName(beside: final)
            descriptor = SystemFile.open(temporary, O_WRONLY | O_CREAT | O_EXCL)
            guard descriptor >= 0 else { throw StanceError.cannotCreate(path, systemReason(errno)) }
            pending = (temporary, final)
        default:
            descriptor = SystemFile.open(path, O_WRONLY)
            guard descriptor >= 0 else { throw StanceError.cannotCreate(path, systemReason(errno)) }
        }
    }

    /// Writes `temporary`, whatever it holds, and renames it to `final`; for those who are alone there.
    ///
    /// - Throws: `StanceError.Kind.cannotCreate`.
    init(path: String, replacing final: String, temporary: String) throws {
        self.path = path
        descriptor = SystemFile.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw StanceError.cannotCreate(path, systemReason(errno)) }
        pending = (temporary, final)
    }

    /// Refuses an output that is also an input, under whatever name: the rename would destroy it.
    ///
    /// - Throws: `StanceError.Kind.usage` naming the input.
    public static func check(_ output: String, isNoneOf inputs: [String]) throws(StanceError) {
        guard let written = identity(output) else { return }
        for input in inputs where identity(input).map({ $0 == written }) ?? false {
            throw StanceError(
                .usage, "the output is also an input (\(input)); expected another name",
                at: SourceLocation(file: output))
        }
    }

    /// The device and number of a regular file; nil for anything else.
    private static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        guard path != ByteSource.standardInput, !path.utf8.contains(0), stat(path, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    deinit {
        if let pending { unlink(pending.temporary) }
        if descriptor != STDOUT_FILENO, descriptor >= 0 { close(descriptor) }
    }

    /// Writes all of `bytes`.
    ///
    /// - Throws: `BrokenPipe` when nobody reads any more, `StanceError.Kind.inputOutput` for
    ///   every other failure, for example a full disk.
    public func write(_ bytes: [UInt8]) throws {
        precondition(descriptor >= 0, "nothing is written after the commit")
        try SystemFile.write(bytes, to: descriptor, path: path)
    }

    /// Brings the bytes to the disk and gives the file its name; nothing for direct output.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` when the disk fails; the old file is then still
    ///   there.
    public func commit() throws {
        guard let pending else { return }
        try SystemFile.sync(descriptor, path: path)
        try SystemFile.rename(pending.temporary, to: pending.final, path: path)
        self.pending = nil
        close(descriptor)
        descriptor = -1
    }

    private static func temporaryName(beside path: String) -> String {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
        // Without the final name in it, which may already be as long as names can be.
        return "\(folder).stance-\(getpid())-\(suffix).tmp"
    }
}
