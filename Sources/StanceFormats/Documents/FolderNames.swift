import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the system says of folders and their entries.
enum FolderNames {
    /// The names in `folder` that are not hidden, sorted by their bytes.
    ///
    /// Unsafe: the system's entry is read, and its name copied, before the next one is asked for.
    /// - Throws: `StanceError.Kind.noInput` when the folder cannot be read or has a name that is no
    ///   UTF-8: no path with it could be written down.
    static func visible(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw unreadable(folder, errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw unreadable(folder, errno) }
                return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            }
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard bytes.first != UInt8(ascii: ".") else { continue }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                throw StanceError(
                    .noInput,
                    "a name in this folder is no UTF-8: \(shown(bytes)); rename it",
                    at: SourceLocation(file: folder))
            }
            names.append(name)
        }
    }

    /// Whether `path` is a folder, or a link to one.
    static func isFolder(_ path: String) -> Bool { mode(path, following: true) == S_IFDIR }

    /// What kind of file `path` is; nil when there is none.
    static func mode(_ path: String, following: Bool) -> mode_t? {
        var status = stat()
        guard (following ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }

    private static func unreadable(_ folder: String, _ code: Int32) -> StanceError {
        StanceError(
            .noInput, "this folder cannot be read: \(systemReason(code))",
            at: SourceLocation(file: folder))
    }

    /// Bytes that are no ASCII as `\xe9`.
    private static func shown(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            (0x20..<0x7f).contains(byte)
                ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
        }.joined()
    }
}
