/// How labelled rows are to be read.
public struct LabelledRowOptions: Sendable, Hashable {
    /// Column names that differ from the usual ones.
    public var columns: ColumnNames
    /// The format where the file's name tells none; nil: JSON Lines for standard input.
    public var inputFormat: RowFormat?
    /// False takes quotes in CSV and TSV as ordinary characters.
    public var quoting: Bool
    /// The meaning of a data set's own labels.
    public var stanceMap: StanceMap?
    /// Whether a row without an actor is an error.
    public var requiresActor: Bool
    /// Whether a row without a stance is an error.
    public var requiresStance: Bool
    /// Whether the date column is read, which only dated aliases ask for; a column that the user
    /// names is read in any case.
    public var readsDates: Bool
    /// Other columns to read, into `Example.columns`.
    ///
    /// A usual column may be asked for by its usual name (`actor`, `group`) whatever the file calls
    /// it; `month` and `year` are those of the date where the file has no such column.
    public var otherColumns: [String]
    /// What parts the fields of CSV and TSV; nil: what the name says, or the header shows.
    public var delimiter: Delimiter?

    /// Describes labelled rows; without arguments those that training reads.
    public init(
        columns: ColumnNames = ColumnNames(), inputFormat: RowFormat? = nil, quoting: Bool = true,
        stanceMap: StanceMap? = nil, requiresActor: Bool = true, requiresStance: Bool = true,
        readsDates: Bool = true, otherColumns: [String] = []
    ) {
        self.columns = columns
        self.inputFormat = inputFormat
        self.quoting = quoting
        self.stanceMap = stanceMap
        self.requiresActor = requiresActor
        self.requiresStance = requiresStance
        self.readsDates = readsDates
        self.otherColumns = otherColumns
    }
}
