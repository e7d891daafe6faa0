import StanceCore

/// A labelled row as an import profile reads it.
public struct ImportedRow: Sendable, Hashable {
    /// The row's id, if it has one.
    public var id: String?
    /// The paragraph.
    public var text: String
    /// Whom the label is about.
    public var actor: String
    /// The label.
    public var stance: Stance
    /// The actor's mentions as [from, to) in Unicode scalars of `text`; nil when they are not known.
    public var spans: [Range<Int>]?
    /// The article, or whatever must not be torn apart between folds.
    public var group: String?
    /// Who gave the label.
    public var annotator: String?
    /// The text's day or point in time, in ISO 8601.
    public var date: String?
    /// Where the text is from.
    public var source: String?

    /// Describes a labelled row.
    public init(text: String, actor: String, stance: Stance) {
        self.text = text
        self.actor = actor
        self.stance = stance
    }
}

extension ImportedRow {
    /// Refuses what the readers of labelled rows would refuse.
    ///
    /// - Throws: `ImportFault`.
    func check() throws {
        if isWhitespace(text) { throw ImportFault("empty text") }
        if isWhitespace(actor) { throw ImportFault("empty actor") }
        if let date, CalendarDate(timestamp: date) == nil {
            throw ImportFault("date \"\(date)\" is no date; expected one such as 2021-08-15")
        }
    }
}
