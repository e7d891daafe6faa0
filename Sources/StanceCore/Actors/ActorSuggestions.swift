/// Candidates for a list of actors: the capitalised names of some texts that the list lacks.
///
/// Names that mean one actor are joined:
///
///     Tehrik-i-Taliban Pakistan (TTP)       the acronym in brackets is an alias
///     Shehbaz Sharif ... Sharif             so is a last name that only one candidate has
///     Ruritania ... Ruritanian(s)           so is a demonym
///     RURITANIA                             capitals are the same word
///
/// It does not know what a name names: places, events and persons are among the candidates.
public struct ActorSuggestions {
    /// Somebody, perhaps, with the words for it.
    public struct Candidate: Sendable, Hashable {
        /// The longest name.
        public var name: String
        /// How often the name and its aliases were found.
        public var count: Int
        /// How often the name itself was found.
        public var nameCount: Int
        /// Its other words, by falling count.
        public var aliases: [AliasCount]
        /// The known actor whose alias the name seems to be.
        public var knownActor: String?
        /// The name among its neighbours, where it was first found.
        public var example: String
    }

    /// How many documents were added.
    public private(set) var documentCount = 0
    /// How many paragraphs they have.
    public private(set) var paragraphCount = 0

    private let finder: MentionFinder?
    private let actors: [Actor]
    private var scratch = MentionFinder.Scratch()
    private var census = NameCensus()

    /// Looks for names that are not the known actors'.
    ///
    /// - Throws: `StanceError.badData` as `MentionFinder.init(actors:)`.
    public init(known actors: [Actor]) throws {
        self.actors = actors
        finder = actors.isEmpty ? nil : try MentionFinder(actors: actors)
    }

    /// Adds a document; `date` is its day, where it is known.
    ///
    /// - Complexity: O(bytes); memory grows with the distinct names and words.
    public mutating func add(paragraphs: [String], on date: CalendarDate? = nil) {
        documentCount += 1
        paragraphCount += paragraphs.count
        for paragraph in paragraphs {
            let text = Array(paragraph.utf8)
            let mentions = finder?.mentions(in: text, on: date, scratch: &scratch) ?? []
            census.add(text, mentions: mentions)
        }
    }

    /// The candidates found at least `minimumCount` times, by falling count, then by name.
    public func candidates(minimumCount: Int = 2) -> [Candidate] {
        var grouping = NameGrouping(census.names(), knownNames: actors.map(\.name))
        grouping.join(census.abbreviations)
        let owners = Dictionary(
            actors.flatMap { actor in actor.words.map { (Self.form($0.alias), actor.name) } },
            uniquingKeysWith: { first, _ in first })
        return grouping.candidates().filter { $0.count >= minimumCount }.map { candidate in
            // A dated alias outside its days is no mention, and yet no new actor's word.
            var candidate = candidate
            let words = [candidate.name] + candidate.aliases.map(\.alias)
            candidate.knownActor =
                candidate.knownActor ?? words.lazy.compactMap { owners[Self.form($0)] }.first
            return candidate
        }
    }

    private static func form(_ word: String) -> [UInt8] { AliasText.form(of: word, folded: false) }
}
