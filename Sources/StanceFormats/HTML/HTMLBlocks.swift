import StanceCore

/// A stretch of text between two elements that begin or end a paragraph.
struct HTMLBlock {
    /// What holds the text.
    enum Kind: Equatable {
        case paragraph
        /// A heading of this level, 1 to 6.
        case heading(Int)
        /// Text that stands in a `div`, a table's cell or another element that says nothing.
        case loose
    }

    var kind: Kind
    /// The text, every run of white space one space.
    var text: String
    /// How many of its bytes stand in links.
    var linkLength: Int
    /// The number of the outermost `article` around it, if any.
    var article: Int?
    var isInMain: Bool
    /// Whether a class or an id around it names boilerplate.
    var isSuspect: Bool

    /// The bytes of text that are no link.
    var length: Int { text.utf8.count - linkLength }
    /// Whether more than half of it is links.
    var isLinks: Bool { 2 * linkLength > text.utf8.count }
}

/// Gathers the blocks of a page, without those that no reader takes for text, and its date.
final class HTMLBlocks: HTMLHandler {
    /// The blocks in the order of the page.
    private(set) var blocks: [HTMLBlock] = []
    /// The day that the page says it was published.
    var date: CalendarDate? { declaredDate ?? shownDate }

    /// What is known of an open element; children begin with their parent's.
    private struct Context {
        var name = ""
        var kind = HTMLBlock.Kind.loose
        var isDropped = false
        var isLink = false
        var article: Int?
        var isMain = false
        var isSuspect = false
    }

    private static let dateNames: Set<String> = [
        "article:published_time", "og:published_time", "datepublished", "date", "pubdate",
        "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created",
        "dcterms.date", "parsely-pub-date", "sailthru.date",
    ]

    private var open: [Context] = []
    private var articleCount = 0
    private var text = ""
    private var linkLength = 0
    /// Whether white space waits to become one space before the next word.
    private var hasSpace = false
    /// Whether nothing but white space came since a `br`.
    private var isAfterBreak = false
    private var declaredDate: CalendarDate?
    private var shownDate: CalendarDate?

    func start(_ name: String, attributes: HTMLAttributes) {
        noteDate(name, attributes)
        if HTMLElements.blocks.contains(name) { endBlock() }
        if name == "br" { lineBreak() }
        var context = open.last ?? Context()
        context.name = name
        if name == "main" || attributes["role"] == "main" { context.isMain = true }
        if name == "article", context.article == nil {
            articleCount += 1
            context.article = articleCount
        }
        if name == "a", attributes["href"] != nil { context.isLink = true }
        if let kind = kind(of: name) { context.kind = kind }
        if isDropped(name, attributes, within: context) { context.isDropped = true }
        if !context.isDropped, !context.isSuspect, !HTMLElements.frames.contains(name) {
            context.isSuspect = ["class", "id"].contains { key in
                attributes[key].map(HTMLElements.isBoilerplate) == true
            }
        }
        open.append(context)
    }

    func end(_ name: String) {
        guard let index = open.lastIndex(where: { $0.name == name }) else { return }
        if HTMLElements.blocks.contains(name) { endBlock() }
        open.removeSubrange(index...)
    }

    func characters(_ piece: String) {
        guard let context = open.last, !context.isDropped else { return }
        for scalar in piece.unicodeScalars {
            let scalar = Self.meant(scalar)
            // A soft hyphen says where a word may be broken, and is no part of it.
            if scalar == "\u{AD}" { continue }
            if scalar.properties.isWhitespace {
                hasSpace = true
                continue
            }
            let before = text.utf8.count
            if hasSpace, !text.isEmpty { text.unicodeScalars.append(" ") }
            hasSpace = false
            isAfterBreak = false
            text.unicodeScalars.append(scalar)
            if context.isLink { linkLength += text.utf8.count - before }
        }
    }

    /// Ends the block in hand; call once more at the end of the page.
    func endBlock() {
        defer {
            text = ""
            linkLength = 0
            hasSpace = false
            isAfterBreak = false
        }
        guard !text.isEmpty, let context = open.last else { return }
        blocks.append(
            HTMLBlock(
                kind: context.kind, text: text, linkLength: linkLength, article: context.article,
                isInMain: context.isMain, isSuspect: context.isSuspect))
    }

    /// One `br` is a space; a second one ends the paragraph.
    private func lineBreak() {
        if isAfterBreak { endBlock() }
        isAfterBreak = !text.isEmpty
        hasSpace = true
    }

    private func kind(of name: String) -> HTMLBlock.Kind? {
        if name.utf8.count == 2, name.first == "h", let level = name.last?.wholeNumberValue,
            (1...6).contains(level)
        {
            return .heading(level)
        }
        if HTMLElements.paragraphs.contains(name) { return .paragraph }
        return HTMLElements.blocks.contains(name) ? .loose : nil
    }

    /// A header is boilerplate at the top of the page, and the headline within an article.
    private func isDropped(
        _ name: String, _ attributes: HTMLAttributes, within context: Context
    ) -> Bool {
        if HTMLElements.dropped.contains(name) { return true }
        if name == "header", context.article == nil, !context.isMain { return true }
        if attributes["hidden"] != nil || attributes["aria-hidden"] == "true" { return true }
        if let role = attributes["role"], HTMLElements.droppedRoles.contains(role) { return true }
        return attributes["style"].map(HTMLElements.hides) == true
    }

    private func noteDate(_ name: String, _ attributes: HTMLAttributes) {
        if name == "meta", declaredDate == nil {
            let key = attributes["property"] ?? attributes["itemprop"] ?? attributes["name"]
            guard let key, Self.dateNames.contains(key.lowercased()) else { return }
            declaredDate = attributes["content"].flatMap { CalendarDate(timestamp: $0) }
        } else if name == "time", shownDate == nil {
            shownDate = attributes["datetime"].flatMap { CalendarDate(timestamp: $0) }
        }
    }

    /// A C1 control in a page is a letter of windows-1252, as browsers take it.
    private static func meant(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x80...0x9f).contains(scalar.value) else { return scalar }
        return windows1252[Int(scalar.value - 0x80)]
    }

    /// What windows-1252 has at 80 to 9f; a space where it has nothing.
    private static let windows1252 = Array(
        "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)
}
