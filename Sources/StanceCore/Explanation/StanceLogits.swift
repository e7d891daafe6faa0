/// Three numbers on the scale of logits, one for each stance.
///
/// A softmax does not change when a number is added to all three, so only their differences have a
/// meaning: `self[a] - self[b]` is what speaks for a and against b, in nats.
public struct StanceLogits: Sendable, Hashable {
    /// For critical.
    public var critical: Double
    /// For neutral.
    public var neutral: Double
    /// For supportive.
    public var supportive: Double

    /// Zero for every stance.
    public static let zero = StanceLogits(critical: 0, neutral: 0, supportive: 0)

    /// Takes the numbers in class order.
    public init(critical: Double, neutral: Double, supportive: Double) {
        self.critical = critical
        self.neutral = neutral
        self.supportive = supportive
    }

    /// The number of one stance.
    public subscript(stance: Stance) -> Double {
        switch stance {
        case .critical: critical
        case .neutral: neutral
        case .supportive: supportive
        }
    }

    /// The numbers minus their mean.
    public var centred: StanceLogits {
        let mean = (critical + neutral + supportive) / 3
        return StanceLogits(
            critical: critical - mean, neutral: neutral - mean, supportive: supportive - mean)
    }

    /// The stance with the largest number; of equal ones the first in class order.
    public var largest: Stance {
        if critical >= neutral && critical >= supportive { return .critical }
        return neutral >= supportive ? .neutral : .supportive
    }

    /// Adds stance by stance.
    public static func + (left: StanceLogits, right: StanceLogits) -> StanceLogits {
        StanceLogits(
            critical: left.critical + right.critical, neutral: left.neutral + right.neutral,
            supportive: left.supportive + right.supportive)
    }

    /// Adds to the left side, stance by stance.
    public static func += (left: inout StanceLogits, right: StanceLogits) { left = left + right }

    /// Multiplies each number.
    public static func * (factor: Double, logits: StanceLogits) -> StanceLogits {
        StanceLogits(
            critical: factor * logits.critical, neutral: factor * logits.neutral,
            supportive: factor * logits.supportive)
    }
}
