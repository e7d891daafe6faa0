import StanceCore

/// One paragraph of a document.
public struct Paragraph: Sendable, Hashable {
    /// Its number in the document, from 1.
    public var number: Int
    /// Its text; never only whitespace.
    public var text: String

    /// Describes a paragraph.
    public init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}

/// Something to score: an article, or one row that names its actor.
public struct Document: Sendable, Hashable {
    /// What a document holds.
    public enum Content: Sendable, Hashable {
        /// An article, to be scored for every actor that is found in it.
        case paragraphs([Paragraph])
        /// A row scored as it is, for its own actor; its paragraph number is 1.
        case row(Example)
    }

    /// The row's id, else `path:line` for a row and the path as given for a text.
    public var id: String
    /// The article or the row.
    public var content: Content
    /// An article's day, which dated aliases go by; a row's stands in its example.
    public var date: CalendarDate?
    /// The article that a row belongs to; nil where it names none.
    public var group: String?
    /// What the column that summaries are made by says; nil where there is none.
    public var slice: String?

    /// Describes a document.
    public init(
        id: String, content: Content, date: CalendarDate? = nil, group: String? = nil,
        slice: String? = nil
    ) {
        self.id = id
        self.content = content
        self.date = date
        self.group = group
        self.slice = slice
    }
}
