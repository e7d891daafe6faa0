/// How far a list of actors covers some texts: who was found, under which alias, and which
/// capitalised names nobody of the list has.
public struct ActorCoverage {
    /// An actor that the texts name.
    public struct FoundActor: Sendable, Hashable {
        /// The actor's name.
        public var name: String
        /// How often the texts name it.
        public var count: Int
        /// Its aliases that were found, by falling count.
        public var aliases: [AliasCount]
    }

    /// A capitalised name that is no known actor's.
    public struct UncoveredName: Sendable, Hashable {
        /// The name, without possessive and title.
        public var name: String
        /// How often it was found.
        public var count: Int
        /// The name among its neighbours, where it was first found.
        public var example: String
    }

    /// How many actors the list has.
    public var actorCount: Int { finder.actors.count }
    /// How many documents were added.
    public private(set) var documentCount = 0
    /// How many paragraphs they have.
    public private(set) var paragraphCount = 0
    /// How many of those name an actor.
    public private(set) var coveredParagraphCount = 0
    /// The share of paragraphs that name an actor, 0...1; nil without a paragraph.
    public var coveredShare: Double? {
        paragraphCount == 0 ? nil : Double(coveredParagraphCount) / Double(paragraphCount)
    }
    /// How many mentions were found.
    public private(set) var mentionCount = 0

    private let finder: MentionFinder
    private var scratch = MentionFinder.Scratch()
    private var mentionCounts: MentionCounts
    private var census = NameCensus()

    /// Prepares a list of actors.
    ///
    /// - Throws: `StanceError.badData` as `MentionFinder.init(actors:)`.
    public init(actors: [Actor]) throws {
        finder = try MentionFinder(actors: actors)
        mentionCounts = MentionCounts(finder)
    }

    /// Adds a document; `date` is its day, where it is known.
    ///
    /// - Complexity: O(bytes); memory grows with the distinct names and words.
    public mutating func add(paragraphs: [String], on date: CalendarDate? = nil) {
        documentCount += 1
        paragraphCount += paragraphs.count
        for paragraph in paragraphs {
            let text = Array(paragraph.utf8)
            let mentions = finder.mentions(in: text, on: date, scratch: &scratch)
            mentionCount += mentions.count
            if !mentions.isEmpty { coveredParagraphCount += 1 }
            mentionCounts.add(mentions, in: text)
            census.add(text, mentions: mentions)
        }
    }

    /// The actors that were found, by falling count, then as listed.
    public var found: [FoundActor] {
        finder.actors.indices.compactMap { actor in
            let aliases = mentionCounts.aliases(of: actor)
            guard !aliases.isEmpty else { return nil }
            return FoundActor(
                name: finder.actors[actor].name, count: aliases.reduce(0) { $0 + $1.count },
                aliases: aliases)
        }.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.map(\.element)
    }

    /// The capitalised names that no actor covers, by falling count, then by name.
    public var uncovered: [UncoveredName] {
        census.names().map {
            UncoveredName(name: $0.form, count: $0.entry.count, example: $0.entry.example)
        }
    }
}
