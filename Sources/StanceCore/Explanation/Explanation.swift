/// Why a text got its score toward an actor: every term's exact share in the three logits.
///
///     z_c = b_c + sum over the terms t of x_t W_tc,     x_t = scale * tf * idf / norm of its block
///     p   = softmax(z)
///
/// The model is linear in x, so the shares are no approximation: bias and contributions add up to
/// the logits, and their differences to ln(p_a / p_b). What is a convention is how a term's share
/// is laid over the words of the text (`words`).
public struct Explanation: Sendable, Hashable {
    /// An occurrence of a term in the text.
    public struct Place: Sendable, Hashable {
        /// The UTF-8 bytes of the text.
        public var range: Range<Int>
        /// What the occurrence adds to the term's frequency.
        public var amount: Double

        /// Describes an occurrence.
        public init(range: Range<Int>, amount: Double) {
            self.range = range
            self.amount = amount
        }
    }

    /// A term of the row and what it adds.
    public struct Term: Sendable, Hashable {
        /// The block it belongs to.
        public var block: BlockKind
        /// The term as models list it, for example `R_praised`.
        public var label: String
        /// The same in words, for example `“praised” after the actor`.
        public var wording: String
        /// The sum of the amounts of its occurrences.
        public var frequency: Double
        /// Its idf; 1 where the block has none.
        public var idf: Double
        /// x: scale * tf * idf / norm.
        public var value: Double
        /// x W: what the term adds to each logit.
        public var contribution: StanceLogits
        /// Where it stands in the text, ascending; empty for terms of the text as a whole.
        public var places: [Place]
    }

    /// What the terms of one block add together.
    public struct Block: Sendable, Hashable {
        /// What its terms are.
        public var kind: BlockKind
        /// What the normalised block is multiplied by.
        public var scale: Double
        /// What the block's tf * idf are divided by; 1 where there is nothing to divide.
        public var norm: Double
        /// How many different terms of the text the model knows.
        public var termCount: Int
        /// How many occurrences of terms the model does not know.
        public var unknownCount: Int
        /// The sum over its terms.
        public var contribution: StanceLogits
    }

    /// A word of the text with its part of the shares of all terms that it is in.
    public struct Word: Sendable, Hashable {
        /// The UTF-8 bytes of the text.
        public var range: Range<Int>
        /// Its part.
        public var contribution: StanceLogits
        /// False for a mark, such as a comma.
        public var isWord: Bool
    }

    /// b: what the model says before a word is read.
    public let bias: StanceLogits
    /// The blocks in column order.
    public let blocks: [Block]
    /// The terms of the row in column order.
    public let terms: [Term]
    /// The words of the text that any term is made of, ascending.
    ///
    /// A term's contribution is dealt out to its places by their amounts, and within a place evenly
    /// to its words. With the terms that have no place and the bias they add up to the logits.
    public let words: [Word]
    /// The domain whose weights were used; nil in models of one domain.
    public let domain: String?
    /// The actor's mentions, as UTF-8 bytes of the text, ascending.
    public let mentions: [Range<Int>]
    /// z, the sum of the bias and every contribution.
    public let logits: StanceLogits
    /// softmax(z).
    public let probabilities: StanceProbabilities

    /// The predicted stance.
    public var stance: Stance { probabilities.stance }

    /// The second most probable stance: the one that the predicted stance is explained against.
    public var rival: Stance {
        let others = Stance.allCases.filter { $0 != stance }
        return probabilities[others[0]] >= probabilities[others[1]] ? others[0] : others[1]
    }

    /// The terms that move the difference of two logits most, the strongest first.
    ///
    /// Equal ones stand in column order.
    /// - Complexity: O(t log t) for t terms.
    public func strongestTerms(for stance: Stance, against rival: Stance) -> [Term] {
        terms.enumerated().map { (abs($1.contribution[stance] - $1.contribution[rival]), $0) }
            .sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }
            .map { terms[$0.1] }
    }

    /// A word that stands out.
    public struct Highlight: Sendable, Hashable {
        /// The UTF-8 bytes of the text.
        public var range: Range<Int>
        /// The stance that it speaks for: the largest of its part.
        public var stance: Stance
        /// How strongly, as a share of the strongest word of the text, in 0...1.
        public var strength: Double

        /// Describes a word that stands out.
        public init(range: Range<Int>, stance: Stance, strength: Double) {
            self.range = range
            self.stance = stance
            self.strength = strength
        }
    }

    /// The words that say most, in the order of the text, without those of the actor's mentions.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - least: the smallest strength.
    /// - Returns: the words; none where no word says anything.
    public func highlights(limit: Int, least: Double = 0.2) -> [Highlight] {
        let parts = words.filter { word in
            word.isWord && !mentions.contains { $0.overlaps(word.range) }
        }
        .map { word in
            let part = word.contribution.centred
            return (range: word.range, stance: part.largest, size: part[part.largest])
        }
        let greatest = parts.map(\.size).max() ?? 0
        guard greatest > 0 else { return [] }
        return parts.filter { $0.size >= least * greatest }
            .sorted { ($1.size, $0.range.lowerBound) < ($0.size, $1.range.lowerBound) }
            .prefix(max(0, limit))
            .map { Highlight(range: $0.range, stance: $0.stance, strength: $0.size / greatest) }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
