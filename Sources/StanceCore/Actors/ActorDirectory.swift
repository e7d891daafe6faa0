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

    private struct Owner {
        var actor: Int
        var span: DateSpan
    }

    /// The owners of a form; of those of a day the first counts.
    private var exact: [[UInt8]: [Owner]] = [:]
    /// The forms that are equal but for case.
    private var folded: [[UInt8]: [[UInt8]]] = [:]
    /// Whether a name can mean different actors on different days.
    let isDated: Bool

    /// Lists actors under their names and aliases; of equal names the first counts.
    init(_ actors: [Actor]) {
        isDated = actors.areDated
        for (number, actor) in actors.enumerated() {
            for word in actor.words {
                let form = AliasText.form(of: word.alias, folded: false)
                exact[form, default: []].append(Owner(actor: number, span: word.span))
                let key = AliasText.form(of: word.alias, folded: true)
                if folded[key]?.contains(form) != true { folded[key, default: []].append(form) }
            }
        }
    }

    /// Looks a name up as a text of a day means it; see `SharedAlias` for a text without a date.
    subscript(name: String, on date: CalendarDate? = nil) -> Entry {
        let form = AliasText.form(of: name, folded: false)
        if let number = owner(of: form, on: date) { return .known(number) }
        var numbers: [Int] = []
        for form in folded[AliasText.form(of: name, folded: true)] ?? [] {
            if let number = owner(of: form, on: date), !numbers.contains(number) {
                numbers.append(number)
            }
        }
        if numbers.isEmpty { return .unknown }
        return numbers.count == 1 ? .known(numbers[0]) : .ambiguous(numbers)
    }

    /// Every actor that a name means on some day, in the order of the list.
    func owners(of name: String) -> [Int] {
        let form = AliasText.form(of: name, folded: false)
        let forms =
            exact[form] == nil ? folded[AliasText.form(of: name, folded: true)] ?? [] : [form]
        return Set(forms.flatMap { exact[$0] ?? [] }.map(\.actor)).sorted()
    }

    private func owner(of form: [UInt8], on date: CalendarDate?) -> Int? {
        guard let owners = exact[form] else { return nil }
        return SharedAlias.owner(in: owners.lazy.map(\.span), on: date).map { owners[$0].actor }
    }
}
