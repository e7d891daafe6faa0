/// The formats of documents to score.
public enum DocumentFormat: Sendable, Hashable {
    /// A line is a paragraph.
    case plainText
    /// Paragraphs by blank line; see `MarkdownParagraphs`.
    case markdown
    /// The article of a page; see `HTMLArticle`.
    case html
    /// A document a row.
    case rows(RowFormat)

    /// The format that a file's name tells, also before ".gz" or ".zst"; nil when it tells none.
    public init?(path: String) {
        switch fileExtension(path) {
        case "txt", "text": self = .plainText
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        default:
            guard let rows = RowFormat(path: path) else { return nil }
            self = .rows(rows)
        }
    }

    /// Reads the word of `--input-format`: text, markdown, html, jsonl, csv or tsv.
    public init?(word: String) {
        switch word {
        case "text": self = .plainText
        case "markdown": self = .markdown
        case "html": self = .html
        default:
            guard let rows = RowFormat(rawValue: word) else { return nil }
            self = .rows(rows)
        }
    }
}
