/// Blocks of a zstd frame, written out by RFC 8878, sections 3.1.1.1 and 3.1.1.2.
struct ZstdFrame {
    /// The most bytes that one block holds.
    static let blockLimit = 1 << 17

    private(set) var bytes: [UInt8]

    /// Begins a frame without checksum, with a window of 2^`windowLog` bytes.
    init(windowLog: UInt8 = 17) {
        bytes = [0x28, 0xb5, 0x2f, 0xfd, 0x00, (windowLog - 10) << 3]
    }

    /// Appends a block of the bytes as they are.
    mutating func appendRaw(_ content: some Collection<UInt8>, isLast: Bool) {
        appendHeader(type: 0, size: content.count, isLast: isLast)
        bytes += content
    }

    /// Appends a block of one byte `count` times: four bytes, whatever the count.
    mutating func appendRun(of byte: UInt8, count: Int, isLast: Bool) {
        appendHeader(type: 1, size: count, isLast: isLast)
        bytes.append(byte)
    }

    private mutating func appendHeader(type: UInt32, size: Int, isLast: Bool) {
        let header = (isLast ? 1 : 0) | type << 1 | UInt32(size) << 3
        bytes += (0..<3).map { UInt8(truncatingIfNeeded: header >> (8 * $0)) }
    }
}

/// A frame of raw blocks.
func storedZstd(_ content: [UInt8]) -> [UInt8] {
    var frame = ZstdFrame()
    var rest = content[...]
    repeat {
        let block = rest.prefix(ZstdFrame.blockLimit)
        rest = rest.dropFirst(block.count)
        frame.appendRaw(block, isLast: rest.isEmpty)
    } while !rest.isEmpty
    return frame.bytes
}

/// `blocks` times 128 KiB of one letter in a few bytes each, after `head`.
func zstdBomb(head: String, blocks: Int) -> [UInt8] {
    var frame = ZstdFrame()
    frame.appendRaw(Array(head.utf8), isLast: false)
    for block in 1...blocks {
        frame.appendRun(
            of: UInt8(ascii: "a"), count: ZstdFrame.blockLimit, isLast: block == blocks)
    }
    return frame.bytes
}

/// `members` times 64 KiB of one letter in 97 bytes each, after `head`.
func gzipBomb(head: String, members: Int) -> [UInt8] {
    // gzip.compress(b"a" * 65536, mtime=0) in Python.
    var member: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xed, 0xc1, 0x81, 0x00, 0x00,
        0x00, 0x00, 0x80, 0x20, 0xd6, 0xfd, 0x25, 0x16, 0xa9, 0x0a,
    ]
    member += [UInt8](repeating: 0, count: 63)
    member += [0x6a, 0xff, 0x91, 0x20, 0xc3, 0x00, 0x00, 0x01, 0x00]
    var bytes = storedGzip(Array(head.utf8))
    for _ in 0..<members { bytes += member }
    return bytes
}

/// `{"text":"a"}\n{"text":"b"}\n` three times as `zstd -19` writes it, with a checksum.
let zstdRows: [UInt8] = [
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x68, 0xd5, 0x00, 0x00, 0x88, 0x7b, 0x22, 0x74, 0x65, 0x78,
    0x74, 0x22, 0x3a, 0x22, 0x61, 0x22, 0x7d, 0x0a, 0x62, 0x22, 0x7d, 0x0a, 0x02, 0x00, 0xe9,
    0x79, 0x08, 0xd0, 0xe6, 0x17, 0x3f, 0x0e, 0x26, 0xf8,
]
