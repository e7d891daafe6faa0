/// What elements of a page mean for its text.
enum HTMLElements {
    /// Elements without running text, left out with all that they hold.
    static let dropped: Set<String> = [
        "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button",
        "select", "option", "textarea", "svg", "math", "iframe", "object", "canvas", "audio",
        "video", "dialog", "menu", "figcaption", "title", "map",
    ]

    /// Landmarks that are left out, as their elements are.
    static let droppedRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog",
        "menu", "menubar", "toolbar", "form",
    ]

    /// Elements that begin and end a paragraph; all others run within one.
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
        "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    ]

    /// Elements whose text is a paragraph however short it is.
    static let paragraphs: Set<String> = [
        "p", "li", "blockquote", "dd", "dt", "pre", "summary",
    ]

    /// Elements that are never taken for boilerplate by their class.
    static let frames: Set<String> = ["html", "body", "main", "article"]

    /// Words in a class or an id by which people call what is not the article.
    private static let boilerplate: Set<String> = [
        "ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "byline",
        "caption", "captions", "comment", "comments", "consent", "cookie", "cookies", "copyright",
        "credit", "credits", "dateline", "disqus", "footer", "gdpr", "masthead", "menu", "modal",
        "nav", "navbar", "navigation", "newsletter", "pager", "pagination", "paywall", "popular",
        "popup", "promo", "promoted", "recommended", "recommendations", "related", "replies",
        "share", "sharing", "sidebar", "signup", "social", "sponsor", "sponsored", "subscribe",
        "subscription", "taboola", "tags", "timestamp", "toolbar", "trending",
    ]

    /// First words that make a class say something about the page and not about the element.
    private static let modifiers: Set<String> = ["has", "is", "no", "not", "with", "without"]

    /// Whether a class or an id names boilerplate: "related-links" does, "has-sidebar" does not.
    static func isBoilerplate(_ names: String) -> Bool {
        names.split(whereSeparator: \.isWhitespace).contains { name in
            let words = words(of: name)
            guard let first = words.first, !modifiers.contains(first) else { return false }
            return words.contains { boilerplate.contains($0) }
        }
    }

    /// "relatedLinks_2" -> related, links.
    private static func words(of name: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in name.unicodeScalars {
            let isUpper = ("A"..."Z").contains(scalar)
            if isUpper || !("a"..."z").contains(scalar) {
                // "RELATED" is one word: a capital begins one only after a small letter.
                let last = word.unicodeScalars.last ?? "-"
                if !(isUpper && ("A"..."Z").contains(last)), !word.isEmpty {
                    words.append(word.lowercased())
                    word = ""
                }
            }
            if isUpper || ("a"..."z").contains(scalar) { word.unicodeScalars.append(scalar) }
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    /// Whether a style hides its element.
    static func hides(_ style: String) -> Bool {
        let style = style.lowercased().filter { !$0.isWhitespace }
        return style.contains("display:none") || style.contains("visibility:hidden")
    }
}
