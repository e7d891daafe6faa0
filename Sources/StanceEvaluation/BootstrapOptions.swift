import StanceCore

/// How a bootstrap is run; values that make no sense cannot be built.
public struct BootstrapOptions: Sendable, Hashable {
    /// How many times the groups are resampled, in 1...1,000,000.
    public let replicates: Int
    /// The confidence of the intervals, between 0 and 1.
    public let level: Double
    /// Where the random numbers start: the same seed draws the same groups everywhere.
    public let seed: UInt64

    /// 2,000 replicates, level 0.95, seed 0.
    public static let standard = BootstrapOptions(checkedReplicates: 2_000, level: 0.95, seed: 0)

    /// Checks and takes the options.
    ///
    /// - Throws: `StanceError.Kind.usage` when a value is out of its range.
    public init(
        replicates: Int = standard.replicates, level: Double = standard.level,
        seed: UInt64 = standard.seed
    ) throws(StanceError) {
        guard (1...1_000_000).contains(replicates) else {
            throw StanceError(
                .usage, "\(replicates) bootstrap replicates; expected 1 to 1000000")
        }
        guard level > 0, level < 1 else {
            throw StanceError(
                .usage, "confidence level \(level); expected more than 0 and less than 1")
        }
        self.init(checkedReplicates: replicates, level: level, seed: seed)
    }

    private init(checkedReplicates: Int, level: Double, seed: UInt64) {
        replicates = checkedReplicates
        self.level = level
        self.seed = seed
    }
}
