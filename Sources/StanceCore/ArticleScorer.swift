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
    /// The text's day, which dated aliases go by; nil when it is not known.
    public var date: CalendarDate?
    /// The article, where it is not the document; handed on to the rows.
    public var group: String?
    /// What summaries are made by; handed on to the rows.
    public var slice: String?

    /// Describes a paragraph to score.
    public init(
        document: String, number: Int, text: String, actor: String? = nil,
        mentions: [Range<Int>]? = nil, date: CalendarDate? = nil
    ) {
        self.document = document
        self.number = number
        self.text = text
        self.actor = actor
        self.mentions = mentions
        self.date = date
    }
}

/// Paragraphs -> a row per paragraph and actor.
///
/// Every paragraph yields at least one row: where no actor is found and the recipe needs one, a row
/// that abstains and says why. Rows keep the order of the paragraphs; those of one paragraph stand in
/// the order of first mention, or of the names asked for. A per-actor model scores every paragraph for
/// each of its actors, in its order, or for those asked for.
public struct ArticleScorer: Sendable {
    private let scorer: Scorer
    private let resolver: MentionResolver
    /// The actors to report; nil for all that are known.
    private let asked: [(name: String, actor: MentionResolver.Sought)]?
    /// The actors to score where none is asked for, be they mentioned or not; nil for those that a
    /// paragraph mentions.
    private let standing: [(name: String, actor: MentionResolver.Sought)]?

    /// The reason in rows of paragraphs in which no actor is found.
    public static let noActorMentioned = "no actor mentioned"
    /// The reason in the row of a document that holds no text.
    public static let noText = "no text"

    /// Scores paragraphs for known actors.
    ///
    /// - Parameters:
    ///   - scorer: the model in use.
    ///   - actors: the known actors.
    ///   - asked: names or aliases to report, in any case, and no others; a name that no actor has is
    ///     searched as it stands. Empty: report every known actor that a paragraph mentions.
    /// - Throws: `StanceError.badData` as `MentionFinder.init(actors:)`; `.usage` when a name asked
    ///   for fits several actors.
    public init(scorer: Scorer, actors: [Actor], asked: [String] = []) throws {
        self.scorer = scorer
        let finder = actors.isEmpty ? nil : try MentionFinder(actors: actors)
        resolver = MentionResolver(finder: finder)
        var reported: [(name: String, actor: MentionResolver.Sought)] = []
        for name in asked {
            // Whom the model knows goes by the model's name, whoever else has it as an alias.
            let own = scorer.model.actors?.name(for: name)
            let candidates = own == nil ? resolver.candidates(for: name) : []
            guard candidates.isEmpty else {
                throw StanceError(
                    .usage,
                    "actor \"\(name)\" could be \(candidates.joined(separator: " or ")); "
                        + "expected one of these names")
            }
            let actor = try resolver.sought(name)
            let canonical =
                switch actor {
                case .known(let number): actors[number].name
                case .named(let finder): finder.actors[0].name
                }
            let name = own ?? canonical
            if !reported.contains(where: { $0.name == name }) {
                reported.append((name, actor))
            }
        }
        self.asked = asked.isEmpty ? nil : reported
        standing = try scorer.model.actors?.names.map { [resolver] in
            (name: $0, actor: try resolver.sought($0))
        }
    }

    /// Whether rows of an actor are reported: true unless other actors were asked for.
    ///
    /// `date` is the row's day, on which a dated alias may mean another actor than today.
    public func reports(_ actor: String, on date: CalendarDate? = nil) throws -> Bool {
        guard let asked else { return true }
        if let name = scorer.model.actors?.name(for: actor) {
            return asked.contains { $0.name == name }
        }
        let sought = try resolver.sought(actor, on: date)
        return asked.contains { $0.actor == sought }
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
            var row = ScoredRow(
                document: owners[index].document, paragraph: owners[index].number,
                actor: example.actor, outcome: outcome(of: example, probabilities[index]),
                mentions: example.mentions?.count ?? 0)
            row.group = owners[index].group
            row.slice = owners[index].slice
            return row
        }
    }

    private func outcome(
        of example: Example, _ probabilities: StanceProbabilities?
    ) -> ScoredRow.Outcome {
        if example.text.isEmpty { return .abstained(reason: ArticleScorer.noText) }
        if let probabilities { return .scored(probabilities) }
        guard let reason = scorer.reasonToAbstain(on: example) else {
            return .abstained(reason: Scorer.nothingKnown)
        }
        return .abstained(
            reason: example.actor == nil ? ArticleScorer.noActorMentioned : reason)
    }

    func examples(
        of paragraph: ParagraphToScore, scratch: inout MentionFinder.Scratch
    ) throws -> [Example] {
        if let actor = paragraph.actor {
            return try resolver.resolve([
                Example(
                    text: paragraph.text, actor: actor, mentions: paragraph.mentions,
                    date: paragraph.date)
            ])
        }
        let text = Array(paragraph.text.utf8)
        let found =
            resolver.finder?.mentions(in: text, on: paragraph.date, scratch: &scratch) ?? []
        let actors = asked ?? standing ?? mentioned(found)
        guard !actors.isEmpty, asked != nil || !paragraph.text.isEmpty else {
            return [Example(text: paragraph.text)]
        }
        return actors.map { name, actor in
            var example = Example(
                text: paragraph.text, actor: name,
                mentions: resolver.mentions(of: actor, in: text, found))
            example.others = resolver.others(than: actor, at: example.mentions ?? [], found)
            return example
        }
    }

    /// The known actors of a text in the order of their first mention.
    private func mentioned(_ found: [Mention]) -> [(name: String, actor: MentionResolver.Sought)] {
        guard let finder = resolver.finder else { return [] }
        var seen: Set<Int> = []
        return found.filter { seen.insert($0.actor).inserted }.map {
            (finder.actors[$0.actor].name, .known($0.actor))
        }
    }
}
