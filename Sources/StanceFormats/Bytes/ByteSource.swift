import StanceCore

/// The bytes of a file or of standard input, read forward in chunks and decompressed where needed.
///
/// Gzip and zstd are recognised by their first bytes, whatever the file is called; a model and some
/// other formats given where data is expected are refused. Memory is flat: one chunk, and the window
/// of a compressed file (32 KiB for gzip, at most 128 MB for zstd).
public final class ByteSource {
    /// The path that means standard input (and, for outputs, standard output).
    public static let standardInput = "-"
    /// How many bytes are read at a time unless said otherwise.
    public static let defaultChunkSize = 256 * 1024

    /// The path as given, or "-".
    public let name: String
    /// The most bytes that one read yields.
    public let chunkSize: Int

    private enum Origin {
        case file(ReadableFile)
        case memory([UInt8], read: Int)
    }

    /// How to wait for bytes; nil where that is left to the system.
    private(set) var wait: InputWait?
    private var origin: Origin
    /// Raw bytes read ahead: to tell formats at the start, then as the decompressor's input.
    private var ahead: [UInt8] = []
    private var aheadOffset = 0
    private var decompressor: (any Decompressor)?
    /// What is wrong behind the content that was given so far.
    private var fault: StanceError?
    private var rawEnded = false

    /// Opens a file, or standard input for "-"; `wait` says how to wait for what is no regular file.
    ///
    /// - Throws: `StanceError`: `noInput` when there is no such file or it is a folder, `badData`
    ///   when it is a StanceKit model, `inputOutput` when reading fails.
    public convenience init(
        path: String, chunkSize: Int = defaultChunkSize, wait: InputWait? = nil
    ) throws {
        let file = try ReadableFile(path: path, wait: wait)
        try self.init(.file(file), name: path, chunkSize: chunkSize)
        self.wait = wait
    }

    /// Takes bytes in memory as if they were a file called `name`.
    ///
    /// - Throws: `StanceError`, as for a file.
    public convenience init(
        bytes: [UInt8], name: String, chunkSize: Int = defaultChunkSize
    ) throws {
        try self.init(.memory(bytes, read: 0), name: name, chunkSize: chunkSize)
    }

    private init(_ origin: Origin, name: String, chunkSize: Int) throws {
        precondition(chunkSize > 0, "a chunk holds at least one byte")
        self.origin = origin
        self.name = name
        self.chunkSize = chunkSize
        try readHead()
        if let refusal = FileSignature.refusal(ahead) {
            throw StanceError(.badData, refusal, at: SourceLocation(file: name))
        }
        decompressor = try FileSignature.compression(ahead)?.decompressor(name: name)
    }

    /// Reads just as far as the first bytes could still be those of another format than text, so
    /// that a slow pipe is not kept waiting.
    private func readHead() throws {
        while !rawEnded, FileSignature.isUndecided(ahead) {
            var buffer = [UInt8](repeating: 0, count: min(chunkSize, FileSignature.length))
            let count = try buffer.withUnsafeMutableBytes { try readRaw(into: $0) }
            ahead += buffer[..<count]
        }
    }

    /// Reads at most `chunkSize` bytes into `buffer`; 0 only at the end.
    ///
    /// - Precondition: `buffer` is not empty.
    /// - Throws: `StanceError`: `badData` for damaged or truncated compressed data,
    ///   `inputOutput`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        precondition(!buffer.isEmpty, "a read needs room")
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(chunkSize, buffer.count)])
        guard let decompressor else {
            guard aheadOffset < ahead.count else { return try readRaw(into: room) }
            let count = min(room.count, ahead.count - aheadOffset)
            room.copyBytes(from: ahead[aheadOffset..<aheadOffset + count])
            aheadOffset += count
            return count
        }
        while true {
            if let fault { throw fault }
            // What is there is given before more is waited for.
            if aheadOffset == ahead.count, !decompressor.mayHoldContent { try refillAhead() }
            let step = ahead.withUnsafeBytes { bytes in
                decompressor.inflate(
                    UnsafeRawBufferPointer(rebasing: bytes[aheadOffset...]), isLast: rawEnded,
                    into: room)
            }
            aheadOffset += step.consumed
            fault = step.fault
            if step.produced > 0 { return step.produced }
            if fault != nil { continue }
            if step.consumed == 0, aheadOffset == ahead.count, rawEnded,
                !decompressor.mayHoldContent
            {
                try decompressor.finish()
                return 0
            }
        }
    }

    private func refillAhead() throws {
        guard !rawEnded else { return }
        let size = min(chunkSize, 64 * 1024)
        // Apart, so that a read that throws can be tried again.
        var buffer = [UInt8](repeating: 0, count: size)
        let count = try buffer.withUnsafeMutableBytes { try readRaw(into: $0) }
        buffer.removeLast(size - count)
        ahead = buffer
        aheadOffset = 0
    }

    private func readRaw(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        let count: Int
        switch origin {
        case .file(let file):
            count = try file.read(into: room)
        case .memory(let bytes, let offset):
            count = min(room.count, bytes.count - offset)
            room.copyBytes(from: bytes[offset..<offset + count])
            origin = .memory(bytes, read: offset + count)
        }
        if count == 0 { rawEnded = true }
        return count
    }

    /// Reads everything to the end.
    ///
    /// - Throws: `StanceError`: `badData` when there are more than `limit` bytes, and as `read`.
    public func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkSize)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try read(into: $0) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else {
                throw StanceError(
                    .badData, "is larger than \(limit >> 20) MB, the most that is read at once",
                    at: SourceLocation(file: name))
            }
            bytes += chunk[..<count]
        }
    }
}
