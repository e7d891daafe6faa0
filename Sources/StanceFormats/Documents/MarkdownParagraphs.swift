/// Reads the paragraphs of prose out of Markdown.
///
/// - Paragraphs end at a blank line; line breaks inside become spaces.
/// - A heading (`#` or underlined) and each list item is a paragraph of its own.
/// - The `>` of quotations is dropped, their text kept.
/// - Fenced code, front matter (`---` on the first line), thematic breaks and images are dropped.
/// - Links become their text; emphasis marks, code marks and backslash escapes are removed.
///
/// That is all: tables, HTML, reference links and indented code are kept as they stand.
enum MarkdownParagraphs {
    /// The largest file that is read, in bytes.
    static let sizeLimit = 100 << 20

    /// The paragraphs of `text`, numbered from 1.
    static func split(_ text: String) -> [Paragraph] {
        var splitter = Splitter()
        for line in withoutFrontMatter(PlainTextParagraphs.lines(text)) { splitter.take(line) }
        splitter.endParagraph()
        return splitter.paragraphs
    }

    /// Front matter must be closed, else it is an ordinary thematic break.
    private static func withoutFrontMatter(_ lines: [String]) -> ArraySlice<String> {
        guard lines.first == "---",
            let close = lines.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." })
        else { return lines[...] }
        return lines[(close + 1)...]
    }

    private struct Splitter {
        var paragraphs: [Paragraph] = []
        private var parts: [String] = []
        private var fence: (mark: Character, length: Int)?

        mutating func take(_ line: String) {
            let text = trimmed(line)
            if let open = fence {
                if let close = fenceMark(text), close.mark == open.mark, close.rest.isEmpty,
                    close.length >= open.length
                {
                    fence = nil
                }
                return
            }
            if let open = fenceMark(text) {
                endParagraph()
                fence = (open.mark, open.length)
                return
            }
            let content = trimmed(String(text.drop { $0 == ">" || $0 == " " }))
            if content.isEmpty || isUnderline(content) || isThematicBreak(content) {
                endParagraph()
            } else if let heading = heading(content) {
                endParagraph()
                parts = [heading]
                endParagraph()
            } else if let item = listItem(content) {
                endParagraph()
                parts = [item]
            } else {
                parts.append(content)
            }
        }

        mutating func endParagraph() {
            let text = MarkdownInlines.plainText(parts.joined(separator: " "))
            parts.removeAll()
            guard !isWhitespace(text) else { return }
            paragraphs.append(Paragraph(number: paragraphs.count + 1, text: text))
        }

        /// "```" or "~~~", how long it is and what follows.
        private func fenceMark(
            _ text: String
        ) -> (mark: Character, length: Int, rest: Substring)? {
            guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
            let rest = text.drop { $0 == mark }
            let length = text.count - rest.count
            // Backticks that come back in the line are inline code.
            guard length >= 3, mark == "~" || !rest.contains("`") else { return nil }
            return (mark, length, rest)
        }

        private func isUnderline(_ text: String) -> Bool {
            !parts.isEmpty && (text.allSatisfy { $0 == "=" } || text.allSatisfy { $0 == "-" })
        }

        private func isThematicBreak(_ text: String) -> Bool {
            let marks = text.filter { $0 != " " && $0 != "\t" }
            guard let mark = marks.first, "*-_".contains(mark) else { return false }
            return marks.count >= 3 && marks.allSatisfy { $0 == mark }
        }

        /// The text of "# text #", with one to six marks.
        private func heading(_ text: String) -> String? {
            let rest = text.drop { $0 == "#" }
            guard (1...6).contains(text.count - rest.count) else { return nil }
            guard rest.first == " " || rest.first == "\t" else { return nil }
            var words = rest.split(separator: " ")
            if words.last?.allSatisfy({ $0 == "#" }) == true { words.removeLast() }
            return words.joined(separator: " ")
        }

        /// The text after a bullet (-, \* or +) or after a number with a full stop or a parenthesis.
        private func listItem(_ text: String) -> String? {
            guard let space = text.firstIndex(of: " ") else { return nil }
            let mark = text[..<space]
            let isBullet = mark == "-" || mark == "*" || mark == "+"
            let digits = mark.dropLast()
            let isNumber =
                (mark.last == "." || mark.last == ")") && (1...9).contains(digits.count)
                && digits.allSatisfy { $0.isASCII && $0.isNumber }
            return isBullet || isNumber ? trimmed(String(text[space...])) : nil
        }

        private func trimmed(_ text: String) -> String {
            let isBlank = { (character: Character) in character == " " || character == "\t" }
            let head = text.drop(while: isBlank)
            guard let last = head.lastIndex(where: { !isBlank($0) }) else { return "" }
            return String(head[...last])
        }
    }
}
