import StanceCore

/// Labelled rows of one file, read one after the other.
///
/// A row is a JSON object or a record of a table with the columns
///
///     text, actor | target, stance | label, id, group | document, spans, weight, date, annotator
///
/// `spans` are the actor's mentions, [[from, to], ...] in Unicode scalars, `to` exclusive; in a
/// table the same JSON stands in the cell. An empty list says that there are none. A date is a day
/// or a point in time in ISO 8601, of which the day counts. Unknown columns are ignored. Memory is flat but for the
/// ids, which must be unique in a file, or among the rows of an annotator.
public final class LabelledRowReader {
    private let options: LabelledRowOptions
    private let fields: RowFields
    private let cellParser: JSONScanner
    private var goldLabel: GoldLabel
    private var ids = RowIDs()
    private var others: OtherColumns
    private var rowCount = 0

    /// Opens a file, or standard input for "-".
    ///
    /// - Throws: `StanceError`: `usage` when neither the name nor the options tell the format,
    ///   and as `ByteSource.init`.
    public convenience init(path: String, options: LabelledRowOptions) throws {
        try self.init(ByteSource(path: path), options: options)
    }

    /// Reads rows from an open source.
    ///
    /// - Throws: `StanceError`, as `init(path:options:)`.
    public init(_ source: ByteSource, options: LabelledRowOptions) throws {
        let named = RowFormat(path: source.name) ?? options.inputFormat
        let isStandardInput = source.name == ByteSource.standardInput
        guard let format = named ?? (isStandardInput ? .jsonLines : nil) else {
            throw StanceError(
                .usage,
                "the name tells no format; expected .jsonl, .csv or .tsv, or --input-format",
                at: SourceLocation(file: source.name))
        }
        let columns = RowColumns(
            options.columns, wanted: RowColumn.allCases, dates: options.readsDates,
            others: options.otherColumns)
        let reader = try format.reader(
            source, quoting: options.quoting, columns: columns.names, delimiter: options.delimiter)
        fields = RowFields(columns: columns, reader: reader)
        others = OtherColumns(options.otherColumns)
        self.options = options
        cellParser = try JSONScanner(names: [])
        goldLabel = GoldLabel(map: options.stanceMap)
    }

    /// How the table is written, where its name says otherwise, such as
    /// "x.csv: fields separated by ;"; nil where it is as expected.
    public var dialectNote: String? {
        fields.reader.dialectNote.map { "\(fields.reader.file): \($0)" }
    }

    /// The next row, or nil after the last.
    ///
    /// - Throws: `StanceError`: `badData` with file and line for a row that is not as it should
    ///   be and for a file without any row; `inputOutput`.
    public func next() throws -> Example? {
        guard try fields.reader.advance() else {
            guard rowCount > 0 else {
                throw StanceError(
                    .badData, "no rows; expected at least one",
                    at: SourceLocation(file: fields.reader.file))
            }
            try others.checkFound()
            return nil
        }
        rowCount += 1
        let text = try fields.text()
        var example = Example(
            text: text,
            actor: try fields.actor(required: options.requiresActor),
            mentions: try fields.mentions(in: text, cellParser: cellParser),
            gold: try goldLabel.read(fields, required: options.requiresStance),
            date: try fields.date(),
            id: try fields.identifier(.id),
            group: try fields.identifier(.group),
            domain: try domain(),
            weight: try fields.weight(),
            location: fields.reader.location)
        example.annotator = try fields.identifier(.annotator)
        example.columns = try others.values(of: fields, date: example.date)
        try ids.take(example.id, by: example.annotator, of: fields)
        return example
    }
}

extension LabelledRowReader {
    /// The row's domain, where the user named a column of them.
    private func domain() throws -> String? {
        guard let column = options.columns.domain else { return nil }
        guard let domain = try fields.identifier(.domain) else {
            throw fields.fault("empty \(column); expected the actor's domain")
        }
        return domain
    }

    /// Every row of every file, in order; `note` takes what is to be said of how a file is written.
    ///
    /// - Throws: `StanceError`, as `init(path:options:)` and `next()`.
    public static func examples(
        at paths: [String], options: LabelledRowOptions, note: (String) -> Void = { _ in }
    ) throws -> [Example] {
        var examples: [Example] = []
        for path in paths {
            let reader = try LabelledRowReader(path: path, options: options)
            reader.dialectNote.map(note)
            while let example = try reader.next() { examples.append(example) }
        }
        return examples
    }
}
