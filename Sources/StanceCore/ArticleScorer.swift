import StanceNumerics

/// One paragraph to score, or one row that already says which actor it is about.
public struct ParagraphToScore: Sendable, Hashable {
    /// The document's id, or its path as given.
    public var document: String
    /// The paragraph's number in its document, from 1.
    public var number: Int
    /// The paragraph.
    public var text: String
    /// The only actor to score, where the input names one.
    public var actor: String?
    /// That actor's mentions as UTF-8 byte ranges, where the input has them.
    public var mentions: [Range<Int>]?

    /// Describes a paragraph to score.
    public init(
        document: String, number: Int, text: String, actor: String? = nil,
        mentions: [Range<Int>]? = nil
    ) {
        self.document = document
        self.number = number
        self.text = text
        self.actor = actor
        self.mentions = mentions
    }
}

/// Paragraphs -> a row per paragraph and actor.
///
/// Every paragraph yields at least one row: where no actor is found and the recipe needs one, a row
/// that abstains and says why. Rows keep the order of the paragraphs; those of one paragraph stand in
/// the order of first mention, or of the names asked for.
public struct ArticleScorer: Sendable {
    private let scorer: Scorer
    private let finder: MentionFinder?
    private let resolver: MentionResolver
    /// Indices of the finder's actors to report; nil for all.
    private let asked: [Int]?

    /// The reason in rows of paragraphs in which no actor is found.
    public static let noActorMentioned = "no actor mentioned"

    /// Scores paragraphs for known actors.
    ///
    /// - Parameters:
    ///   - scorer: the model in use.
    ///   - actors: the known actors.
    ///   - asked: names or aliases to report, and no others; a name that no actor has is searched as
    ///     it stands. Empty: report every known actor that a paragraph mentions.
    /// - Throws: `StanceError.badData` as `MentionFinder.init(actors:)`.
    public init(scorer: Scorer, actors: [Actor], asked: [String] = []) throws {
        self.scorer = scorer
        var known = actors
        var index: [String: Int] = [:]
        for (number, actor) in actors.enumerated() {
            for name in [actor.name] + actor.aliases where index[name] == nil {
                index[name] = number
            }
        }
        var reported: [Int] = []
        for name in asked {
            if index[name] == nil {
                index[name] = known.count
                known.append(Actor(name: name))
            }
            if let number = index[name], !reported.contains(number) { reported.append(number) }
        }
        finder = known.isEmpty ? nil : try MentionFinder(actors: known)
        resolver = MentionResolver(finder: finder)
        self.asked = asked.isEmpty ? nil : reported
    }

    /// Scores paragraphs.
    ///
    /// - Parameters:
    ///   - paragraphs: in any number.
    ///   - threads: how many to use; nil for one per core. The rows do not depend on it.
    /// - Returns: the rows, in the order of the paragraphs.
    /// - Throws: `StanceError` when a row's actor has an empty name.
    public func rows(
        for paragraphs: [ParagraphToScore], threads: Int? = nil
    ) throws -> [ScoredRow] {
        let parts = try concurrentChunks(paragraphs.count, threads: threads) {
            try score(paragraphs[$0])
        }
        return Array(parts.joined())
    }

    private func score(_ paragraphs: ArraySlice<ParagraphToScore>) throws -> [ScoredRow] {
        var scratch = MentionFinder.Scratch()
        var examples: [Example] = []
        var owners: [ParagraphToScore] = []
        for paragraph in paragraphs {
            let added = try self.examples(of: paragraph, scratch: &scratch)
            examples += added
            owners += repeatElement(paragraph, count: added.count)
        }
        let probabilities = try scorer.probabilities(of: examples, threads: 1)
        return examples.indices.map { index in
            let example = examples[index]
            let reason =
                example.actor == nil ? ArticleScorer.noActorMentioned : Scorer.actorNotMentioned
            return ScoredRow(
                document: owners[index].document, paragraph: owners[index].number,
                actor: example.actor,
                outcome: probabilities[index].map { .scored($0) } ?? .abstained(reason: reason),
                mentions: example.mentions?.count ?? 0)
        }
    }

    private func examples(
        of paragraph: ParagraphToScore, scratch: inout MentionFinder.Scratch
    ) throws -> [Example] {
        if let actor = paragraph.actor {
            return try resolver.resolve([
                Example(text: paragraph.text, actor: actor, mentions: paragraph.mentions)
            ])
        }
        guard let finder else { return [Example(text: paragraph.text)] }
        let found = finder.mentions(in: Array(paragraph.text.utf8), scratch: &scratch)
        var actors = asked ?? []
        if asked == nil {
            for mention in found where !actors.contains(mention.actor) {
                actors.append(mention.actor)
            }
        }
        guard !actors.isEmpty else { return [Example(text: paragraph.text)] }
        return actors.map { actor in
            var example = Example(
                text: paragraph.text, actor: finder.actors[actor].name,
                mentions: found.filter { $0.actor == actor }.map(\.range))
            example.others = found.filter { $0.actor != actor }.map(\.range)
            return example
        }
    }
}
