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
    /// - Complexity: O(bytes up to the last span's end + s log s) for s spans.
    static func utf8Ranges(
        of spans: [FieldValue.IntegerPair], in text: String
    ) throws(Fault) -> [Range<Int>] {
        var text = text
        // Both cursors only move forward: `ends` stands at the end of the last range, and a span
        // that ends before it lies within that range, so that its own end need not be found.
        var starts = ScalarCursor()
        var ends = ScalarCursor()
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(spans.count)
        let sorted =
            spans.count < 2
            ? spans : spans.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
        for span in sorted {
            let lies = text.withUTF8 { utf8 -> Bool in
                guard span.first >= 0, span.first < span.second,
                    starts.move(to: span.first, in: utf8)
                else { return false }
                if ends.scalar < starts.scalar { ends = starts }
                return span.second <= ends.scalar || ends.move(to: span.second, in: utf8)
            }
            guard lies else { throw Fault(span: span, scalarCount: text.unicodeScalars.count) }
            if let last = ranges.last, starts.byte < last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<ends.byte
            } else {
                ranges.append(starts.byte..<ends.byte)
            }
        }
        return ranges
    }

    /// A place in a text, counted in scalars and in bytes.
    private struct ScalarCursor {
        private(set) var scalar: Int64 = 0
        private(set) var byte = 0

        /// Moves forward to `target`; false when the text ends before it.
        mutating func move(to target: Int64, in utf8: UnsafeBufferPointer<UInt8>) -> Bool {
            while scalar < target {
                guard byte < utf8.count else { return false }
                repeat { byte += 1 } while byte < utf8.count && utf8[byte] & 0xc0 == 0x80
                scalar += 1
            }
            return true
        }
    }
}
