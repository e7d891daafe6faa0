import StanceCore

/// Undoes the compression of a stream, chunk by chunk and in flat memory.
///
/// `inflate` is called until it yields nothing more from all the input there is, then `finish`.
protocol Decompressor: AnyObject {
    /// Decompresses from `input` into `output`; says how much of each was used.
    ///
    /// - Throws: `StanceError.Kind.badData` when the stream is damaged or over a limit.
    func inflate(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws -> (consumed: Int, produced: Int)

    /// Called when the input has ended.
    ///
    /// - Throws: `StanceError.Kind.badData` when it ended too early.
    func finish() throws
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
