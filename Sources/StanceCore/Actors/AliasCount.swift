/// How often a word stands for somebody.
public struct AliasCount: Sendable, Hashable {
    /// The word.
    public var alias: String
    /// How often it was found.
    public var count: Int

    /// Describes a count.
    public init(_ alias: String, _ count: Int) {
        self.alias = alias
        self.count = count
    }
}

/// Counts the known actors' mentions, each under the alias that found it.
struct MentionCounts {
    private let finder: MentionFinder
    /// For each actor the forms that are searched, and which of the actor's words has them.
    private let wordOfForm: [[Form: Int]]
    /// For each actor how often each of its words was found.
    private var counts: [[Int]]

    private struct Form: Hashable {
        var bytes: [UInt8]
        var isFolded: Bool
    }

    init(_ finder: MentionFinder) {
        self.finder = finder
        wordOfForm = finder.actors.map { actor in
            let forms = actor.words.map { AliasForm($0.alias, caseSensitive: actor.caseSensitive) }
            var words: [Form: Int] = [:]
            for (index, form) in forms.enumerated() {
                let key = Form(bytes: form.bytes, isFolded: form.isFolded)
                if words[key] == nil { words[key] = index }
            }
            // Last, as in the finder: a word of one's own comes before another's headline form.
            for (index, form) in forms.enumerated() {
                guard let headline = form.headline else { continue }
                let key = Form(bytes: headline, isFolded: false)
                if words[key] == nil { words[key] = index }
            }
            return words
        }
        counts = finder.actors.map { [Int](repeating: 0, count: $0.words.count) }
    }

    /// Counts the mentions of a text.
    mutating func add(_ mentions: [Mention], in text: [UInt8]) {
        for mention in mentions {
            let name = String(decoding: text[mention.range], as: UTF8.self)
            let words = wordOfForm[mention.actor]
            let word =
                words[Form(bytes: AliasText.form(of: name, folded: false), isFolded: false)]
                ?? words[Form(bytes: AliasText.form(of: name, folded: true), isFolded: true)]
            // A mention that no word explains cannot be; it would still be counted for its actor.
            counts[mention.actor][word ?? 0] += 1
        }
    }

    /// An actor's words that were found, by falling count, then as listed.
    func aliases(of actor: Int) -> [AliasCount] {
        let words = finder.actors[actor].words.map(\.alias)
        var found: [AliasCount] = []
        for (word, count) in zip(words, counts[actor]) where count > 0 {
            // A word with several spans is one word.
            if let place = found.firstIndex(where: { $0.alias == word }) {
                found[place].count += count
            } else {
                found.append(AliasCount(word, count))
            }
        }
        return found.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.map(\.element)
    }
}
