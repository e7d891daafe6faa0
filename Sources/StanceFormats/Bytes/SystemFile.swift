import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The calls of the system that change files, each tried again when a signal interrupts it.
///
/// Unsafe: addresses are handed to the system for the length of a call and no byte past the buffer's
/// count.
enum SystemFile {
    /// Opens a file; a descriptor, or -1 with `errno` set.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o644) -> Int32 {
        var descriptor: Int32
        repeat {
            #if canImport(Glibc)
            descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
            #else
            descriptor = Darwin.open(path, flags | O_CLOEXEC, mode)
            #endif
        } while descriptor < 0 && errno == EINTR
        return descriptor
    }

    /// Writes all of `bytes`, in as many parts as the system takes them.
    ///
    /// - Throws: `BrokenPipe` when nobody reads any more, `StanceError.Kind.inputOutput` for every
    ///   other failure, for example a full disk.
    static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        try bytes.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = systemWrite(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    written += count
                } else if errno == EPIPE {
                    throw BrokenPipe(path: path)
                } else if errno != EINTR {
                    throw StanceError.writingFailed(path, errno)
                }
            }
        }
    }

    /// Brings a file's bytes to the disk.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`.
    static func sync(_ descriptor: Int32, path: String) throws {
        while fsync(descriptor) != 0 {
            guard errno == EINTR else { throw StanceError.writingFailed(path, errno) }
        }
    }

    /// Gives a file its final name, and brings the name to the disk.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`; the file of that name is then still the old one, or,
    ///   if only the folder could not be synced, the new one.
    static func rename(_ temporary: String, to final: String, path: String) throws {
        guard systemRename(temporary, final) == 0 else {
            throw StanceError.writingFailed(path, errno)
        }
        try syncFolder(of: final)
    }

    /// Brings the names in the folder of `path` to the disk.
    ///
    /// - Throws: `StanceError.Kind.inputOutput`. File systems that know no such thing are left in
    ///   peace.
    static func syncFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        while fsync(descriptor) != 0 {
            switch errno {
            case EINTR: continue
            case EINVAL, EROFS, EBADF: return
            case let code: throw StanceError.writingFailed(folder, code)
            }
        }
    }

    /// Whether the path is that of a regular file, behind links; nil where there is nothing.
    static func isRegular(_ path: String) -> Bool? {
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether an open file is the one that has this name.
    static func isNamed(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
            && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }

    /// The file behind links, so that a link to an output stays one.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}

/// `write(2)`, named apart from the function that calls it.
private func systemWrite(
    _ descriptor: Int32, _ address: UnsafeRawPointer?, _ count: Int
) -> Int {
    write(descriptor, address, count)
}

/// `rename(2)`, likewise.
private func systemRename(_ from: String, _ to: String) -> Int32 { rename(from, to) }
