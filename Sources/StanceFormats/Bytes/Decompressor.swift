import StanceCore

/// Undoes the compression of a stream, chunk by chunk and in flat memory.
///
/// `inflate` is called until it yields nothing more from all the input there is, or a fault, then `finish`.
/// What it yields before a fault is the same however the input comes in pieces.
protocol Decompressor: AnyObject {
    /// Whether it may have content to give without more input.
    var mayHoldContent: Bool { get }

    /// Decompresses from `input` into `output`; `isLast` says that no input follows.
    func inflate(
        _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Decompressed

    /// Called when the input has ended.
    ///
    /// - Throws: `StanceError.Kind.badData` when it ended too early.
    func finish() throws
}

/// What one call of a decompressor did.
struct Decompressed {
    /// The bytes of its input that were used.
    var consumed = 0
    /// The bytes of its output that hold content; they count though a fault follows them.
    var produced = 0
    /// Why nothing more can come, if so: `badData` when the stream is damaged or over a limit,
    /// `inputOutput` without memory.
    var fault: StanceError?
}

extension FileSignature.Compression {
    /// Prepares to decompress the file called `name`.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` without memory.
    func decompressor(name: String) throws -> any Decompressor {
        switch self {
        case .gzip: try Inflater(name: name)
        case .zstd: try ZstdDecompressor(name: name)
        }
    }
}
