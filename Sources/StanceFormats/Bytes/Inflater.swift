import CZlib
import StanceCore

/// Inflates a gzip stream of one or more members, chunk by chunk.
///
/// Zero bytes after a member are padding, as gzip(1) takes them; anything else must begin
/// another member.
///
/// Unsafe: zlib keeps the address of its stream, so the stream lives in memory of its own from
/// `init` to `deinit` and never moves. Its input and output addresses are set for each call of
/// `inflate` and never used after it.
/// - SeeAlso: RFC 1952, section 2.2 (members).
final class Inflater: Decompressor {
    private let stream: UnsafeMutablePointer<z_stream>
    private let name: String
    private var atMemberEnd = false
    private var inPadding = false
    /// Whether there was no more room for what it had to give.
    private(set) var mayHoldContent = false

    /// Prepares to inflate; `name` is for error messages.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` without memory.
    init(name: String) throws {
        self.name = name
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15: the largest window; + 16: a gzip header and trailer, nothing else.
        let status = inflateInit2_(
            stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw Self.noMemory(name) }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    func inflate(
        _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Decompressed {
        if atMemberEnd {
            guard let first = input.first else { return Decompressed() }
            if first == 0 { inPadding = true }
            if inPadding {
                let isPadding = input.allSatisfy { $0 == 0 }
                return Decompressed(
                    consumed: input.count,
                    fault: isPadding ? nil : damaged("stray bytes at its end"))
            }
            inflateReset(stream)
            atMemberEnd = false
        }
        let inputLimit = min(input.count, Int(UInt32.max))
        let outputLimit = min(output.count, Int(UInt32.max))
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(inputLimit)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(outputLimit)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        var result = Decompressed(
            consumed: inputLimit - Int(stream.pointee.avail_in),
            produced: outputLimit - Int(stream.pointee.avail_out))
        mayHoldContent = stream.pointee.avail_out == 0
        switch status {
        case Z_STREAM_END: (atMemberEnd, mayHoldContent) = (true, false)
        // Z_BUF_ERROR: no progress without more input or room; not an error in a stream.
        case Z_OK, Z_BUF_ERROR: break
        case Z_MEM_ERROR: result.fault = Self.noMemory(name)
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib \(status)"
            result.fault = damaged(reason)
        }
        return result
    }

    func finish() throws {
        guard atMemberEnd else { throw damaged("it breaks off; the file is truncated") }
    }

    private static func noMemory(_ name: String) -> StanceError {
        StanceError(.inputOutput, "no memory to inflate gzip", at: SourceLocation(file: name))
    }

    private func damaged(_ reason: String) -> StanceError {
        StanceError(
            .badData, "damaged gzip data: \(reason)", at: SourceLocation(file: name))
    }
}
