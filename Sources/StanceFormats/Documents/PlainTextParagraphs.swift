/// Splits a text into its paragraphs: a line is a paragraph, as in real articles.
///
/// Lines end in LF or CRLF. Blank lines are skipped and not counted. Nothing else is changed.
enum PlainTextParagraphs {
    /// The paragraphs of `text`, numbered from 1.
    static func split(_ text: String) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        for line in lines(text) where !isWhitespace(line) {
            paragraphs.append(Paragraph(number: paragraphs.count + 1, text: line))
        }
        return paragraphs
    }

    /// The lines of `text` without their ends, blank ones too.
    static func lines(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x0a) || bytes.last == 0x0d else { return [text] }
        var lines: [String] = []
        var start = 0
        while start <= bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
            let isCRLF = end > start && bytes[end - 1] == 0x0d
            lines.append(String(decoding: bytes[start..<(isCRLF ? end - 1 : end)], as: UTF8.self))
            start = end + 1
        }
        return lines
    }
}
