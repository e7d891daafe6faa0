import CKernels

/// The 64-bit key of a term: mixed from its tokens, so that an n-gram's key is made of the keys of
/// its tokens and no string has to be built.
///
///     key(t) = fold of the keys of the tokens that single spaces part, xor (tag of t * K),
///              and 1 in place of 0                                          K = 2^64 / phi, odd
///
/// How bytes are mixed is written in `ck_key.h`. Keys live in memory only and stand in no file.
///
/// Key 0 is kept for an empty slot of `KeyTable`. Among V terms a collision has a chance of about
/// V^2 / 2^65 (V = 1,000,000: 3e-8). A recipe's terms are compared by their bytes as well while they
/// are counted, so that there a collision is an error; `TfidfVectorizer.fit` over runs of word
/// characters goes by keys alone, and of two colliding terms the second would be taken for the first.
public enum TermKey {
    /// The key of the bytes of a term.
    @inline(__always)
    static func hash(_ term: borrowing Span<UInt8>, tag: UInt8) -> UInt64 {
        // Safe: the pointer is used within the call only, and no byte past `count` is read.
        let key = term.withUnsafeBufferPointer { ck_term_key($0.baseAddress, $0.count) }
        return tagged(key, tag)
    }

    /// The keys of all terms of a list, in its order.
    static func keys(of terms: TermList) -> [UInt64] {
        let (bytes, offsets, tags) = (terms.bytes, terms.offsets, terms.tags)
        // Safe: a list's offsets ascend from 0 to the number of its bytes.
        return bytes.withUnsafeBufferPointer { bytes in
            tags.indices.map { term in
                let start = offsets[term]
                let first = bytes.baseAddress.map { $0 + start }
                return tagged(ck_term_key(first, offsets[term + 1] - start), tags[term])
            }
        }
    }

    /// The key of a term given as text.
    public static func hash(_ term: String, tag: UInt8 = 0) -> UInt64 {
        hash(Array(term.utf8).span, tag: tag)
    }

    /// The key of an n-gram: `first` is that of its tokens but the last, both without a tag.
    @inline(__always)
    static func join(_ first: UInt64, _ last: UInt64) -> UInt64 { ck_ngram_key(first, last) }

    /// The key with a tag of a term whose key is that of tag 0.
    @inline(__always)
    static func tagged(_ key: UInt64, _ tag: UInt8) -> UInt64 {
        let key = key ^ (UInt64(tag) &* 0x9E37_79B9_7F4A_7C15)
        return key == 0 ? 1 : key
    }
}
