import StanceCore

/// A JSON value with everything in it, for records whose shape is not a row's.
indirect enum JSONTree: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case array([JSONTree])
    /// The members in the order of the file; a key may be there twice.
    case object([(key: String, value: JSONTree)])

    /// What it is, for error messages.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .text: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value under `key`; nil when there is none or null, and for anything but an object.
    ///
    /// - Throws: `ImportFault` when the key is there twice.
    func member(_ key: String) throws -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        let found = members.filter { $0.key == key }
        guard found.count < 2 else { throw ImportFault("the key \"\(key)\" occurs twice") }
        if case .null? = found.first?.value { return nil }
        return found.first?.value
    }

    /// The first of `keys` that holds something, and its value.
    ///
    /// - Throws: `ImportFault` when one of them is there twice.
    func member(of keys: [String]) throws -> (key: String, value: JSONTree)? {
        for key in keys {
            if let value = try member(key) { return (key, value) }
        }
        return nil
    }

    /// The string under the first of `keys` that holds something.
    ///
    /// - Throws: `ImportFault` when it is no string.
    func string(_ keys: [String]) throws -> String? {
        guard let (key, value) = try member(of: keys) else { return nil }
        guard case .text(let text) = value else {
            throw ImportFault("\"\(key)\" is \(value.kindName); expected a string")
        }
        return text
    }

    /// The string or number under the first of `keys` that holds something, as text.
    ///
    /// - Throws: `ImportFault` when it is neither.
    func identifier(_ keys: [String]) throws -> String? {
        guard let (key, value) = try member(of: keys) else { return nil }
        guard let word = value.word else {
            throw ImportFault("\"\(key)\" is \(value.kindName); expected a string or a number")
        }
        return word.isEmpty ? nil : word
    }

    /// A string as it is, or a number in its shortest form (2.0 as "2"); nil for anything else.
    var word: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number):
            Int64(exactly: number).map { String($0) } ?? number.description
        default: nil
        }
    }

    /// The elements of an array; nil for anything else.
    var elements: [JSONTree]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// A whole number; nil for anything else.
    var wholeNumber: Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        default: nil
        }
    }

    /// Whether it is an object.
    var isObject: Bool {
        if case .object = self { return true }
        return false
    }
}
