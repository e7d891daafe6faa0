extension StanceModel {
    /// What speaks for each stance where the text is about one actor.
    public struct ActorTerms: Sendable, Hashable {
        /// Which weights belong to single actors; the raw value is the word in every output.
        public enum Ownership: String, Sendable, Hashable {
            /// Each actor has a copy of every term: recipe per-actor.
            case terms
            /// The words of an actor's name alone: recipe target-aware.
            case name
            /// None: the model sees all actors alike.
            case none
        }

        /// The actor, as the model spells it.
        public let actor: String
        /// Which weights belong to single actors.
        public let ownership: Ownership
        /// The domain that the name belongs to, whose weights count; nil in models of one domain.
        public let domain: String?
        /// The terms of this actor alone that speak for each stance, in class order, the strongest
        /// first.
        public let own: [[WeightedTerm]]
        /// The same of the terms that any actor may have.
        public let shared: [[WeightedTerm]]
    }

    /// The features that speak most for each stance where the text is about one actor.
    ///
    /// - Parameters:
    ///   - name: the actor; its other names are actors of their own here.
    ///   - count: how many features at most, for each stance, own and shared.
    /// - Returns: features whose weight for the stance is above the mean of their three.
    /// - Throws: `StanceError.usage` when the name is empty, or no actor of a per-actor model.
    /// - Complexity: O(d log d).
    public func terms(ofActor name: String, count: Int) throws -> ActorTerms {
        guard name.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw StanceError(.usage, "an actor has an empty name")
        }
        guard let actors else { return try termsOfName(name, count: count) }
        guard let number = actors[name] else {
            throw StanceError(
                .usage,
                "the model has no actor \"\(name)\"; expected one of "
                    + actors.names.joined(separator: ", "))
        }
        return actorTerms(actors.names[number], .terms, count: count) { block, column in
            block.actor(column).map { $0 == number ? .own : .another } ?? .shared
        }
    }

    /// Whose a feature is.
    private enum Owner { case own, shared, another }

    /// The same in a model that does not list its actors.
    private func termsOfName(_ name: String, count: Int) throws -> ActorTerms {
        guard recipe.needsMention else {
            return actorTerms(name, .none, count: count) { _, _ in .shared }
        }
        // The name as a text that is one mention: its terms are those of any mention so written.
        var terms = try ExampleTerms(
            recipe: recipe, casing: casing, lexicon: lexicon, sentenceCost: sentenceCost)
        try terms.setText(name)
        terms.setActor(name, mentions: [0..<name.utf8.count], others: [])
        var columns: Set<Int> = []
        for block in blocks where block.kind == .names {
            var recorder = TermRecorder(block.features.vocabulary)
            try terms.add(.names, to: &recorder)
            columns.formUnion(recorder.uses.map(\.column))
        }
        let knowsNames = blocks.contains { $0.kind == .names }
        let domain = domains?.domain(of: terms.mentionWords)
        return actorTerms(name, knowsNames ? .name : .none, domain: domain, count: count) {
            block, column in
            block.kind != .names ? .shared : columns.contains(column) ? .own : .another
        }
    }

    private func actorTerms(
        _ name: String, _ ownership: ActorTerms.Ownership, domain: Int? = nil, count: Int,
        owner: (FeatureBlock, Int) -> Owner
    ) -> ActorTerms {
        func terms(_ wanted: Owner) -> [[WeightedTerm]] {
            Stance.allCases.map { stance in
                strongestTerms(for: stance, count: count, domain: domain) {
                    owner($0, $1) == wanted
                }.filter { $0.weight > 0 }
            }
        }
        return ActorTerms(
            actor: name, ownership: ownership, domain: domain.flatMap { domains?.names[$0] },
            own: terms(.own), shared: terms(.shared))
    }
}
