import StanceCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// All that the output of a run depends on, as words: a run is continued only where they are equal.
public struct RunIdentity: Sendable, Hashable, Codable {
    /// One thing that the output depends on.
    public struct Part: Sendable, Hashable, Codable {
        /// What it is, as in "the model".
        public var name: String
        /// Its contents, or what stands for them.
        public var value: String
    }

    /// The parts, in order.
    public private(set) var parts: [Part] = []

    /// Nothing yet.
    public init() {}

    /// Adds something that can be written out.
    public mutating func add(_ name: String, _ value: String) {
        parts.append(Part(name: name, value: value))
    }

    /// Adds a file that is read whole, by the hash of its bytes.
    ///
    /// - Throws: `StanceError`, as `ByteSource`.
    public mutating func add(_ name: String, contentsOf path: String) throws {
        add(name, String(try RunningHash.of(file: path).value, radix: 16))
    }

    /// Adds an input by its size and the time of its last change; of a pipe nothing is known before it
    /// is read.
    public mutating func add(input path: String) {
        var status = stat()
        guard path != ByteSource.standardInput, stat(path, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return add("the input \(path)", "a stream") }
        #if canImport(Glibc)
        let time = status.st_mtim
        #else
        let time = status.st_mtimespec
        #endif
        add(
            "the input \(path)",
            "\(status.st_size) bytes, changed \(time.tv_sec).\(time.tv_nsec)")
    }

    /// The name of the first part that differs from another run's; nil when all are equal.
    func firstDifference(from other: RunIdentity) -> String? {
        for (own, others) in zip(parts, other.parts) where own != others { return own.name }
        if parts.count == other.parts.count { return nil }
        return (parts.count > other.parts.count ? parts : other.parts)[
            min(parts.count, other.parts.count)
        ].name
    }
}
