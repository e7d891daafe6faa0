/// How a text stands toward an actor.
///
/// The raw value is the class index everywhere: in weights, probabilities and confusion matrices.
public enum Stance: Int, CaseIterable, Sendable, Hashable {
    /// The text criticises, blames, threatens or belittles the actor.
    case critical = 0
    /// The text mentions the actor without taking sides.
    case neutral = 1
    /// The text praises, defends, backs or sympathises with the actor.
    case supportive = 2

    /// The number of classes, k = 3.
    public static let count = 3

    /// The word written in every output: "critical", "neutral" or "supportive".
    public var name: String {
        switch self {
        case .critical: "critical"
        case .neutral: "neutral"
        case .supportive: "supportive"
        }
    }

    /// The words of three published conventions, in class order; matched in any case.
    public static let understoodWords: [(stance: Stance, words: [String])] = [
        (.critical, ["critical", "against", "con", "negative"]),
        (.neutral, ["neutral", "none"]),
        (.supportive, ["supportive", "favor", "pro", "positive"]),
    ]

    /// Reads a stance word in any case, or nil if the word is not one of `understoodWords`.
    ///
    /// Integers are never understood: published data sets number the classes in opposite ways.
    public init?(word: some StringProtocol) {
        let lowered = word.lowercased()
        for (stance, words) in Stance.understoodWords where words.contains(lowered) {
            self = stance
            return
        }
        return nil
    }
}
