import StanceKit

/// Paragraphs gathered until it pays to score them together.
struct ScoreBatch: Sendable {
    private(set) var paragraphs: [ParagraphToScore] = []
    private var byteCount = 0

    /// Bounds of a batch: memory stays flat, however long the input is.
    static let maximumParagraphs = 2048
    private static let maximumBytes = 1 << 20

    func isFull(_ maximum: Int = maximumParagraphs) -> Bool {
        paragraphs.count >= maximum || byteCount >= ScoreBatch.maximumBytes
    }

    /// Adds a document; summaries are made `by` something where that is asked for.
    mutating func add(_ document: Document, by slicing: Slicing? = nil) {
        let (group, slice) = (document.group, slicing?.slice(of: document))
        func append(_ paragraph: ParagraphToScore) {
            var paragraph = paragraph
            (paragraph.group, paragraph.slice) = (group, slice)
            byteCount += paragraph.text.utf8.count
            paragraphs.append(paragraph)
        }
        switch document.content {
        case .paragraphs(let list) where list.isEmpty:
            // A document without text gets its row too: one that abstains.
            append(ParagraphToScore(document: document.id, number: 1, text: ""))
        case .paragraphs(let list):
            for paragraph in list {
                append(
                    ParagraphToScore(
                        document: document.id, number: paragraph.number, text: paragraph.text,
                        date: document.date))
            }
        case .row(let example):
            append(
                ParagraphToScore(
                    document: document.id, number: 1, text: example.text, actor: example.actor,
                    mentions: example.mentions, date: example.date))
        }
    }

    mutating func removeAll() {
        paragraphs.removeAll(keepingCapacity: true)
        byteCount = 0
    }
}
