/// A place where a text names an actor.
public struct Mention: Sendable, Hashable {
    /// The UTF-8 bytes of the text that name the actor.
    public var range: Range<Int>
    /// The actor's index in the finder's list.
    public var actor: Int
}

/// Finds which actors a text names, and where.
///
/// At each word the longest alias wins and its bytes are used up ("Tehrik-i-Taliban Pakistan" is
/// neither "Taliban" nor "Pakistan"); one mention belongs to one actor. Matches begin and end at
/// word boundaries, so a possessive or a hyphen ends a mention: "Russia's", "Russian-built".
/// A space in an alias stands for any run of white space; curly and straight apostrophes are
/// equal, and so are the hyphens that break a line and those that do not.
///
/// Case, for an actor whose `caseSensitive` is nil:
///
///     alias            matches
///     Russian          Russian, RUSSIAN      (an alias with a small letter: also all in capitals)
///     US, NATO         US, NATO              (an alias all in capitals: only itself)
///     the kremlin      in any case           (an alias without capitals)
///
/// A dated alias counts in texts of its days. In a text without a date every alias counts, and one
/// that is several actors' in turn means the one who has it last.
public struct MentionFinder: Sendable {
    /// The actors, in the order that `Mention.actor` counts.
    public let actors: [Actor]
    private var exact = AliasTrie()
    private var folded = AliasTrie()

    /// Prepares a list of actors for search.
    ///
    /// - Throws: `StanceError.badData` when a name or alias is empty, when two actors share a name,
    ///   or when an alias belongs to two actors.
    public init(actors: [Actor]) throws {
        self.actors = actors
        var headlines: [(form: [UInt8], actor: Int, span: DateSpan)] = []
        for (index, actor) in actors.enumerated() {
            for word in actor.words {
                if let form = try add(word, of: index) {
                    headlines.append((form, index, word.span))
                }
            }
        }
        // Last: a headline form that is another actor's acronym stays the acronym's.
        for headline in headlines {
            _ = exact.insert(headline.form, actor: headline.actor, on: headline.span)
        }
    }

    /// Adds an alias and returns its form in capitals where that is to be found as well.
    private mutating func add(_ word: DatedAlias, of index: Int) throws -> [UInt8]? {
        let actor = actors[index]
        let form = AliasForm(word.alias, caseSensitive: actor.caseSensitive)
        guard !form.bytes.isEmpty else {
            throw StanceError(
                .badData, "actor \"\(actor.name)\" has an empty name or alias", at: actor.location)
        }
        try insert(form.bytes, word, of: index, into: form.isFolded ? \.folded : \.exact)
        return form.headline
    }

    private mutating func insert(
        _ form: [UInt8], _ word: DatedAlias, of index: Int,
        into trie: WritableKeyPath<MentionFinder, AliasTrie>
    ) throws {
        guard let owner = self[keyPath: trie].insert(form, actor: index, on: word.span),
            owner != index
        else { return }
        throw StanceError(
            .badData,
            "\"\(word.alias)\" names two actors, \(actors[owner].name) and \(actors[index].name); "
                + "an alias belongs to one actor",
            at: actors[index].location)
    }

    /// Searches a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8 bytes of a paragraph.
    ///   - date: the text's day, which dated aliases go by; nil when it is not known.
    /// - Returns: every mention, in the order of the text.
    /// - Complexity: O(bytes + sum of the matched lengths).
    public func mentions(in text: [UInt8], on date: CalendarDate? = nil) -> [Mention] {
        var scratch = Scratch()
        return mentions(in: text, on: date, scratch: &scratch)
    }

    /// Buffers that a scoring loop keeps between paragraphs.
    struct Scratch {
        var exact = AliasText()
        var folded = AliasText()
    }

    func mentions(
        in text: [UInt8], on date: CalendarDate?, scratch: inout Scratch
    ) -> [Mention] {
        scratch.exact.assign(text, folded: false)
        let found = matches(exact, in: scratch.exact, on: date)
        guard !folded.isEmpty else { return found }
        scratch.folded.assign(text, folded: true)
        return MentionFinder.leftmostLongest(found + matches(folded, in: scratch.folded, on: date))
    }

    private func matches(
        _ trie: AliasTrie, in text: AliasText, on date: CalendarDate?
    ) -> [Mention] {
        var found: [Mention] = []
        var position = 0
        while position < text.bytes.count {
            if text.isWordStart(position),
                let match = trie.longestMatch(in: text, from: position, on: date)
            {
                found.append(
                    Mention(range: text.original(position..<match.end), actor: match.actor))
                position = match.end
            } else {
                position += 1
            }
        }
        return found
    }

    /// Of overlapping mentions keeps the one that begins first and, of those, the longest.
    private static func leftmostLongest(_ mentions: [Mention]) -> [Mention] {
        let ordered = mentions.sorted {
            ($0.range.lowerBound, -$0.range.upperBound, $0.actor)
                < ($1.range.lowerBound, -$1.range.upperBound, $1.actor)
        }
        var kept: [Mention] = []
        for mention in ordered
        where mention.range.lowerBound >= (kept.last?.range.upperBound ?? 0) {
            kept.append(mention)
        }
        return kept
    }
}
