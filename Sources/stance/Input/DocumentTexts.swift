import StanceKit

/// The texts of documents without regard to the actors that their rows are about.
struct DocumentTexts {
    private let reader: DocumentReader
    private var last: Document?

    init(_ reader: DocumentReader) { self.reader = reader }

    /// The next document's paragraphs and day.
    ///
    /// Rows that repeat the text of the row before, for another actor, are left out.
    mutating func next() throws -> (paragraphs: [String], date: CalendarDate?)? {
        while let document = try reader.next() {
            let previous = last
            last = document
            switch document.content {
            case .paragraphs(let list): return (list.map(\.text), document.date)
            case .row(let row):
                if case .row(let other) = previous?.content, other.text == row.text,
                    other.date == row.date
                {
                    continue
                }
                return ([row.text], row.date)
            }
        }
        return nil
    }
}
