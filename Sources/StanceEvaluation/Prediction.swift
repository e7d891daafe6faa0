import StanceCore

/// One row of an evaluation: what a person said and what the model said.
public struct Prediction: Sendable, Hashable {
    /// The label given by a person.
    public var gold: Stance
    /// The model's probabilities.
    public var probabilities: StanceProbabilities
    /// The actor, for the figures per actor.
    public var actor: String?
    /// The article, the unit that the bootstrap resamples; nil: the row stands for itself.
    public var group: String?

    /// Pairs a gold label with the model's probabilities.
    public init(
        gold: Stance, probabilities: StanceProbabilities, actor: String? = nil,
        group: String? = nil
    ) {
        self.gold = gold
        self.probabilities = probabilities
        self.actor = actor
        self.group = group
    }
}
