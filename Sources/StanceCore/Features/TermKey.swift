import CXXHash

/// The 64-bit key of a term: XXH3 of its bytes, and its tag.
///
///     key(t) = XXH3_64(bytes of t) xor (tag of t * K), and 1 in place of 0      K = 2^64 / phi, odd
///
/// The tag is no seed of the hash: for terms of up to three bytes XXH3 adds the seed to the last
/// byte, so that "–" with seed 1 has the key of "—" with seed 0.
///
/// Key 0 is kept for an empty slot of `KeyTable`. Among V terms a collision has a chance of about
/// V^2 / 2^65 (V = 1,000,000: 3e-8); where terms are collected their bytes are compared as well, so
/// that a collision is an error and never a wrong feature.
public enum TermKey {
    /// The key of the bytes of a term.
    @inline(__always)
    static func hash(_ term: borrowing Span<UInt8>, tag: UInt8) -> UInt64 {
        // Safe: the pointer is used within the call only, and no byte past `count` is read.
        let key = term.withUnsafeBytes { bytes in
            XXH3_64bits(bytes.baseAddress, bytes.count) ^ (UInt64(tag) &* 0x9E37_79B9_7F4A_7C15)
        }
        return key == 0 ? 1 : key
    }

    /// The key of a term given as text.
    public static func hash(_ term: String, tag: UInt8 = 0) -> UInt64 {
        hash(Array(term.utf8).span, tag: tag)
    }
}
