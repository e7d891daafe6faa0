#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The roles block: what verbs and actions say of the actor as the one who does or suffers them.
///
///     X bombed Y      X agent, Y patient          X's violation, the violation by X      X agent
///     Y was bombed    Y patient (passive)         the attack on Y, the arrest of Y       Y patient
///     bombed by X     X agent                     a violation near X, neither            bystander
///
/// Each number is apart for + and -, with r what the word says of the actor in its role (a bystander
/// gets the valence), halved and turned round after a negator within three tokens, and x the word's
/// distance:
///
///     ROLE, ROLE blocked     sum of |r| * exp(-(|x| - 1) / 4), apart if another name stands between
///     ROLE all               sum of |r|
///     ROLE clause            sum of |r| with neither a name nor the end of a clause between
///     ROLE 3, ... blocked 3  sum of |r| within three tokens
///
/// - SeeAlso: Rashkin, Singh, Choi, "Connotation Frames: A Data-Driven Investigation" (2016),
///   section 2.
struct RoleTerms {
    private enum Role: Int, CaseIterable {
        case agent, patient, bystander
    }

    private var values = NamedValues(RoleTerms.names)

    private static let tau = 4.0
    private static let negationReach = 3
    private static let by = TermKey.hash("by")
    private static let perfect = [TermKey.hash("been"), TermKey.hash("being")]

    /// The measures of a role; each has a slot for - and one for +.
    private static let measures = ["", " blocked", " all", " clause", " 3", " blocked 3"]
    private static let names = Role.allCases.flatMap { role in
        measures.flatMap { ["\(role)\($0)-", "\(role)\($0)+"] }
    }

    /// Hands the row's numbers to a sink.
    mutating func add(
        _ view: ActorView, _ words: LexiconView, to sink: inout some TermSink & ~Copyable
    ) throws {
        guard !view.mentions.isEmpty else { return }
        for match in words.matches where match.word.agent != nil || match.word.patient != nil {
            let offset = view.distances[match.token]
            let actor = view.nearest[match.token]
            let between =
                offset > 0
                ? actor + 1..<max(match.token, actor + 1)
                : min(match.token + match.count, actor)..<actor
            let role = role(of: view, words, match, between, actorIsLeft: offset > 0)
            guard var value = value(of: match.word, in: role), value != 0 else { continue }
            let reach = max(0, match.token - RoleTerms.negationReach)..<match.token
            if words.isNegator[reach].contains(true) { value *= LexiconView.negationFactor }
            record(value, role, between, view, words, distance: abs(offset))
        }
        try values.drain(to: &sink)
    }

    private func value(of entry: WordFacts, in role: Role) -> Double? {
        switch role {
        case .agent: entry.agent
        case .patient: entry.patient
        case .bystander: entry.valence
        }
    }

    private mutating func record(
        _ value: Double, _ role: Role, _ between: Range<Int>, _ view: ActorView,
        _ words: LexiconView, distance: Int
    ) {
        let size = abs(value)
        let blocked = view.keys[between].contains(ActorView.otherKey)
        let slot = 2 * RoleTerms.measures.count * role.rawValue + (value > 0 ? 1 : 0)
        values.add(
            slot + (blocked ? 2 : 0), size * exp(-Double(distance - 1) / RoleTerms.tau))
        values.add(slot + 4, size)
        if !blocked && !words.endsClause[between].contains(true) { values.add(slot + 6, size) }
        if distance <= 3 { values.add(slot + (blocked ? 10 : 8), size) }
    }

    private func role(
        of view: ActorView, _ words: LexiconView, _ match: LexiconView.Match,
        _ between: Range<Int>, actorIsLeft: Bool
    ) -> Role {
        if match.word.isEvent {
            return actorIsLeft
                ? isPossessor(view, between) ? .agent : .bystander
                : roleAfterNoun(view, between)
        }
        let passive = match.isParticiple && isPassive(view, match.token)
        if actorIsLeft { return passive ? .patient : .agent }
        let followsBy = view.keys[between].suffix(2).contains(RoleTerms.by)
        return match.isParticiple && followsBy ? .agent : .patient
    }

    /// "X's violation": the actor's 's is right behind it, and no other name follows.
    private func isPossessor(_ view: ActorView, _ between: Range<Int>) -> Bool {
        guard let first = between.first else { return false }
        return view.keys[first] == Passage.possessiveKey
            && !view.keys[between].contains(ActorView.otherKey)
    }

    /// "the attack on the X": the last word before the actor that is no article.
    private func roleAfterNoun(_ view: ActorView, _ between: Range<Int>) -> Role {
        guard let last = view.keys[between].last(where: { !CommonWords.determiners.contains($0) })
        else { return .bystander }
        if last == RoleTerms.by { return .agent }
        return CommonWords.patientPrepositions.contains(last) ? .patient : .bystander
    }

    /// A form of be or get before the participle, with up to three adverbs between.
    private func isPassive(_ view: ActorView, _ participle: Int) -> Bool {
        var token = participle - 1
        var adverbs = 0
        while token >= 0, adverbs < 3, isAdverb(view, token) {
            if RoleTerms.perfect.contains(view.keys[token]) { return true }
            token -= 1
            adverbs += 1
        }
        return token >= 0 && CommonWords.passiveAuxiliaries.contains(view.keys[token])
    }

    private func isAdverb(_ view: ActorView, _ token: Int) -> Bool {
        CommonWords.passiveAdverbs.contains(view.keys[token]) || view.endsInLy[token]
    }
}
