import StanceKit

/// How far an actors file covers some texts, as a person reads it: within 80 columns.
struct CoverageText {
    let coverage: ActorCoverage
    let file: String
    let limit: Int

    var text: String {
        let found = coverage.found
        let uncovered = coverage.uncovered
        let share = Decimals.text(100 * (coverage.coveredShare ?? 0), places: 0)
        var text = TextWrap.lines(
            Terminal.safe(file)
                + " finds \(found.count) of its \(coverage.actorCount) actors, with "
                + "\(coverage.mentionCount) mentions, in \(coverage.coveredParagraphCount) of the "
                + "\(coverage.paragraphCount) paragraphs (\(share) %) of "
                + "\(coverage.documentCount) document\(coverage.documentCount == 1 ? "" : "s").",
            indent: 0)
        if !found.isEmpty { text += "\nActors found\n" + actors(found) }
        guard !uncovered.isEmpty else {
            return text + "\nEvery capitalised name is an actor's.\n"
        }
        let shown = limit == 0 ? uncovered : Array(uncovered.prefix(limit))
        text += "\nCapitalised names that no actor covers\n" + names(shown)
        if shown.count < uncovered.count {
            text += "  ... and \(uncovered.count - shown.count) more (--limit 0 shows all)\n"
        }
        return text
    }

    private func actors(_ found: [ActorCoverage.FoundActor]) -> String {
        var table = TextTable([.right("n"), .left("actor"), .left("aliases")])
        let nameWidth = min(28, found.map(\.name.count).max() ?? 0)
        let numberWidth = "\(found.first?.count ?? 0)".count
        for actor in found {
            let list = actor.aliases.map { "\(Terminal.safe($0.alias)) \($0.count)" }
                .joined(separator: ", ")
            let width = Terminal.width - nameWidth - numberWidth - 6
            let lines = TextWrap.lines(list, indent: 0, width: width)
                .split(separator: "\n").map(String.init)
            for (index, line) in lines.enumerated() {
                table.add([
                    TextTable.Cell(index == 0 ? "\(actor.count)" : ""),
                    TextTable.Cell(index == 0 ? shortened(Terminal.safe(actor.name)) : ""),
                    TextTable.Cell(line),
                ])
            }
        }
        return table.rendered(colour: false, width: Terminal.width)
    }

    private func shortened(_ name: String) -> String {
        name.count > 28 ? name.prefix(27) + "…" : name
    }

    private func names(_ names: [ActorCoverage.UncoveredName]) -> String {
        var table = TextTable([.right("n"), .left("name"), .left("example")])
        for name in names {
            table.add([
                "\(name.count)", TextTable.Cell(shortened(Terminal.safe(name.name))),
                TextTable.Cell(Terminal.safe(name.example)),
            ])
        }
        return table.rendered(colour: false, width: Terminal.width)
    }

    private struct JSON: Encodable {
        struct Alias: Encodable {
            var alias: String
            var count: Int
        }
        struct Actor: Encodable {
            var name: String
            var count: Int
            var aliases: [Alias]
        }
        struct Name: Encodable {
            var name: String
            var count: Int
            var example: String
        }
        var actorsFile: String
        var actors: Int
        var documents: Int
        var paragraphs: Int
        var paragraphsWithActor: Int
        var share: Double?
        var mentions: Int
        var found: [Actor]
        var uncovered: [Name]
    }

    func json() throws -> String {
        try JSONText.of(
            JSON(
                actorsFile: file, actors: coverage.actorCount, documents: coverage.documentCount,
                paragraphs: coverage.paragraphCount,
                paragraphsWithActor: coverage.coveredParagraphCount,
                share: coverage.coveredShare,
                mentions: coverage.mentionCount,
                found: coverage.found.map { actor in
                    JSON.Actor(
                        name: actor.name, count: actor.count,
                        aliases: actor.aliases.map { JSON.Alias(alias: $0.alias, count: $0.count) })
                },
                uncovered: coverage.uncovered.map {
                    JSON.Name(name: $0.name, count: $0.count, example: $0.example)
                }))
    }
}
