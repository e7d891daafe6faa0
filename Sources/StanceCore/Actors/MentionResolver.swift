/// Finds the mentions that examples lack: their actor's, and the other actors' beside it.
///
/// The actor is looked up among the known actors by name or alias; an unknown one is searched by
/// its own name. Spans that came with a row are kept as they are.
public struct MentionResolver: Sendable {
    private let finder: MentionFinder?
    private let index: [String: Int]

    /// Takes the known actors, if there are any.
    public init(finder: MentionFinder?) {
        self.finder = finder
        var index: [String: Int] = [:]
        for (number, actor) in (finder?.actors ?? []).enumerated() {
            for name in [actor.name] + actor.aliases where index[name] == nil {
                index[name] = number
            }
        }
        self.index = index
    }

    /// Fills in `mentions` and `others`.
    ///
    /// `mentions` is empty where the actor is not named; an example without an actor is left as it
    /// is. Examples that share a text are each other's `others`.
    /// - Returns: the examples, in their order.
    /// - Throws: `StanceError.badData` when an actor's name is empty.
    public func resolve(_ examples: [Example]) throws -> [Example] {
        var resolved = examples
        var ownFinders: [String: MentionFinder] = [:]
        var rowsByText: [String: [Int]] = [:]
        for (row, example) in examples.enumerated() {
            rowsByText[example.text, default: []].append(row)
        }
        for (row, example) in examples.enumerated() {
            guard let rows = rowsByText[example.text], rows.first == row else { continue }
            let text = Array(example.text.utf8)
            let found = finder?.mentions(in: text) ?? []
            for row in rows {
                guard let actor = examples[row].actor, examples[row].mentions == nil else {
                    continue
                }
                if let number = index[actor] {
                    resolved[row].mentions = found.filter { $0.actor == number }.map(\.range)
                } else {
                    let own = try ownFinders[actor] ?? MentionFinder(actors: [Actor(name: actor)])
                    ownFinders[actor] = own
                    // Longest wins here too: "Taliban" is not found in "Tehrik-i-Taliban".
                    resolved[row].mentions = own.mentions(in: text).map(\.range).filter { range in
                        !found.contains {
                            $0.range.count > range.count && $0.range.overlaps(range)
                        }
                    }
                }
            }
            setOthers(of: rows, in: &resolved, found: found)
        }
        return resolved
    }

    /// What is a mention of somebody, but not of the row's own actor.
    private func setOthers(of rows: [Int], in examples: inout [Example], found: [Mention]) {
        for row in rows {
            guard let own = examples[row].mentions else { continue }
            var ranges = found.map(\.range)
            for other in rows where examples[other].actor != examples[row].actor {
                ranges += examples[other].mentions ?? []
            }
            examples[row].others =
                ranges
                .filter { range in !own.contains { $0.overlaps(range) } }
                .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        }
    }
}
