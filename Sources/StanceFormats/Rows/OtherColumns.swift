import StanceCore

/// Columns that a user asks for beside those of a labelled row, to break figures down by.
struct OtherColumns {
    private let names: [String]
    private var isFound: [Bool]
    /// The error at the first record without the column, for a column that no record has.
    private var firstFaults: [StanceError?]
    private var hasDate = false

    init(_ names: [String]) {
        self.names = names
        isFound = names.map { _ in false }
        firstFaults = names.map { _ in nil }
    }

    /// The value of each column in the record in hand; nil where it has none.
    ///
    /// - Throws: `StanceError.Kind.badData` for a value that is a list or an object.
    mutating func values(of fields: RowFields, date: CalendarDate?) throws -> [String?] {
        if date != nil { hasDate = true }
        return try names.indices.map { column in
            for name in fields.columns.others[column] {
                let value = fields.reader.value(at: name)
                if value == .missing { continue }
                isFound[column] = true
                if let text = try text(value, name, fields) { return text }
            }
            if !isFound[column], firstFaults[column] == nil {
                firstFaults[column] = fields.columns.missing(
                    fields.columns.others[column], in: fields.reader)
            }
            guard !isFound[column], let length = Self.datePrefix[names[column]] else { return nil }
            return date.map { String($0.description.prefix(length)) }
        }
    }

    /// Says which column no record of the file has; a misspelt name is an error, not an empty column.
    ///
    /// - Throws: `StanceError.Kind.badData` naming the first line and the columns that are there.
    func checkFound() throws {
        for column in names.indices where !isFound[column] {
            if hasDate, Self.datePrefix[names[column]] != nil { continue }
            if let fault = firstFaults[column] { throw fault }
        }
    }

    /// How much of a date, as 2021-08-15, tells the month and the year.
    private static let datePrefix = ["month": 7, "year": 4]

    private func text(_ value: FieldValue, _ name: Int, _ fields: RowFields) throws -> String? {
        switch value {
        case .missing, .null: return nil
        case .text(let text): return isWhitespace(text) ? nil : text
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        case .largeInteger(let number): return String(number)
        case .number(let number): return number.description
        case .pairs, .array, .object:
            throw fields.wrongKind(name, value, "a string, a number or a boolean")
        }
    }
}
