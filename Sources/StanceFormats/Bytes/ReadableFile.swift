import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An open file or standard input, read forward; closed with the last reference.
final class ReadableFile {
    /// The path as given, or "-".
    let name: String
    /// The system's number of the open file.
    let descriptor: Int32
    /// How to wait for bytes; nil where they are always there, as in a regular file.
    private var wait: InputWait?

    /// Opens `path` for reading; "-" is standard input.
    ///
    /// `wait` is asked before each read from anything but a regular file.
    ///
    /// - Throws: `StanceError.Kind.noInput` when there is no such file, when it is a folder and
    ///   when it may not be read.
    init(path: String, wait: InputWait? = nil) throws {
        name = path
        guard path != ByteSource.standardInput else {
            descriptor = STDIN_FILENO
            self.wait = try status().st_mode & S_IFMT == S_IFREG ? nil : wait
            return
        }
        guard !path.utf8.contains(0) else { throw StanceError.cannotOpen(path, ENOENT) }
        var opened: Int32
        repeat { opened = open(path, O_RDONLY | O_CLOEXEC) } while opened < 0 && errno == EINTR
        guard opened >= 0 else { throw StanceError.cannotOpen(path, errno) }
        descriptor = opened
        switch try status().st_mode & S_IFMT {
        case S_IFDIR: throw StanceError.cannotOpen(path, EISDIR)
        case S_IFREG: break
        default: self.wait = wait
        }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// What the system knows of the file.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` when the system does not say.
    func status() throws -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StanceError.readingFailed(name, errno) }
        return status
    }

    /// Reads at most `buffer.count` bytes; 0 at the end of the file.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` when the system fails to read; as
    ///   `InputWait.untilReadable`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try wait?.untilReadable(descriptor)
        while true {
            let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw StanceError.readingFailed(name, errno) }
        }
    }
}

/// `read(2)`, named apart from the method that calls it.
private func systemRead(
    _ descriptor: Int32, _ address: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
    read(descriptor, address, count)
}
