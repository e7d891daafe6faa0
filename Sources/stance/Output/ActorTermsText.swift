import StanceKit

/// What speaks for each stance in texts about one actor, as a person reads it.
struct ActorTermsText {
    let terms: StanceModel.ActorTerms

    var text: String {
        let actor = Terminal.safe(terms.actor)
        var text =
            "\n"
            + TextWrap.lines(
                "Terms that speak most for a stance where the text is about \(actor) (weight above "
                    + "the mean of the three)", indent: 0)
            + TextWrap.lines(ownership(of: actor), indent: 0)
        for (stance, (own, shared)) in zip(Stance.allCases, zip(terms.own, terms.shared)) {
            text += "\n  \(stance.name)\n"
            text += lines("its own", own) + lines("any actor's", shared)
        }
        return text
    }

    private func lines(_ whose: String, _ terms: [StanceModel.WeightedTerm]) -> String {
        guard !terms.isEmpty else { return "" }
        let list = terms.map { Terminal.safe($0.wording) }.joined(separator: " | ")
        return TextWrap.lines("\(whose): \(list)", indent: 4)
    }

    private func ownership(of actor: String) -> String {
        switch terms.ownership {
        case .terms:
            "\(actor) has a weight of its own for every term of its rows; it adds to that of any actor."
        case .name:
            "The model has weights of single actors for their names alone"
                + (terms.own.allSatisfy(\.isEmpty) ? ", and does not know this one" : "")
                + "; every other weight is that of any actor"
                + (terms.domain.map {
                    " of the domain \(Terminal.safe($0)), to which the name belongs"
                }
                    ?? "") + "."
        case .none:
            "The model has no weights of single actors: every weight is that of any actor"
                + (terms.domain.map {
                    " of the domain \(Terminal.safe($0)), to which the name belongs"
                }
                    ?? "") + "."
        }
    }

    struct JSON: Encodable {
        var name: String
        /// `terms`, `name` or `none`.
        var ownWeights: String
        var domain: String?
        var own: [String: [StanceModel.WeightedTerm]]
        var shared: [String: [StanceModel.WeightedTerm]]
    }

    var json: JSON {
        func byStance(_ lists: [[StanceModel.WeightedTerm]]) -> [String: [StanceModel.WeightedTerm]]
        {
            Dictionary(uniqueKeysWithValues: zip(Stance.allCases.map(\.name), lists))
        }
        return JSON(
            name: terms.actor, ownWeights: terms.ownership.rawValue, domain: terms.domain,
            own: byStance(terms.own), shared: byStance(terms.shared))
    }
}
