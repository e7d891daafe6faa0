import StanceKit

/// A model as a person reads it.
struct ModelText {
    let model: StanceModel
    let path: String
    /// The arrays of its file.
    let sections: [ModelSection]
    let termCount: Int
    /// The terms of the actor that is asked for.
    let actor: StanceModel.ActorTerms?

    var text: String {
        let facts = model.facts
        let labels = Stance.allCases.map { "\(facts.labels[$0.name] ?? 0) \($0.name)" }
        var lines: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String) { lines.append((name, Terminal.safe(value))) }
        add("recipe", model.recipe.rawValue)
        if let actors = model.actors {
            let listed = actors.names.prefix(ModelText.actorLimit).joined(separator: ", ")
            let more = actors.names.count - ModelText.actorLimit
            add("actors", listed + (more > 0 ? " and \(more) more (all of them with --json)" : ""))
        }
        if let domains = model.domains { add("domains", domains.names.joined(separator: ", ")) }
        if let reason = facts.recipeChoice { add("why this recipe", reason) }
        for block in model.blocks {
            add("block \(block.kind.rawValue)", "\(block.features.columnCount) features")
        }
        add("trained by", "stance \(facts.version)")
        add("files", facts.files.joined(separator: ", "))
        add("rows", "\(facts.rows) of \(facts.units)")
        add("stances", labels.joined(separator: ", "))
        add("rows left out", "\(facts.rowsWithoutMention) that do not mention their actor")
        add("data hash", facts.dataHash)
        add("C", Decimals.short(facts.penalty))
        add("class weight", facts.classWeight)
        add("seed", "\(facts.seed)")
        for estimate in facts.estimates {
            for name in ["macro_f1", "accuracy"] {
                guard let figure = estimate.figures[name] else { continue }
                add("\(name), \(estimate.kind)", "\(interval(figure)), \(estimate.rows) rows")
            }
        }
        let card = facts.card.map { "\n" + Terminal.safeLines($0) + "\n" } ?? ""
        return "\(Terminal.safe(path))\n" + ModelText.table(of: lines) + sectionTable + card
            + strongest
    }

    /// Facts beside their names, long ones over several lines.
    private static func table(of facts: [(name: String, value: String)]) -> String {
        var table = TextTable([.left("fact"), .left("value")])
        let width = 76 - (facts.map(\.name.count).max() ?? 0)
        for (name, value) in facts {
            let lines = TextWrap.lines(value, indent: 0, width: width).split(separator: "\n")
            table.add([TextTable.Cell(name), TextTable.Cell(String(lines.first ?? ""))])
            for line in lines.dropFirst() { table.add(["", TextTable.Cell(String(line))]) }
        }
        return table.rendered(colour: false)
    }

    /// A block's arrays are summed up; every other section stands for itself.
    private var sectionTable: String {
        var table = TextTable([.left("section"), .right("elements"), .right("bytes")])
        var block: (name: String, terms: Int, bytes: Int)?
        func endBlock() {
            if let block {
                table.add([
                    TextTable.Cell("\(block.name).*"), "\(block.terms)", "\(block.bytes)",
                ])
            }
        }
        for section in sections {
            let parts = section.name.split(separator: ".")
            if parts.count == 3, parts[0] == "block" {
                let name = parts.dropLast().joined(separator: ".")
                if block?.name != name {
                    endBlock()
                    block = (name, 0, 0)
                }
                if parts[2] == "ends" { block?.terms = section.count }
                block?.bytes += section.bytes
                continue
            }
            endBlock()
            block = nil
            table.add([
                TextTable.Cell(Terminal.safe(section.name)), "\(section.count)",
                "\(section.bytes)",
            ])
        }
        endBlock()
        let total = sections.reduce(0) { $0 + $1.bytes }
        table.add(["all", "", "\(total)"])
        return "\n" + table.rendered(colour: false)
    }

    private func interval(_ figure: TrainingFacts.Figure) -> String {
        let value = Decimals.text(figure.value, places: 3)
        guard let low = figure.low, let high = figure.high else {
            return value + " (interval undefined)"
        }
        return "\(value) (\(Decimals.text(low, places: 3)) to \(Decimals.text(high, places: 3)))"
    }

    private var strongest: String {
        if let actor { return ActorTermsText(terms: actor).text }
        guard termCount > 0 else { return "" }
        if let actors = model.actors { return strongest(of: actors) }
        var text = ModelText.strongestTitle
        for stance in Stance.allCases {
            let terms = model.strongestTerms(for: stance, count: termCount)
            let list = terms.map { Terminal.safe($0.wording) }.joined(separator: " | ")
            text += "\n  \(stance.name)\n" + TextWrap.lines(list, indent: 4)
        }
        return text
    }

    private static let strongestTitle =
        "\nTerms that speak most for a stance (weight above the mean of the three)\n"

    /// How many actors to list.
    private static let actorLimit = 20

    /// The shared terms, then what each actor's own add to them.
    private func strongest(of actors: ModelActors) -> String {
        var text = ModelText.strongestTitle
        for stance in Stance.allCases {
            text += "\n  \(stance.name)\n"
            for actor in [nil] + actors.names.indices.prefix(ModelText.actorLimit).map({ $0 }) {
                let terms = model.strongestTerms(for: stance, ofActor: actor, count: termCount)
                guard !terms.isEmpty else { continue }
                // A shared term says so, since every other one begins with its actor.
                let list = terms.map { (actor == nil ? "any actor: " : "") + $0.wording }
                text += TextWrap.lines(
                    list.map(Terminal.safe).joined(separator: " | "), indent: 4)
            }
        }
        return text
    }

    private struct JSON: Encodable {
        struct Block: Encodable {
            var name: String
            var features: Int
        }

        var path: String
        var recipe: String
        var actors: [String]?
        var blocks: [Block]
        var sections: [ModelSection]
        var facts: TrainingFacts
        var strongestTerms: [String: [StanceModel.WeightedTerm]]
        var actor: ActorTermsText.JSON?
    }

    func json() throws -> String {
        var terms: [String: [StanceModel.WeightedTerm]] = [:]
        for stance in Stance.allCases {
            terms[stance.name] = model.strongestTerms(for: stance, count: termCount)
        }
        return try JSONText.of(
            JSON(
                path: path, recipe: model.recipe.rawValue, actors: model.actors?.names,
                blocks: model.blocks.map {
                    JSON.Block(name: $0.kind.rawValue, features: $0.features.columnCount)
                },
                sections: sections, facts: model.facts, strongestTerms: terms,
                actor: actor.map { ActorTermsText(terms: $0).json }))
    }
}

/// Breaks text at spaces so that lines fit 80 columns.
enum TextWrap {
    static func lines(_ text: String, indent: Int, width: Int = 80) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines = ""
        var line = margin
        for word in text.split(separator: " ") {
            if line.count + word.count + 1 > width, line != margin {
                lines += line + "\n"
                line = margin
            }
            line += (line == margin ? "" : " ") + word
        }
        return lines + line + "\n"
    }
}
