/// Where written bytes go.
public protocol ByteSink: AnyObject {
    /// Takes the bytes, all of them.
    ///
    /// - Throws: `StanceError`, or `BrokenPipe` when nobody reads any more.
    func write(_ bytes: [UInt8]) throws
}

/// The reader of a pipe has gone, for example `head`: a reason to stop quietly.
///
/// Seen only where SIGPIPE is ignored; by default the signal ends the process first.
public struct BrokenPipe: Error, Sendable, Hashable {
    /// The output as the user gave it; "-" for standard output.
    public var path: String

    /// Names the output.
    public init(path: String) {
        self.path = path
    }
}

/// A sink that keeps everything in memory.
public final class MemorySink: ByteSink {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty sink.
    public init() {}

    /// Takes the bytes.
    public func write(_ bytes: [UInt8]) { self.bytes += bytes }
}
