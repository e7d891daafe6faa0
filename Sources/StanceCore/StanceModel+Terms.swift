extension StanceModel {
    /// A feature and how much it speaks for a stance.
    public struct WeightedTerm: Sendable, Hashable, Codable {
        /// The block it belongs to.
        public var block: String
        /// The term as it is shown to a person.
        public var label: String
        /// The same in words, for people who do not know the recipe.
        public var wording: String
        /// Its weight for the stance minus the mean of its three weights.
        public var weight: Double
    }

    /// The features that speak most for a stance, the strongest first.
    ///
    /// Equal ones stand in column order. Softmax does not change when a number is added to all three
    /// weights of a feature, so only the difference to their mean has a meaning. Of several domains it is
    /// the mean that counts.
    /// - Complexity: O(d log d).
    public func strongestTerms(for stance: Stance, count: Int) -> [WeightedTerm] {
        strongestTerms(for: stance, count: count, domain: nil) { _, _ in true }
    }

    /// The features of one actor of a per-actor model that speak most for a stance.
    ///
    /// They add to what the shared features say.
    /// - Parameters:
    ///   - stance: the stance spoken for.
    ///   - actor: the actor's number in `actors`; nil for the features that all actors share.
    ///   - count: how many at most.
    /// - Returns: the features, the strongest first; none in models without actors.
    public func strongestTerms(
        for stance: Stance, ofActor actor: Int?, count: Int
    ) -> [WeightedTerm] {
        strongestTerms(for: stance, count: count, domain: nil) { $0.actor($1) == actor }
    }

    /// The strongest of some features, by the weights of a domain or, without one, their mean.
    func strongestTerms(
        for stance: Stance, count: Int, domain: Int?,
        where isWanted: (FeatureBlock, _ column: Int) -> Bool
    ) -> [WeightedTerm] {
        var candidates: [(block: FeatureBlock, column: Int, weight: Double)] = []
        var first = 0
        for block in blocks {
            for column in 0..<block.features.columnCount where isWanted(block, column) {
                let weights = weights(ofColumn: first + column, domain: domain)
                let mean = weights.reduce(0, +) / 3
                candidates.append((block, column, weights[stance.rawValue] - mean))
            }
            first += block.features.columnCount
        }
        let order = candidates.indices.sorted {
            candidates[$0].weight != candidates[$1].weight
                ? candidates[$0].weight > candidates[$1].weight : $0 < $1
        }
        return order.prefix(max(0, count)).map { index in
            let (block, column, weight) = candidates[index]
            return WeightedTerm(
                block: block.kind.rawValue, label: block.label(column, actors: actors),
                wording: block.wording(column, actors: actors), weight: weight)
        }
    }

    /// The three weights of a column in a domain; without one their mean over the domains.
    private func weights(ofColumn column: Int, domain: Int?) -> [Double] {
        let own = column * Stance.count..<(column + 1) * Stance.count
        if let domain { return Array(parameters(ofDomain: domain)[own]) }
        guard !laterParameters.isEmpty else { return Array(parameters[own]) }
        return own.map { entry in
            laterParameters.reduce(parameters[entry]) { $0 + $1[entry] }
                / Double(1 + laterParameters.count)
        }
    }

    /// The same model with a text for its reader.
    public func adding(card: String) -> StanceModel {
        var facts = facts
        facts.card = card
        return StanceModel(self, facts: facts)
    }

    /// The same model with one more figure among its facts.
    public func adding(_ estimate: TrainingFacts.Estimate) -> StanceModel {
        var facts = facts
        facts.estimates.append(estimate)
        return StanceModel(self, facts: facts)
    }
}
