/// One paragraph seen from one actor, with its gold stance where it is known.
///
/// The unit of training, evaluation and scoring: a paragraph can be critical of one actor and
/// supportive of another, so each actor of a paragraph is an example of its own.
public struct Example: Sendable, Hashable {
    /// The paragraph.
    public var text: String
    /// The actor's name; nil only where the recipe needs none.
    public var actor: String?
    /// The actor's mentions as half-open ranges of UTF-8 bytes of `text`, ascending and apart;
    /// nil when they are still to be found.
    public var mentions: [Range<Int>]?
    /// Mentions of other actors: names even where they share a word with this actor's, so that
    /// "Pakistan" stays another actor beside "Tehrik-i-Taliban Pakistan".
    public var others: [Range<Int>] = []
    /// The label given by a person.
    public var gold: Stance?
    /// The text's day, which dated aliases go by; nil when it is not known.
    public var date: CalendarDate?
    /// The row's own id, unique in its file where given.
    public var id: String?
    /// The article: rows of one group never sit in two folds.
    public var group: String?
    /// Which domain of actors the row belongs to, in training; nil where there is one only.
    public var domain: String?
    /// How much the row counts in training; finite and not negative.
    public var weight: Double
    /// Who gave the label; nil where it is not known.
    public var annotator: String?
    /// The values of other columns that were asked for, in their order; nil where it has none.
    public var columns: [String?] = []
    /// Where the row was read, for error messages.
    public var location: SourceLocation?

    /// Describes one (paragraph, actor).
    public init(
        text: String, actor: String? = nil, mentions: [Range<Int>]? = nil, gold: Stance? = nil,
        date: CalendarDate? = nil, id: String? = nil, group: String? = nil, domain: String? = nil,
        weight: Double = 1, location: SourceLocation? = nil
    ) {
        self.text = text
        self.actor = actor
        self.mentions = mentions
        self.gold = gold
        self.date = date
        self.id = id
        self.group = group
        self.domain = domain
        self.weight = weight
        self.location = location
    }
}
