/// Which part of a long text is shown.
enum Excerpt {
    /// The most bytes of an excerpt, about.
    static let size = 1_400
    /// The most bytes of a paragraph of an article.
    static let paragraphSize = 8_000

    /// The bytes around the first mention, from word to word; the whole text where it is short.
    static func window(
        of text: String, at mentions: [Range<Int>], size: Int = Excerpt.size
    ) -> Range<Int> {
        let bytes = Array(text.utf8)
        guard bytes.count > size + 200 else { return 0..<bytes.count }
        let first = min(mentions.first?.lowerBound ?? 0, bytes.count)
        let start = max(0, min(first - size / 3, bytes.count - size))
        return edge(bytes, near: start)..<edge(bytes, near: min(bytes.count, start + size))
    }

    /// The beginning of a word up to 80 bytes before a place, else of the scalar there.
    private static func edge(_ bytes: [UInt8], near place: Int) -> Int {
        guard place > 0, place < bytes.count else { return place }
        if let space = (max(0, place - 80)..<place).last(where: { bytes[$0] == 0x20 }) {
            return space + 1
        }
        var start = place
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }
}
