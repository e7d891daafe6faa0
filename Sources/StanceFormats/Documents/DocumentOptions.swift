import StanceCore

/// How documents to score are to be read.
public struct DocumentOptions: Sendable, Hashable {
    /// The format where a file's name tells none; nil: plain text for standard input.
    public var inputFormat: DocumentFormat?
    /// Column names that differ from the usual ones; text, actor, id, spans and date are looked
    /// for.
    public var columns: ColumnNames
    /// False takes quotes in CSV and TSV as ordinary characters.
    public var quoting: Bool
    /// Whether the date column is read, which only dated aliases ask for; a column that the user
    /// names is read in any case.
    public var readsDates: Bool
    /// Whether rows are read with the article they belong to, and with the column that summaries
    /// are made by where it is named.
    public var readsGroups = false

    /// What parts the fields of CSV and TSV; nil: what the name says, or the header shows.
    public var delimiter: Delimiter?
    /// Whether a plain text comes line by line, a `Document` each: for texts of any length.
    public var readsByLine = false

    /// Describes documents.
    public init(
        inputFormat: DocumentFormat? = nil, columns: ColumnNames = ColumnNames(),
        quoting: Bool = true, readsDates: Bool = true
    ) {
        self.inputFormat = inputFormat
        self.columns = columns
        self.quoting = quoting
        self.readsDates = readsDates
    }
}
