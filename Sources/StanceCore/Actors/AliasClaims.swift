/// Which word means which actor, and when: finds the words that two actors claim.
///
/// Words are compared as they are searched (see `AliasForm`) and as they are written, so a list
/// without findings is one that `MentionFinder` takes.
struct AliasClaims {
    private struct Claim {
        var actor: Int
        var word: ActorDeclaration.Word
    }

    private struct Key: Hashable {
        var bytes: [UInt8]
        var isFolded: Bool
    }

    private var claims: [Key: [Claim]] = [:]

    /// The words that would make a list be refused.
    static func findings(in list: [ActorDeclaration]) -> [ActorFinding] {
        var claims = AliasClaims()
        var findings: [ActorFinding] = []
        for (index, actor) in list.enumerated() {
            for (place, word) in ([actor.name] + actor.aliases).enumerated() {
                guard let owner = claims.claim(word, of: index, actor) else { continue }
                // An actor that comes twice is told once, not for each of its aliases.
                if place > 0, list[owner.actor].name.text == actor.name.text { continue }
                findings.append(
                    finding(
                        word, of: actor, isName: place == 0, claimedBy: list[owner.actor], owner))
            }
        }
        return findings
    }

    /// Takes a word for an actor, or returns the other actor that has it on one of its days.
    private mutating func claim(
        _ word: ActorDeclaration.Word, of actor: Int, _ declaration: ActorDeclaration
    ) -> Claim? {
        var keys = [Key(bytes: AliasText.form(of: word.text, folded: false), isFolded: false)]
        let form = AliasForm(word.text, caseSensitive: declaration.caseSensitive)
        if form.isFolded { keys.append(Key(bytes: form.bytes, isFolded: true)) }
        for key in keys {
            if let other = claims[key]?.first(where: {
                $0.actor != actor && $0.word.span.overlaps(word.span)
            }) {
                return other
            }
        }
        for key in keys { claims[key, default: []].append(Claim(actor: actor, word: word)) }
        return nil
    }

    private static func finding(
        _ word: ActorDeclaration.Word, of actor: ActorDeclaration, isName: Bool,
        claimedBy other: ActorDeclaration, _ claim: Claim
    ) -> ActorFinding {
        let place = claim.word.line.map { ", first on line \($0)" } ?? ""
        if isName, claim.word == other.name, other.name.text == actor.name.text {
            return ActorFinding(
                .error, .duplicateActor, "the actor \"\(word.text)\" comes twice\(place)",
                line: word.line)
        }
        let isDated = word.span != .always || claim.word.span != .always
        return ActorFinding(
            .error, .sharedAlias,
            "\"\(word.text)\" of \(actor.name.text) also names \(other.name.text)"
                + (isDated ? " on the same days" : "")
                + "\(place); an alias can name one actor only",
            line: word.line)
    }
}
