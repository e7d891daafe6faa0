import StanceCore

/// Which columns of a record hold which part of a labelled row.
struct RowColumns {
    /// Every name to look for, each once.
    let names: [String]
    /// For each `RowColumn` the indices in `names` that may hold it, the preferred one first.
    private let candidates: [[Int]]
    private let given: [Bool]
    /// The same for each of the other columns.
    let others: [[Int]]

    /// Looks for `wanted` under the user's names or the usual ones, for the date under its usual
    /// name only if `dates` are asked for, and for `others` by these names.
    init(
        _ columnNames: ColumnNames, wanted: [RowColumn], dates: Bool, others: [String] = []
    ) {
        var names: [String] = []
        func index(_ name: String) -> Int {
            if let index = names.firstIndex(of: name) { return index }
            names.append(name)
            return names.count - 1
        }
        var candidates = [[Int]](repeating: [], count: RowColumn.allCases.count)
        for column in wanted where column != .date || dates || columnNames.date != nil {
            candidates[column.rawValue] = columnNames.lookedFor(column).map(index)
        }
        self.others = others.map { name in
            [index(name)] + (RowColumn(name: name).map(columnNames.lookedFor) ?? []).map(index)
        }
        self.names = names
        self.candidates = candidates
        given = RowColumn.allCases.map { columnNames.given($0) != nil }
    }

    /// The value of a column in the record that `reader` has in hand, and the index of its name.
    ///
    /// Of several usual names the first that holds something counts.
    /// - Throws: `StanceError.Kind.badData` when no such column exists though it is `required` or
    ///   was named by the user.
    func value(
        of column: RowColumn, in reader: RecordReader, required: Bool
    ) throws -> (name: Int, value: FieldValue) {
        var nullName: Int?
        for index in candidates[column.rawValue] {
            switch reader.value(at: index) {
            case .missing: continue
            case .null: nullName = nullName ?? index
            case let value: return (index, value)
            }
        }
        if let nullName { return (nullName, .null) }
        if required || given[column.rawValue] { throw missing(column, in: reader) }
        return (0, .missing)
    }

    /// Refuses a table without `column`, or without one that the user named and that is looked for.
    ///
    /// - Throws: `StanceError.Kind.badData`.
    func checkFound(_ column: RowColumn, in reader: RecordReader) throws {
        let found = reader.foundColumns().names
        for wanted in RowColumn.allCases where wanted == column || given[wanted.rawValue] {
            let looked = candidates[wanted.rawValue]
            guard looked.isEmpty || looked.contains(where: { found.contains(names[$0]) }) else {
                throw missing(wanted, in: reader)
            }
        }
    }

    /// The error for a column that is nowhere.
    func missing(_ column: RowColumn, in reader: RecordReader) -> StanceError {
        missing(candidates[column.rawValue], in: reader)
    }

    /// The error for a column that is under none of these names.
    func missing(_ candidates: [Int], in reader: RecordReader) -> StanceError {
        let lookedFor = candidates.map { "\"\(names[$0])\"" }
        let (found, line) = reader.foundColumns()
        var list = found.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
        if found.count > 20 { list += ", ..." }
        return StanceError(
            .badData,
            "no column \(lookedFor.joined(separator: " or ")); "
                + (found.isEmpty ? "found none" : "found \(list)"),
            at: SourceLocation(file: reader.file, line: line))
    }
}

/// Reads one part of a row at a time, with errors that name the line.
struct RowFields {
    let columns: RowColumns
    let reader: RecordReader

    /// Refuses a table whose header lacks the column, or one that the user named, before a row is read.
    ///
    /// - Throws: `StanceError.Kind.badData`.
    func checkHeader(for column: RowColumn) throws {
        guard reader.isTable, !reader.foundColumns().names.isEmpty else { return }
        try columns.checkFound(column, in: reader)
    }

    /// The paragraph.
    ///
    /// - Throws: `StanceError.Kind.badData` when it is missing, no string or only whitespace.
    func text() throws -> String {
        let (name, value) = try columns.value(of: .text, in: reader, required: true)
        guard case .text(let text) = value else { throw wrongKind(name, value, "a string") }
        guard !isWhitespace(text) else { throw fault("empty text") }
        return text
    }

    /// The actor's name; nil when the row has none and needs none.
    func actor(required: Bool) throws -> String? {
        let (name, value) = try columns.value(of: .actor, in: reader, required: required)
        switch value {
        case .text(let actor) where !isWhitespace(actor): return actor
        case .text where required: throw fault("empty \(columns.names[name])")
        case .missing, .text: return nil
        case .null where !required: return nil
        default: throw wrongKind(name, value, "a string")
        }
    }

    /// An id or a group: a string or a number; nil when there is none.
    func identifier(_ column: RowColumn) throws -> String? {
        let (name, value) = try columns.value(of: column, in: reader, required: false)
        switch value {
        case .missing, .null: return nil
        case .text(let text): return text.isEmpty ? nil : text
        case .integer(let number): return String(number)
        case .largeInteger(let number): return String(number)
        case .number(let number): return number.description
        default: throw wrongKind(name, value, "a string or a number")
        }
    }

    /// The row's weight, 1 unless given.
    func weight() throws -> Double {
        let (name, value) = try columns.value(of: .weight, in: reader, required: false)
        let weight: Double
        switch value {
        case .missing, .null: return 1
        case .integer(let number): weight = Double(number)
        case .largeInteger(let number): weight = Double(number)
        case .number(let number): weight = number
        case .text(let text) where reader.isTable:
            guard !text.isEmpty else { return 1 }
            guard let number = Double(text) else {
                throw fault("\(columns.names[name]) \"\(text)\" is not a number")
            }
            weight = number
        default: throw wrongKind(name, value, "a number")
        }
        guard weight.isFinite, weight >= 0 else {
            throw fault(
                "\(columns.names[name]) is \(weight); expected a finite number of at least 0")
        }
        return weight
    }

    /// The text's day; nil when there is none.
    func date() throws -> CalendarDate? {
        let (name, value) = try columns.value(of: .date, in: reader, required: false)
        switch value {
        case .missing, .null: return nil
        case .text(let text):
            if isWhitespace(text) { return nil }
            guard let date = CalendarDate(timestamp: text) else {
                throw fault(
                    "\(columns.names[name]) \"\(text)\" is no date; "
                        + "expected one such as 2021-08-15")
            }
            return date
        default: throw wrongKind(name, value, "a date such as \"2021-08-15\"")
        }
    }

    /// The actor's mentions in `text` as byte ranges; nil when the row has no spans.
    ///
    /// `cellParser` parses the JSON text in a table's cell.
    func mentions(in text: String, cellParser: JSONScanner) throws -> [Range<Int>]? {
        var (name, value) = try columns.value(of: .spans, in: reader, required: false)
        if case .text(let cell) = value, reader.isTable {
            if cell.isEmpty { return nil }
            value = cellParser.parseValue(cell) ?? .text(cell)
        }
        switch value {
        case .missing, .null: return nil
        case .pairs(let spans):
            do {
                return try SpanRanges.utf8Ranges(of: spans, in: text)
            } catch {
                throw fault(
                    "span [\(error.span.first),\(error.span.second)] does not lie in the text; "
                        + "expected 0 <= from < to <= \(error.scalarCount) (Unicode scalars)")
            }
        default:
            throw fault("\(columns.names[name]) is no list of [from,to] pairs of integers")
        }
    }

    /// An error at the record in hand.
    func fault(_ message: String) -> StanceError {
        StanceError(.badData, message, at: reader.location)
    }

    /// An error for a JSON value of the wrong kind.
    func wrongKind(_ name: Int, _ value: FieldValue, _ expected: String) -> StanceError {
        fault("\(columns.names[name]) is \(value.kindName); expected \(expected)")
    }
}

/// Whether a text has no scalar but whitespace.
func isWhitespace(_ text: String) -> Bool {
    if let first = text.utf8.first, first > 0x20, first < 0x7f { return false }
    return text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
}
