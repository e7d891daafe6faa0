/// The actors that a per-actor model knows, each with features of its own.
///
/// A name means the actor whose name is equal but for case, white space runs and the form of
/// apostrophes: "pakistan " and "PAKISTAN" are Pakistan. Actor n owns the terms of tag n.
public struct ModelActors: Sendable, Equatable {
    /// The most actors of one model: a term's tag is one byte.
    public static let limit = 256

    /// The actors' names, as models list and report them; no two of them mean the same actor.
    public let names: [String]
    private let numbers: [[UInt8]: Int]

    /// Takes names in their order.
    ///
    /// - Throws: `StanceError.badData` when there are none or more than `limit`, when one is empty
    ///   and when two are equal as names are compared.
    public init(_ names: [String]) throws(StanceError) {
        guard (1...ModelActors.limit).contains(names.count) else {
            throw StanceError(
                .badData,
                "\(names.count) actors; recipe per-actor copies its features for each actor and "
                    + "takes 1 to \(ModelActors.limit) of them")
        }
        var numbers: [[UInt8]: Int] = [:]
        for (number, name) in names.enumerated() {
            let key = ModelActors.key(name)
            guard !key.isEmpty else { throw StanceError(.badData, "an actor has an empty name") }
            if let other = numbers.updateValue(number, forKey: key) {
                throw StanceError(
                    .badData, "actors \"\(names[other])\" and \"\(name)\" are one name")
            }
        }
        self.names = names
        self.numbers = numbers
    }

    /// The actors of some examples, those of the most examples first, equal ones by name.
    ///
    /// Of several spellings of a name the most frequent one stands for it. The order of the examples
    /// does not matter.
    /// - Throws: `StanceError.badData` when an example has no actor, and as `init(_:)`.
    public init(of examples: some Sequence<Example>) throws(StanceError) {
        var spellings: [String: Int] = [:]
        for example in examples {
            guard let actor = example.actor else {
                throw StanceError(
                    .badData, "the row has no actor; recipe per-actor needs one",
                    at: example.location)
            }
            spellings[actor, default: 0] += 1
        }
        let counts = NameCount.sums(of: spellings.map { NameCount(name: $0, rows: $1) })
        try self.init(counts.map(\.name))
    }

    /// The number of the actor that a name means, or nil.
    public subscript(name: String) -> Int? { numbers[ModelActors.key(name)] }

    /// The model's own spelling of an actor's name, or nil for an actor that it does not know.
    public func name(for name: String) -> String? { self[name].map { names[$0] } }

    /// Equal names in equal order.
    public static func == (left: ModelActors, right: ModelActors) -> Bool {
        left.names == right.names
    }

    /// What two names have in common when they are one.
    fileprivate static func key(_ name: String) -> [UInt8] {
        AliasText.form(of: name, folded: true)
    }
}

/// An actor's name and how many rows are about it.
public struct NameCount: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The rows.
    public var rows: Int

    /// Counts a name.
    public init(name: String, rows: Int) {
        self.name = name
        self.rows = rows
    }

    /// One count for each actor: spellings of one name summed up under the most frequent of them,
    /// white space runs as one space.
    ///
    /// The most frequent actor comes first, equal ones by the bytes of their names.
    public static func sums(of spellings: [NameCount]) -> [NameCount] {
        var sums: [[UInt8]: NameCount] = [:]
        // In a fixed order, so that the spelling that stands for a name depends on nothing else.
        for spelling in spellings.sorted(by: precedes) {
            let words = spelling.name.unicodeScalars
                .split(whereSeparator: \.properties.isWhitespace)
            let name = words.map { String($0) }.joined(separator: " ")
            sums[ModelActors.key(name), default: NameCount(name: name, rows: 0)].rows +=
                spelling.rows
        }
        return sums.values.sorted(by: precedes)
    }

    private static func precedes(_ a: NameCount, _ b: NameCount) -> Bool {
        a.rows != b.rows
            ? a.rows > b.rows : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
}
