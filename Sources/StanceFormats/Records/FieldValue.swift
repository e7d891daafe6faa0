/// One value of a record, as its format knows it.
package enum FieldValue: Sendable, Hashable {
    /// The record has no such column.
    case missing
    /// JSON's null.
    case null
    /// JSON's true or false.
    case bool(Bool)
    /// A number without fraction or exponent.
    case integer(Int64)
    /// An integer above the range of `Int64`.
    case largeInteger(UInt64)
    /// Any other JSON number; finite.
    case number(Double)
    /// A JSON string, or a cell of a table.
    case text(String)
    /// A JSON array of arrays of two integers each.
    case pairs([IntegerPair])
    /// Any other JSON array.
    case array
    /// A JSON object.
    case object

    /// Two integers of a JSON array.
    package struct IntegerPair: Sendable, Hashable {
        package var first: Int64
        package var second: Int64

        package init(_ first: Int64, _ second: Int64) {
            self.first = first
            self.second = second
        }
    }

    /// What it is, for error messages.
    package var kindName: String {
        switch self {
        case .missing: "missing"
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .largeInteger, .number: "a number"
        case .text: "a string"
        case .pairs, .array: "an array"
        case .object: "an object"
        }
    }
}
