/// Something wrong or suspicious in a list of actors.
public struct ActorFinding: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable {
        /// The list is refused.
        case error
        /// The list is read, but may not mean what its author thinks.
        case warning
    }

    /// What is checked; the raw value is the rule's name in every output.
    public enum Rule: String, Sendable, CaseIterable {
        /// The file is not a list of actors with known keys, or a word is empty or a date none.
        case format
        /// A span that holds no day.
        case reversedDates = "reversed-dates"
        /// Two actors have one name.
        case duplicateActor = "duplicate-actor"
        /// A word means two actors on the same day, be it one's name and the other's alias.
        case sharedAlias = "shared-alias"
        /// A word is given twice for one actor.
        case repeatedAlias = "repeated-alias"
        /// A word is given twice for one actor, with spans that share days.
        case overlappingDates = "overlapping-dates"
        /// A word is found through another one of the same actor already.
        case redundantAlias = "redundant-alias"
        /// Words of two actors differ in case only.
        case caseVariant = "case-variant"
        /// In capitals, as headlines write it, a word is another actor's.
        case headlineForm = "headline-form"
        /// A word is also an ordinary word of English, in a case in which it is searched.
        case commonWord = "common-word"
        /// A word of one letter.
        case oneLetter = "one-letter"
        /// A word that ends in a possessive 's.
        case possessive
    }

    /// How bad it is.
    public var severity: Severity
    /// What was broken.
    public var rule: Rule
    /// What is wrong, in one line without the place.
    public var message: String
    /// The line, from 1; nil when the whole file is meant.
    public var line: Int?

    /// Describes a finding.
    public init(_ severity: Severity, _ rule: Rule, _ message: String, line: Int?) {
        self.severity = severity
        self.rule = rule
        self.message = message
        self.line = line
    }
}
