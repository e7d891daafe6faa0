extension FeatureBlock {
    /// The term of a column in words for people who do not know the recipe.
    ///
    /// Masked words are `[actor]`, `[name]` (another name) and `[number]`.
    /// - Parameters:
    ///   - column: of this block.
    ///   - actors: the actors of the model, whose numbers are the tags of copied terms.
    /// - Returns: for example `“condemned” before the actor`.
    public func wording(_ column: Int, actors: ModelActors? = nil) -> String {
        let terms = features.vocabulary.terms
        let term = terms.string(column)
        let tag = Int(terms.tags[column])
        let words = TermWording.quoted(term)
        let side = tag == 0 ? " before the actor" : " after the actor"
        let name = actors.flatMap { tag < $0.names.count ? $0.names[tag] : nil } ?? "actor \(tag)"
        return switch kind {
        case .words, .words3, .masked: words
        case .near: words + " in a sentence with the actor"
        case .sided: words + side
        case .names: tag == 0 ? "named " + words : words + " in the name"
        case .lexicon: TermWording.valence(term) ?? term
        case .roles: TermWording.role(term) ?? term
        case .vectors: words + " in a sentence with the actor, by its vector"
        case .vectorsLeft: words + " before the actor, by its vector"
        case .vectorsRight: words + " after the actor, by its vector"
        case .characters: "letters " + TermWording.letters(term)
        case .actorWords3: "\(name): " + words
        case .actorCharacters: "\(name): letters " + TermWording.letters(term)
        case .actor: "about \(name)"
        }
    }
}

/// Terms of the blocks in words.
enum TermWording {
    private static let masks = ["TGT": "[actor]", "OTH": "[name]", "NUM": "[number]"]

    /// An n-gram in quotes, clitics at their words: `“[actor]'s envoys didn't”`.
    static func quoted(_ term: String) -> String {
        var text = ""
        for word in term.split(separator: " ", omittingEmptySubsequences: false) {
            let joins = word == "'s" || word == "n't"
            if !text.isEmpty && !joins { text += " " }
            text += masks[String(word)] ?? String(word)
        }
        return "“\(text)”"
    }

    /// Characters with their spaces visible.
    static func letters(_ term: String) -> String {
        "“" + String(term.map { $0 == " " ? "␣" : $0 }) + "”"
    }

    /// A number of the lexicon block; nil for a name that this version does not know.
    static func valence(_ name: String) -> String? {
        if name == "none" { return "no good or bad word at all" }
        if name.hasPrefix("net"), let half = Int(name.dropFirst(3)) {
            let bounds = abs(half) == 3 ? (half > 0 ? " or more" : " or less") : ""
            let value = half % 2 == 0 ? "\(half / 2)" : "\(half < 0 ? "-" : "")\(abs(half) / 2).5"
            return "good minus bad words: about \(value)\(bounds)"
        }
        guard let sign = sign(of: name) else { return nil }
        let measure = String(name.dropLast())
        let words = "\(sign) words"
        switch measure {
        case "all": return words
        case "L": return words + " before the actor"
        case "R": return words + " after the actor"
        case "dec": return words + ", near ones more"
        case "decL": return words + " before the actor, near ones more"
        case "decR": return words + " after the actor, near ones more"
        case "clause": return words + " in the actor's clause"
        case "quote": return words + " in quotation marks"
        case "first": return "the first good or bad word is \(sign)"
        case "last": return "the last good or bad word is \(sign)"
        default: break
        }
        let digits = measure.filter(\.isNumber)
        if measure.hasPrefix("w"), let reach = Int(digits) {
            return words
                + " up to \(reach) words \(measure.hasSuffix("L") ? "before" : "after") the actor"
        }
        if measure.hasPrefix("near"), let third = Int(digits) {
            let distance = third == 3 ? "9 or more" : "\(third * 3) to \(third * 3 + 2)"
            let side = measure.hasPrefix("nearL") ? "before" : "after"
            return "the nearest good or bad word is \(sign), \(distance) words \(side) the actor"
        }
        return nil
    }

    /// A number of the roles block; nil for a name that this version does not know.
    static func role(_ name: String) -> String? {
        guard let sign = sign(of: name) else { return nil }
        let parts = name.dropLast().split(separator: " ", maxSplits: 1).map(String.init)
        guard let role = parts.first else { return nil }
        let deed: String
        switch role {
        case "agent": deed = "what the actor does speaks \(sign == "bad" ? "ill" : "well") of it"
        case "patient":
            deed = "what the actor undergoes speaks \(sign == "bad" ? "ill" : "well") of it"
        case "bystander": deed = "\(sign) actions beside the actor"
        default: return nil
        }
        switch parts.count > 1 ? parts[1] : "" {
        case "": return deed + ", near ones more, no name between"
        case "blocked": return deed + ", near ones more, a name between"
        case "all": return deed
        case "clause": return deed + ", in its clause"
        case "3": return deed + ", within 3 words, no name between"
        case "blocked 3": return deed + ", within 3 words, a name between"
        default: return nil
        }
    }

    private static func sign(of name: String) -> String? {
        switch name.last {
        case "-": "bad"
        case "+": "good"
        default: nil
        }
    }
}
