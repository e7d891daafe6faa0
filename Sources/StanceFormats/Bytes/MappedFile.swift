import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file mapped into memory, read-only.
///
/// Unsafe, fenced by these invariants: the mapping covers exactly `bytes`, is never written and
/// is unmapped only in `deinit`, so `bytes` is valid as long as the object is referenced and no
/// longer. The file itself must not be cut short meanwhile; StanceKit replaces files by renaming,
/// which leaves a mapping of the old one whole.
///
/// `@unchecked Sendable`: nothing changes after `init`, over memory that nobody writes, and whoever reads
/// it holds the object.
public final class MappedFile: @unchecked Sendable {
    /// The path as given.
    public let path: String
    /// The whole file, from a page boundary on; valid while this object lives.
    public let bytes: UnsafeRawBufferPointer

    /// Maps the file at `path`.
    ///
    /// - Throws: `StanceError`: `noInput` when there is no such file, when it is a folder or
    ///   another thing that cannot be mapped; `inputOutput` when mapping fails.
    public init(path: String) throws {
        self.path = path
        let file = try ReadableFile(path: path == ByteSource.standardInput ? "./-" : path)
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StanceError(
                .noInput, "is not a regular file; expected a model file",
                at: SourceLocation(file: path))
        }
        let count = Int(status.st_size)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
            address != MAP_FAILED
        else { throw StanceError.readingFailed(path, errno) }
        bytes = UnsafeRawBufferPointer(start: address, count: count)
    }

    deinit {
        if let address = bytes.baseAddress {
            munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
        }
    }
}
