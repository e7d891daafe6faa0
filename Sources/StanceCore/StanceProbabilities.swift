/// The three class probabilities of one (paragraph, actor); they sum to 1.
public struct StanceProbabilities: Sendable, Hashable {
    /// P(critical), in 0...1.
    public var critical: Double
    /// P(neutral), in 0...1.
    public var neutral: Double
    /// P(supportive), in 0...1.
    public var supportive: Double

    /// Takes the probabilities in class order.
    public init(critical: Double, neutral: Double, supportive: Double) {
        self.critical = critical
        self.neutral = neutral
        self.supportive = supportive
    }

    /// P(supportive) - P(critical), in -1...1.
    public var score: Double { supportive - critical }

    /// The most probable stance; of equal ones the first in class order.
    public var stance: Stance {
        if critical >= neutral && critical >= supportive { return .critical }
        return neutral >= supportive ? .neutral : .supportive
    }

    /// The probability of one class.
    public subscript(stance: Stance) -> Double {
        switch stance {
        case .critical: critical
        case .neutral: neutral
        case .supportive: supportive
        }
    }
}

/// What scoring yields for one (paragraph, actor): the row of every output format.
public struct ScoredRow: Sendable, Hashable {
    /// A score, or the reason why there is none.
    public enum Outcome: Sendable, Hashable {
        /// The model's probabilities.
        case scored(StanceProbabilities)
        /// No score, and why in a few words.
        case abstained(reason: String)
    }

    /// The row's id, or the file's path as given.
    public var document: String
    /// The paragraph's number in its document, from 1.
    public var paragraph: Int
    /// The actor's name; nil when the paragraph mentions none.
    public var actor: String?
    /// The probabilities, or why there are none.
    public var outcome: Outcome
    /// How often the actor is mentioned in the paragraph.
    public var mentions: Int
    /// The stances that cannot be ruled out, in class order; nil where no sets were asked for or the
    /// row could not be scored.
    public var set: [Stance]?
    /// The article, where it is not the document.
    public var group: String?
    /// What summaries are made by, such as a month or a source.
    public var slice: String?

    /// Describes one scored or abstained (paragraph, actor).
    public init(
        document: String, paragraph: Int, actor: String?, outcome: Outcome, mentions: Int
    ) {
        self.document = document
        self.paragraph = paragraph
        self.actor = actor
        self.outcome = outcome
        self.mentions = mentions
    }
}
