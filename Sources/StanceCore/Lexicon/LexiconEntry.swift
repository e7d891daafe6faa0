/// A word or fixed phrase, and what a writer who uses it says of the actors near it.
///
/// - SeeAlso: Rashkin, Singh, Choi, "Connotation Frames: A Data-Driven Investigation" (2016),
///   section 2, for the roles; docs/lexicon.md for the scale.
public struct LexiconEntry: Sendable, Hashable {
    /// What kind of word a term is; decides its inflections and who plays which role.
    public enum Kind: UInt8, Sendable, CaseIterable {
        /// A verb, by its infinitive.
        case verb
        /// A noun for an action: violation, endorsement.
        case event
        case noun
        case adjective
        case adverb
        case function

        /// The word for it in a lexicon file.
        public var word: String { "\(self)" }
    }

    /// What else a term does in a sentence.
    public struct Classes: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8

        /// Takes the bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Turns what follows round: not, never, without.
        public static let negator = Classes(rawValue: 1)
        /// Strengthens: deeply, utterly.
        public static let intensifier = Classes(rawValue: 2)
        /// Weakens: somewhat, partly.
        public static let downtoner = Classes(rawValue: 4)
        /// Leaves open whether it is so: reportedly, may.
        public static let hedge = Classes(rawValue: 8)
        /// Begins a clause that stands against another: but, despite.
        public static let contrast = Classes(rawValue: 16)
        /// Passes on what somebody says: claim, according to.
        public static let reporting = Classes(rawValue: 32)
        /// Means the opposite of the word beside it: so-called.
        public static let irony = Classes(rawValue: 64)

        /// Every class by its word in a lexicon file.
        public static let names: [(String, Classes)] = [
            ("negator", .negator), ("intensifier", .intensifier), ("downtoner", .downtoner),
            ("hedge", .hedge), ("contrast", .contrast), ("reporting", .reporting),
            ("irony", .irony),
        ]
    }

    /// The lemma or phrase, in lower case, one space between words.
    public var term: String
    /// What kind of word it is.
    public var kind: Kind
    /// How good or bad it sounds for what stands near it, in -1...1.
    public var valence: Double
    /// What it says of the one who does it, in -1...1; nil where it says nothing.
    public var agent: Double?
    /// What it says of the one it is done to, in -1...1; nil where it says nothing.
    public var patient: Double?
    /// What else it does.
    public var classes: Classes
    /// Irregular forms of its inflected word: past and participle of a verb, plural of a noun.
    public var forms: [String]
    /// Where it was read, for error messages.
    public var location: SourceLocation?

    /// Describes a term.
    public init(
        term: String, kind: Kind, valence: Double = 0, agent: Double? = nil,
        patient: Double? = nil, classes: Classes = [], forms: [String] = [],
        location: SourceLocation? = nil
    ) {
        self.term = term
        self.kind = kind
        self.valence = valence
        self.agent = agent
        self.patient = patient
        self.classes = classes
        self.forms = forms
        self.location = location
    }
}
