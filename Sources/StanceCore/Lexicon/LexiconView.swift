/// A paragraph as seen from one actor, with what the lexicon says of its words.
///
/// Fills from the masked stream of an `ActorView`; one per thread, its buffers kept.
struct LexiconView {
    /// A term of the lexicon in the stream.
    struct Match {
        /// Its first token.
        var token: Int
        /// Its number of tokens.
        var count: Int
        var word: WordFacts
        /// Written in a form that may be a past participle.
        var isParticiple: Bool
    }

    /// The matches, left to right, none overlapping another.
    private(set) var matches: [Match] = []
    /// The valence of each token after negation; a phrase's stands at its first token.
    private(set) var valences: [Double] = []
    /// Whether each token is a negator.
    private(set) var isNegator: [Bool] = []
    /// Whether each token ends a clause.
    private(set) var endsClause: [Bool] = []

    private var heads: [UInt32] = []

    /// How many tokens a negator reaches, and what is left of a valence that it turns round.
    static let negationReach = 4
    static let negationFactor = -0.5

    /// Looks the stream's words up.
    ///
    /// A negator turns round the valences of the four tokens after it, up to the end of the clause.
    mutating func assign(_ view: borrowing ActorView, _ lexicon: Lexicon) {
        let count = view.count
        find(view, lexicon)
        endsClause.removeAll(keepingCapacity: true)
        isNegator.removeAll(keepingCapacity: true)
        valences.removeAll(keepingCapacity: true)
        var next = 0
        var left = 0
        for token in 0..<count {
            endsClause.append(CommonWords.clauseBreaks.contains(view.keys[token]))
            var word: WordFacts?
            if next < matches.count, matches[next].token == token {
                word = matches[next].word
                next += 1
            }
            let negates = word?.isNegator ?? false
            isNegator.append(negates)
            guard !negates else {
                left = LexiconView.negationReach
                valences.append(0)
                continue
            }
            if endsClause[token] { left = 0 }
            let valence = word?.valence ?? 0
            valences.append(left > 0 ? LexiconView.negationFactor * valence : valence)
            left -= 1
        }
    }

    private mutating func find(_ view: borrowing ActorView, _ lexicon: Lexicon) {
        matches.removeAll(keepingCapacity: true)
        lexicon.heads(of: view.keys, into: &heads)
        let keys = view.keys.span
        let none = UInt32(lexicon.headCount)
        var token = 0
        while token < keys.count {
            guard heads[token] != none,
                let (form, count) = lexicon.longestMatch(keys, at: token, head: heads[token])
            else {
                token += 1
                continue
            }
            matches.append(
                Match(
                    token: token, count: count, word: lexicon.facts[Int(form.entry)],
                    isParticiple: form.isParticiple))
            token += count
        }
    }

    /// The same words with one match alone; negators and the ends of clauses stay.
    func keeping(_ match: Match) -> LexiconView {
        var view = self
        view.matches = [match]
        for token in view.valences.indices where token != match.token { view.valences[token] = 0 }
        return view
    }
}
