/// Splits a text into its maximal runs of word characters: the pattern `\b\w\w+\b` and its family.
///
/// A token is a maximal run of `\w` scalars that holds at least `minimumLength` of them. ASCII is
/// classed eight bytes at a time: a branch per byte would be mispredicted at every token's end.
struct WordScanner: Sendable {
    /// The least number of scalars of a token.
    var minimumLength: Int
    /// Tokens that are left out.
    var stopWords: TermSet?

    private let classes = UnicodeClasses.shared

    init(minimumLength: Int, stopWords: TermSet?) {
        self.minimumLength = minimumLength
        self.stopWords = stopWords
    }

    /// Finds the tokens of `text`, which is left in an undefined state.
    ///
    /// With `joined`, tokens lie in `terms` parted by one space, as n-grams need them.
    ///
    /// - Complexity: O(bytes).
    func scan(_ text: inout [UInt8], into terms: inout TermBuffer, joined: Bool) {
        terms.spans.removeAll(keepingCapacity: true)
        let end = text.count
        text.append(contentsOf: repeatElement(0x20, count: 64))
        if scanASCII(text, end: end, spans: &terms.spans) {
            if !joined {
                swap(&text, &terms.bytes)
                return
            }
        } else {
            terms.spans.removeAll(keepingCapacity: true)
        }
        let missing = end + 16 - terms.bytes.count
        if missing > 0 { terms.bytes.append(contentsOf: repeatElement(0, count: missing)) }
        text.withUnsafeBufferPointer { text in
            terms.bytes.withUnsafeMutableBufferPointer { tokens in
                if terms.spans.isEmpty {
                    scan(text, end: end, into: tokens, spans: &terms.spans)
                } else {
                    join(text, into: tokens, spans: &terms.spans)
                }
            }
        }
    }

    /// Finds the tokens of an ASCII text where they stand; false if the text is not ASCII.
    ///
    /// 64 bytes become 64 bits, "is a word character"; a token begins and ends where a bit differs
    /// from the one before. Safe: there are 64 bytes from `end` on, and blocks begin at or before
    /// `end`; as those bytes are spaces, every token ends.
    private func scanASCII(_ text: [UInt8], end: Int, spans: inout [TermSpan]) -> Bool {
        text.withUnsafeBytes { source in
            var before: UInt64 = 0
            var start = 0
            var isInside = false
            for block in stride(from: 0, through: end, by: 64) {
                var words: UInt64 = 0
                var others: UInt64 = 0
                for part in 0..<8 {
                    let bytes = source.loadUnaligned(
                        fromByteOffset: block &+ part &* 8, as: UInt64.self)
                    let word = ASCIIWord(bytes)
                    words |= word.bits &<< UInt64(truncatingIfNeeded: part &* 8)
                    others |= word.others
                }
                guard others == 0 else { return false }
                var edges = words ^ (words << 1 | before)
                before = words >> 63
                while edges != 0 {
                    let place = block &+ edges.trailingZeroBitCount
                    edges &= edges &- 1
                    if isInside, keeps(source.bytes.extracting(start..<place)) {
                        spans.append(TermSpan(start: start, end: place))
                    }
                    start = place
                    isInside.toggle()
                }
            }
            return true
        }
    }

    /// Whether a run of ASCII word characters is a token that counts.
    @inline(__always)
    private func keeps(_ token: RawSpan) -> Bool {
        guard token.byteCount >= minimumLength else { return false }
        guard let stopWords else { return true }
        return !token.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { stopWords.contains($0.span) }
        }
    }

    /// Lays tokens one after another with a space between; they only move to the left.
    private func join(
        _ text: UnsafeBufferPointer<UInt8>, into tokens: UnsafeMutableBufferPointer<UInt8>,
        spans: inout [TermSpan]
    ) {
        var write = 0
        for index in spans.indices {
            let span = spans[index]
            let start = write
            for read in Int(span.start)..<Int(span.end) {
                tokens[write] = text[read]
                write += 1
            }
            spans[index] = TermSpan(start: start, end: write)
            tokens[write] = 0x20
            write += 1
        }
    }

    /// Finds the tokens of any text and lays them in `tokens`, parted by one space.
    ///
    /// Safe: `read < end` at every load of 8 bytes, and the text has more than `end + 8`. A token takes
    /// no more bytes than the text it was read from, and what parts it from the next took at least
    /// one, so `write <= read` at every token's start; stores reach at most `write + 8`, and there
    /// are `end + 16` bytes.
    @inline(__always)
    private func scan(
        _ text: UnsafeBufferPointer<UInt8>, end: Int,
        into tokens: UnsafeMutableBufferPointer<UInt8>, spans: inout [TermSpan]
    ) {
        let source = UnsafeRawBufferPointer(text)
        let target = UnsafeMutableRawBufferPointer(tokens)
        var read = 0
        var write = 0
        while read < end {
            let ahead = ASCIIWord(source.loadUnaligned(fromByteOffset: read, as: UInt64.self))
            let skipped = ahead.gapLength
            read += skipped
            guard skipped < 8, read < end else { continue }
            let start = write
            var continuationBytes = 0
            while read < end {
                let bytes = source.loadUnaligned(fromByteOffset: read, as: UInt64.self)
                target.storeBytes(of: bytes, toByteOffset: write, as: UInt64.self)
                let length = ASCIIWord(bytes).wordLength
                read += length
                write += length
                if length == 8 { continue }
                guard text[read] >= 0x80, read < end else { break }
                let scalar = UTF8Scalar(text.span, at: read)
                guard classes.holds(scalar.code, UnicodeClasses.word) else {
                    read += scalar.length
                    break
                }
                for _ in 0..<scalar.length {
                    tokens[write] = text[read]
                    write += 1
                    read += 1
                }
                continuationBytes += scalar.length - 1
            }
            if write - start - continuationBytes < minimumLength
                || stopWords?.contains(tokens.span.extracting(start..<write)) == true
            {
                write = start
            } else {
                spans.append(TermSpan(start: start, end: write))
                tokens[write] = 0x20
                write += 1
            }
        }
    }
}

/// Which of eight bytes are ASCII word characters, by arithmetic on all of them at once.
private struct ASCIIWord {
    /// The high bit of each byte that is one.
    private let words: UInt64
    /// The high bit of each byte that is not ASCII.
    let others: UInt64
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// Classes eight bytes, the first in the lowest place.
    @inline(__always)
    init(_ bytes: UInt64) {
        // Seven-bit bytes never carry into each other: x + (0x80 - low) has its high bit set from
        // `low` on, and x + (0x7F - high) above `high`.
        let bytes = UInt64(littleEndian: bytes)
        let low = bytes & ~Self.high
        let folded = low | 0x2020_2020_2020_2020
        let letters = (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505)
        let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
        let underscores = ~((low ^ 0x5F5F_5F5F_5F5F_5F5F) &+ 0x7F7F_7F7F_7F7F_7F7F)
        others = bytes & Self.high
        words = (letters | digits | underscores) & Self.high & ~others
    }

    /// One bit per byte, the first in the lowest place; the product gathers the high bits.
    @inline(__always)
    var bits: UInt64 { (words &>> 7 &* 0x0102_0408_1020_4080) &>> 56 }

    /// The number of leading word characters, 0...8.
    @inline(__always)
    var wordLength: Int { (words ^ Self.high).trailingZeroBitCount >> 3 }

    /// The number of leading ASCII bytes that are none, 0...8.
    @inline(__always)
    var gapLength: Int { (words | others).trailingZeroBitCount >> 3 }
}
