/// A JSON value as a tree: the layout of an evaluation, said once for any encoder and any writer.
///
/// Evaluations list every actor with some forty numbers, up to hundreds of thousands of actors;
/// `Encodable` costs a microsecond or two per number, a tree a few hundredths of one.
package enum JSONTree: Sendable {
    /// No value: what is undefined is written as null.
    case null
    /// A whole number.
    case integer(Int)
    /// A whole number that may be too large for `Int`.
    case unsigned(UInt64)
    /// A finite number.
    case number(Double)
    /// A string.
    case text(String)
    /// A list.
    case list([JSONTree])
    /// A list of `count` values that are made one after the other, when they are written.
    case made(count: Int, @Sendable (Int) -> JSONTree)
    /// An object; keys differ, in any order.
    case object([Member])

    /// A key and its value.
    package struct Member: Sendable {
        /// The key as it is written.
        package var key: String
        /// The value.
        package var value: JSONTree
    }

    /// A number; null where it is undefined.
    package init(_ value: Double?) { self = value.map(JSONTree.number) ?? .null }

    /// A string, or null.
    package init(_ value: String?) { self = value.map(JSONTree.text) ?? .null }

    /// The object with those of these members that have a value; the others are left out.
    package static func object(present members: [(String, JSONTree?)]) -> JSONTree {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    /// The object with the members of both objects; of anything else, of the objects among the two.
    package func merging(_ other: JSONTree) -> JSONTree {
        var members: [Member] = []
        for case .object(let some) in [self, other] { members += some }
        return .object(members)
    }
}

extension JSONTree: ExpressibleByDictionaryLiteral {
    /// The object with these members.
    package init(dictionaryLiteral elements: (String, JSONTree)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}

extension JSONTree: Encodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes the value.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var value = encoder.singleValueContainer()
            try value.encodeNil()
        case .integer(let number): try number.encode(to: encoder)
        case .unsigned(let number): try number.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .text(let text): try text.encode(to: encoder)
        case .list(let values):
            var list = encoder.unkeyedContainer()
            for value in values { try list.encode(value) }
        case .made(let count, let value):
            var list = encoder.unkeyedContainer()
            for place in 0..<count { try list.encode(value(place)) }
        case .object(let members):
            var object = encoder.container(keyedBy: Name.self)
            for member in members { try object.encode(member.value, forKey: Name(member.key)) }
        }
    }
}
