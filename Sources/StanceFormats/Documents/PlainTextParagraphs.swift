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
        text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
            String(Substring(line.last == 0x0d ? line.dropLast() : line))
        }
    }
}
