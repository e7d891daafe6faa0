import StanceCore

/// One row of an evaluation: what a person said and what the model said.
public struct Prediction: Sendable, Hashable {
    /// The label given by a person.
    public var gold: Stance
    /// The model's probabilities.
    public var probabilities: StanceProbabilities
    /// The actor, for the figures per actor.
    public var actor: String?
    /// The article, the unit that the bootstrap resamples.
    public var group: String?
    /// The paragraph, the unit where no article is given: its rows share every word.
    ///
    /// Nil as well: the row stands for itself.
    public var text: String?

    /// Pairs a gold label with the model's probabilities.
    public init(
        gold: Stance, probabilities: StanceProbabilities, actor: String? = nil,
        group: String? = nil, text: String? = nil
    ) {
        self.gold = gold
        self.probabilities = probabilities
        self.actor = actor
        self.group = group
        self.text = text
    }
}
