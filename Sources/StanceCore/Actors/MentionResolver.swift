/// Finds the mentions that examples lack: their actor's, and the known other actors' beside it.
///
/// The actor is looked up among the known actors by name or alias; an unknown one is searched by
/// its own name. Spans that came with a row are kept as they are. What an example gets depends on
/// itself and the known actors alone, never on the examples beside it.
public struct MentionResolver: Sendable {
    let finder: MentionFinder?
    private let directory: ActorDirectory

    /// Whose mentions are wanted.
    enum Sought: Sendable, Equatable {
        /// An actor of the finder's list.
        case known(Int)
        /// An actor that no list has, searched by its own name.
        case named(MentionFinder)

        /// The same actor of the list, or the same unknown name.
        static func == (a: Sought, b: Sought) -> Bool {
            switch (a, b) {
            case (.known(let first), .known(let second)): first == second
            case (.named(let first), .named(let second)): first.actors == second.actors
            default: false
            }
        }
    }

    /// Takes the known actors, if there are any.
    public init(finder: MentionFinder?) {
        self.finder = finder
        directory = ActorDirectory(finder?.actors ?? [])
    }

    /// Fills in `mentions` and `others`.
    ///
    /// `mentions` is empty where the actor is not named; an example without an actor is left as it
    /// is. Examples of one text should stand together: it is then searched once.
    /// - Returns: the examples, in their order.
    /// - Throws: `StanceError.badData` when an actor's name is empty.
    public func resolve(_ examples: [Example]) throws -> [Example] {
        var resolved = examples
        var sought: [Name: Sought] = [:]
        var scratch = MentionFinder.Scratch()
        var text: [UInt8] = []
        var found: [Mention] = []
        for (row, example) in examples.enumerated() {
            guard let name = example.actor else { continue }
            if row == 0 || !examples[row - 1].isFound(with: example) {
                text = Array(example.text.utf8)
                found = finder?.mentions(in: text, on: example.date, scratch: &scratch) ?? []
            }
            let key = Name(name: name, date: directory.isDated ? example.date : nil)
            let actor = try sought[key] ?? self.sought(name, on: example.date)
            sought[key] = actor
            let mentions = example.mentions ?? mentions(of: actor, in: text, found)
            resolved[row].mentions = mentions
            resolved[row].others = others(than: actor, at: mentions, found)
        }
        return resolved
    }

    /// A name as it stands in a text of a day.
    private struct Name: Hashable {
        var name: String
        var date: CalendarDate?
    }

    /// Whom a name means on a day; one that fits several actors but for its case is searched as it stands.
    ///
    /// - Throws: `StanceError.badData` when the name is empty.
    func sought(_ name: String, on date: CalendarDate? = nil) throws -> Sought {
        if case .known(let number) = directory[name, on: date] { return .known(number) }
        return .named(try MentionFinder(actors: [Actor(name: name)]))
    }

    /// The actors that a name may mean, be it on different days, when they are several.
    func candidates(for name: String) -> [String] {
        let numbers = directory.owners(of: name)
        guard let finder, numbers.count > 1 else { return [] }
        return numbers.map { finder.actors[$0].name }
    }

    /// Where the actor is named, given the known actors' mentions in the text.
    func mentions(of actor: Sought, in text: [UInt8], _ found: [Mention]) -> [Range<Int>] {
        switch actor {
        case .known(let number):
            return found.filter { $0.actor == number }.map(\.range)
        case .named(let finder):
            // Longest wins here too: "Taliban" is not found in "Tehrik-i-Taliban".
            let known = found.map(\.range)
            return finder.mentions(in: text).map(\.range).filter {
                !known.overlapsWithLonger(than: $0)
            }
        }
    }

    /// The known actors' mentions that are not this actor's.
    func others(
        than actor: Sought, at mentions: [Range<Int>], _ found: [Mention]
    ) -> [Range<Int>] {
        var own = -1
        if case .known(let number) = actor { own = number }
        return found.filter { $0.actor != own && !mentions.overlaps($0.range) }.map(\.range)
    }
}

extension Example {
    /// Whether the known actors' mentions in this example's text are those in the other's.
    fileprivate func isFound(with other: Example) -> Bool {
        actor != nil && text == other.text && date == other.date
    }
}
