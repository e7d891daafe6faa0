/// Leads terms that a `TermReader` cut back to the text that it read.
///
/// The reader lower-cases, which changes the length of few scalars and the order of none, and then
/// copies words; both steps are walked again beside each other.
struct BufferOrigin {
    /// By byte of the buffer, the first byte of the text that it comes from; -1 for none.
    private var starts: [Int]
    /// By byte of the buffer, one past the last byte of the scalar that it comes from.
    private var ends: [Int]

    /// Of words and n-grams of words, as `TermBuffer.formNGrams` lays them.
    init(words buffer: TermBuffer, of text: String) {
        let source = LoweredText(text)
        starts = [Int](repeating: -1, count: buffer.bytes.count)
        ends = starts
        var cursor = 0
        for span in buffer.spans {
            let word = Int(span.start)..<Int(span.end)
            // Single words come first; what follows is made of them.
            guard starts[word.lowerBound] < 0 else { break }
            while cursor + word.count <= source.bytes.count,
                !source.bytes[cursor..<cursor + word.count].elementsEqual(buffer.bytes[word])
            {
                cursor += 1
            }
            guard cursor + word.count <= source.bytes.count else { return }
            for (offset, byte) in word.enumerated() {
                starts[byte] = source.starts[cursor + offset]
                ends[byte] = source.ends[cursor + offset]
            }
            cursor += word.count
        }
    }

    /// Of n-grams of characters within words: the words with a space on either side.
    init(characters buffer: TermBuffer, of text: String) {
        let source = LoweredText(text)
        starts = [Int](repeating: -1, count: buffer.bytes.count)
        ends = starts
        var cursor = 0
        for byte in buffer.bytes.indices where buffer.bytes[byte] != 0x20 {
            while cursor < source.bytes.count, source.isSpace[cursor] { cursor += 1 }
            guard cursor < source.bytes.count else { return }
            starts[byte] = source.starts[cursor]
            ends[byte] = source.ends[cursor]
            cursor += 1
        }
    }

    /// The bytes of the text behind a term, without spaces at its ends; nil for nothing but spaces.
    func range(of span: TermSpan) -> Range<Int>? {
        let bytes = Int(span.start)..<Int(span.end)
        guard let first = bytes.first(where: { starts[$0] >= 0 }),
            let last = bytes.last(where: { starts[$0] >= 0 })
        else { return nil }
        return starts[first]..<ends[last]
    }
}

/// A text in lower case, each byte with the scalar that it was made of.
private struct LoweredText {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var ends: [Int] = []
    var isSpace: [Bool] = []

    init(_ text: String) {
        let normalizer = TextNormalizer(lowercase: true, accents: nil)
        let source = Array(text.utf8)
        normalizer.normalize(source.span, into: &bytes)
        var lowered: [UInt8] = []
        var position = 0
        while position < source.count {
            let (scalar, length) = UTF8Scalars.decode(source, at: position)
            // A sigma alone is lower-cased otherwise than at a word's end, to as many bytes.
            normalizer.normalize(
                source.span.extracting(position..<position + length), into: &lowered)
            let space = UnicodeClasses.shared.holds(scalar.value, UnicodeClasses.space)
            for _ in lowered {
                starts.append(position)
                ends.append(position + length)
                isSpace.append(space)
            }
            position += length
        }
    }
}
