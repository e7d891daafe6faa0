import StanceCore

/// The article of a page: its paragraphs without what surrounds them on the page.
///
/// 1. Elements that hold no running text are dropped, and hidden ones (`HTMLElements`).
/// 2. So are parts whose class or id names boilerplate (`related-links`, `cookie-banner`), unless
///    next to nothing would be left.
/// 3. The article is looked for in `main`, where it holds a quarter of the text, and there in the
///    largest `article`, where that holds half of the text of all of them and a quarter of the whole.
/// 4. A block of which more than half is links is dropped; so is loose text, in no element that
///    means a paragraph, unless it ends like a sentence (of 20 bytes) or has 100; so are headings over nothing.
/// 5. The page's first h1 comes first, where the article has none.
/// - SeeAlso: Kohlschütter, Fankhauser, Nejdl, "Boilerplate detection using shallow text features",
///   WSDM 2010: link density and length separate most boilerplate from text.
package struct HTMLArticle {
    /// The largest page that is read, in bytes.
    package static let sizeLimit = 16 << 20
    /// Fewer bytes are no article.
    private static let leastArticle = 140
    /// Loose text of so many bytes is prose however it ends.
    private static let looseProse = 100
    /// Fewer bytes are no sentence but a label.
    private static let leastSentence = 20

    let paragraphs: [Paragraph]
    /// The day on which the page says it was published.
    let date: CalendarDate?

    /// Reads a page's bytes; `name` is for errors.
    ///
    /// - Throws: `StanceError`: `badData` for bytes of no charset that is read and for elements
    ///   nested over the limit; `inputOutput` without memory.
    init(_ bytes: [UInt8], name: String) throws {
        let handler = HTMLBlocks()
        try HTMLParser.parse(HTMLCharset.utf8(bytes, file: name), name: name, handler)
        handler.endBlock()
        date = handler.date
        let texts = Self.article(of: handler.blocks)
        paragraphs = texts.enumerated().map { Paragraph(number: $0 + 1, text: $1) }
    }

    private static func article(of all: [HTMLBlock]) -> [String] {
        var blocks = all.filter { !$0.isSuspect }
        if size(blocks) < leastArticle, size(all) > 2 * size(blocks) { blocks = all }
        let scope = largestArticle(in: main(of: blocks))
        var kept = withoutIdleHeadings(scope.filter(isText))
        if kept.isEmpty { kept = withoutIdleHeadings(blocks.filter(isText)) }
        let isHeadline = { (block: HTMLBlock) in block.kind == .heading(1) }
        if !kept.isEmpty, !kept.contains(where: isHeadline),
            let headline = blocks.first(where: { isHeadline($0) && isText($0) })
        {
            kept.insert(headline, at: 0)
        }
        return kept.map(\.text)
    }

    private static func size(_ blocks: [HTMLBlock]) -> Int {
        blocks.reduce(0) { $0 + $1.length }
    }

    private static func main(of blocks: [HTMLBlock]) -> [HTMLBlock] {
        let main = blocks.filter(\.isInMain)
        return !main.isEmpty && 4 * size(main) >= size(blocks) ? main : blocks
    }

    private static func largestArticle(in blocks: [HTMLBlock]) -> [HTMLBlock] {
        var sizes: [Int: Int] = [:]
        for block in blocks {
            if let article = block.article { sizes[article, default: 0] += block.length }
        }
        let ofAll = sizes.values.reduce(0, +)
        guard
            let largest = sizes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            2 * largest.value >= ofAll, 4 * largest.value >= size(blocks)
        else { return blocks }
        return blocks.filter { $0.article == largest.key }
    }

    private static func isText(_ block: HTMLBlock) -> Bool {
        guard !block.isLinks else { return false }
        guard block.kind == .loose else { return true }
        return block.length >= looseProse || endsLikeSentence(block.text)
    }

    private static func endsLikeSentence(_ text: String) -> Bool {
        let closing: Set<Character> = ["\"", "'", "”", "’", "»", ")"]
        guard let last = text.last(where: { !closing.contains($0) }) else { return false }
        return ".!?…。！？".contains(last) && text.utf8.count >= leastSentence
    }

    /// Without the headings that no text follows before the next one of the same or a higher rank.
    private static func withoutIdleHeadings(_ blocks: [HTMLBlock]) -> [HTMLBlock] {
        var kept: [HTMLBlock] = []
        // The rank of the headings that still have text below them, going up from the end.
        var covered = 0
        for block in blocks.reversed() {
            if case .heading(let level) = block.kind {
                guard level <= covered else { continue }
                covered = level - 1
            } else {
                covered = 6
            }
            kept.append(block)
        }
        return kept.reversed()
    }
}
