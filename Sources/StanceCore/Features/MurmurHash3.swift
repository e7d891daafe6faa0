/// The 32-bit MurmurHash3 (x86 variant), which scikit-learn's hashed features are numbered by.
///
/// - SeeAlso: Austin Appleby, MurmurHash3_x86_32 (public domain).
package enum MurmurHash3 {
    /// The hash of some bytes, as a signed number.
    package static func hash32(_ bytes: borrowing Span<UInt8>, seed: UInt32 = 0) -> Int32 {
        var hash = seed
        let blockEnd = bytes.count & ~3
        var index = 0
        while index < blockEnd {
            let block =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
                | UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
            hash ^= mixed(block)
            hash = rotated(hash, by: 13) &* 5 &+ 0xE654_6B64
            index += 4
        }
        var tail: UInt32 = 0
        for place in (blockEnd..<bytes.count).reversed() {
            tail = tail << 8 | UInt32(bytes[place])
        }
        if blockEnd < bytes.count { hash ^= mixed(tail) }
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
        return Int32(bitPattern: hash ^ hash >> 16)
    }

    @inline(__always)
    private static func mixed(_ block: UInt32) -> UInt32 {
        rotated(block &* 0xCC9E_2D51, by: 15) &* 0x1B87_3593
    }

    @inline(__always)
    private static func rotated(_ value: UInt32, by count: UInt32) -> UInt32 {
        value << count | value >> (32 - count)
    }
}
