import CZstd
import StanceCore

/// Decompresses a zstd stream of one or more frames, chunk by chunk; skippable frames are skipped.
///
/// Memory is zstd's window, of which a frame may ask for `windowLimit` bytes at most: as much as
/// any level of zstd(1) takes unless `--long` is given. A frame's checksum, where it has one, is
/// verified.
///
/// Unsafe: the stream belongs to zstd and lives from `init` to `deinit`. The addresses of input and
/// output go into each call of `inflate` and are never used after it.
/// - SeeAlso: RFC 8878, section 3.1 (frames).
final class ZstdDecompressor: Decompressor {
    /// The largest window that a frame may ask for: 2^27 bytes.
    static let windowLimit = 1 << windowLog
    private static let windowLog = 27

    private let stream: OpaquePointer
    private let name: String
    private var atFrameEnd = false
    /// Whether zstd may hold content that it has not given yet.
    private(set) var mayHoldContent = false
    /// Input that zstd has not been given, and how much of it there has to be first.
    private var gathered: [UInt8] = []
    private var needed = 1
    /// The first bytes of the frame at hand, which may say how long its content is.
    private var head: [UInt8] = []
    /// How long its content was so far.
    private var length: UInt64 = 0
    /// RFC 8878, section 3.1.1.1: with its magic number a header has at most so many bytes.
    private static let longestHead = 18
    /// RFC 8878, section 3.1.1.2.4: the most bytes of a block.
    private static let longestBlock = 1 << 17

    /// Prepares to decompress; `name` is for error messages.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` without memory.
    init(name: String) throws {
        self.name = name
        guard let stream = ZSTD_createDStream() else {
            throw StanceError(
                .inputOutput, "no memory to decompress zstd", at: SourceLocation(file: name))
        }
        self.stream = stream
        // Only fails for a value out of range, which this is not.
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Int32(Self.windowLog))
    }

    deinit { ZSTD_freeDStream(stream) }

    func inflate(
        _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Decompressed {
        if mayHoldContent {
            let result = call(0, into: output)
            if result.produced > 0 || result.fault != nil { return result }
            mayHoldContent = false
        }
        // zstd gives nothing of what it makes in a call that finds damage, so it gets what one block
        // needs at a time, however the input is cut.
        let wanted = max(0, needed - gathered.count)
        gathered += input.prefix(wanted)
        let taken = min(wanted, input.count)
        // Behind the last input there is no more to wait for. Between two frames, zstd would take a call
        // without input as the start of a third.
        guard gathered.count >= needed || (isLast && taken == input.count && !gathered.isEmpty)
        else { return Decompressed(consumed: taken) }
        mayHoldContent = true
        var result = call(gathered.count, into: output)
        gathered.removeFirst(result.consumed)
        result.consumed = taken
        return result
    }

    /// Hands zstd the first `count` of the gathered bytes.
    private func call(_ count: Int, into output: UnsafeMutableRawBufferPointer) -> Decompressed {
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let (status, consumed) = gathered.withUnsafeBytes { bytes in
            var source = ZSTD_inBuffer(src: bytes.baseAddress, size: count, pos: 0)
            return (ZSTD_decompressStream(stream, &target, &source), source.pos)
        }
        guard ZSTD_isError(status) == 0 else { return Decompressed(fault: failure(status)) }
        head += gathered.prefix(min(consumed, Self.longestHead - head.count))
        length += UInt64(target.pos)
        needed = Self.need(status)
        atFrameEnd = status == 0
        return Decompressed(
            consumed: consumed, produced: target.pos, fault: atFrameEnd ? endFrame() : nil)
    }

    /// How many bytes to wait for where zstd asks for `hint`.
    ///
    /// To the end of a block alone: of the next one's header, for which zstd asks too, nothing may be there
    /// yet in a live pipe. Where no header follows, the last three bytes come in a call of their own.
    private static func need(_ hint: Int) -> Int {
        let blockHeader = 3
        return hint > blockHeader ? min(hint - blockHeader, longestBlock) : max(hint, 1)
    }

    /// Compares the frame's content with what its header says of it: zstd itself does not where the last
    /// block of a frame that comes in pieces is empty.
    private func endFrame() -> StanceError? {
        mayHoldContent = false
        let said = head.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        // The two largest numbers mean that the header does not say, or cannot be read.
        guard said == length || said >= UInt64.max - 1 else { return damaged("it is corrupt") }
        head.removeAll(keepingCapacity: true)
        length = 0
        return nil
    }

    func finish() throws {
        guard atFrameEnd else { throw damaged("it breaks off; the file is truncated") }
    }

    private func failure(_ status: Int) -> StanceError {
        switch ZSTD_getErrorCode(status) {
        case ZSTD_error_frameParameter_windowTooLarge:
            StanceError(
                .badData,
                "zstd data with a window of more than \(Self.windowLimit >> 20) MB, the most that "
                    + "is read; compress it without --long",
                at: SourceLocation(file: name))
        case ZSTD_error_dictionary_wrong:
            StanceError(
                .badData, "zstd data that needs a dictionary; compress it without one",
                at: SourceLocation(file: name))
        case ZSTD_error_memory_allocation:
            StanceError(
                .inputOutput, "no memory to decompress zstd", at: SourceLocation(file: name))
        case ZSTD_error_prefix_unknown: damaged("stray bytes at its end")
        // What zstd itself says depends on how much of a frame it saw at once.
        default: damaged("it is corrupt")
        }
    }

    private func damaged(_ reason: String) -> StanceError {
        StanceError(.badData, "damaged zstd data: \(reason)", at: SourceLocation(file: name))
    }
}
