/// Where a term lies in a `TermBuffer`: bytes `start..<end`.
public struct TermSpan: Sendable, Hashable {
    /// The first byte.
    public var start: UInt32
    /// One past the last byte.
    public var end: UInt32

    /// Names the bytes `start..<end`.
    @inlinable
    public init(start: Int, end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    /// The number of bytes.
    @inlinable
    public var count: Int { Int(end) - Int(start) }
}

/// The terms of one document, as slices of one reusable buffer of bytes.
///
/// Tokens are laid one after another with a single space between, so the n tokens from token i on
/// are one slice: a word n-gram needs no bytes of its own.
///
/// Invariants: spans lie within `bytes`, which are less than 4 GiB.
public struct TermBuffer: Sendable {
    /// The bytes that spans point into; bytes outside any span mean nothing.
    public internal(set) var bytes: [UInt8] = []
    /// The terms, in the order in which the document yields them; repeats are repeated.
    public internal(set) var spans: [TermSpan] = []

    /// An empty buffer.
    public init() {}

    /// Forgets the document and keeps the capacity.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        spans.removeAll(keepingCapacity: true)
    }

    /// Appends a token after a single space.
    public mutating func appendToken(_ token: some Collection<UInt8>) {
        if !spans.isEmpty { bytes.append(0x20) }
        let start = bytes.count
        bytes.append(contentsOf: token)
        spans.append(TermSpan(start: start, end: bytes.count))
    }

    /// Replaces the tokens by their n-grams of `shortest` to `longest` tokens, shorter ones first.
    ///
    /// - Precondition: `spans` are tokens as `appendToken` lays them; `1 <= shortest <= longest`.
    public mutating func formNGrams(from shortest: Int, through longest: Int) {
        precondition(1 <= shortest && shortest <= longest)
        guard longest > 1 else { return }
        let tokenCount = spans.count
        for length in max(shortest, 2)...longest where length <= tokenCount {
            for first in 0...(tokenCount - length) {
                spans.append(
                    TermSpan(
                        start: Int(spans[first].start), end: Int(spans[first + length - 1].end)))
            }
        }
        if shortest > 1 { spans.removeFirst(tokenCount) }
    }

    /// The text of one term.
    public func string(_ span: TermSpan) -> String {
        String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    }
}
