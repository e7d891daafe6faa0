/// Spans counted in Unicode scalars as ranges of UTF-8 bytes.
enum SpanRanges {
    /// A span that does not lie in its text.
    struct Fault: Error {
        let span: FieldValue.IntegerPair
        let scalarCount: Int
    }

    /// The byte ranges of `spans` in `text`, ascending; those that overlap are merged.
    ///
    /// Spans that only touch stay two.
    /// - Throws: `Fault` when a span is empty, reversed or reaches out of the text.
    /// - Complexity: O(bytes of text + s log s) for s spans.
    static func utf8Ranges(
        of spans: [FieldValue.IntegerPair], in text: String
    ) throws(Fault) -> [Range<Int>] {
        let offsets = spans.isEmpty ? [] : scalarOffsets(text)
        let scalarCount = offsets.count - 1
        var ranges: [Range<Int>] = []
        for span in spans.sorted(by: { ($0.first, $0.second) < ($1.first, $1.second) }) {
            guard span.first >= 0, span.first < span.second, span.second <= scalarCount else {
                throw Fault(span: span, scalarCount: scalarCount)
            }
            let range = offsets[Int(span.first)]..<offsets[Int(span.second)]
            if let last = ranges.last, range.lowerBound < last.upperBound {
                let end = max(last.upperBound, range.upperBound)
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }

    /// The byte at which each scalar begins, and the end.
    private static func scalarOffsets(_ text: String) -> [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(text.utf8.count + 1)
        var index = 0
        for byte in text.utf8 {
            if byte & 0xc0 != 0x80 { offsets.append(index) }
            index += 1
        }
        offsets.append(index)
        return offsets
    }
}
