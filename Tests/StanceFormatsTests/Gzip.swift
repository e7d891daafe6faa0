/// A gzip member of stored blocks, written out by RFC 1951 (3.2.4) and RFC 1952 (2.3).
func storedGzip(_ bytes: [UInt8]) -> [UInt8] {
    var member: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    var start = 0
    repeat {
        let end = min(start + 0xffff, bytes.count)
        let length = UInt16(end - start)
        member.append(end == bytes.count ? 1 : 0)
        member += [UInt8(length & 0xff), UInt8(length >> 8)]
        member += [UInt8(~length & 0xff), UInt8(~length >> 8)]
        member += bytes[start..<end]
        start = end
    } while start < bytes.count
    return member + littleEndian(crc32(bytes)) + littleEndian(UInt32(bytes.count))
}

/// `{"text":"a"}\n{"text":"b"}\n` as Python's gzip module writes it, with Huffman codes.
let deflatedRows: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0x2a, 0x49,
    0xad, 0x28, 0x51, 0xb2, 0x52, 0x4a, 0x54, 0xaa, 0xe5, 0xaa, 0x86, 0x71, 0x92, 0x80,
    0x1c, 0x00, 0x49, 0x34, 0x78, 0x5a, 0x1a, 0x00, 0x00, 0x00,
]

private func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return ~crc
}
