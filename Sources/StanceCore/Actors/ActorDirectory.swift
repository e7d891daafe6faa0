/// The known actors by the names that people write for them.
///
/// A name is compared as text is (white space runs are one space, apostrophes straight) and, where
/// that finds nobody, in any case: "pakistan ", "PAKISTAN" and "Pakistan" are one actor.
struct ActorDirectory: Sendable {
    /// Whom a name means.
    enum Entry: Equatable {
        /// The actor at this place of the list.
        case known(Int)
        /// More than one actor, by names that differ in case only.
        case ambiguous([Int])
        /// Nobody of the list.
        case unknown
    }

    private var exact: [[UInt8]: Int] = [:]
    private var folded: [[UInt8]: [Int]] = [:]

    /// Lists actors under their names and aliases; of equal names the first counts.
    init(_ actors: [Actor]) {
        for (number, actor) in actors.enumerated() {
            for name in [actor.name] + actor.aliases {
                let form = AliasText.form(of: name, folded: false)
                if exact[form] == nil { exact[form] = number }
                let key = AliasText.form(of: name, folded: true)
                if folded[key]?.contains(number) != true { folded[key, default: []].append(number) }
            }
        }
    }

    /// Looks a name up.
    subscript(name: String) -> Entry {
        if let number = exact[AliasText.form(of: name, folded: false)] { return .known(number) }
        guard let numbers = folded[AliasText.form(of: name, folded: true)] else { return .unknown }
        return numbers.count == 1 ? .known(numbers[0]) : .ambiguous(numbers)
    }
}
