import StanceKit

/// Scored rows for people: a table per document.
final class ScoreTable {
    private let file: OutputFile
    private let colour: Bool
    private let sets: Bool
    private var document: String?
    private var rows: [ScoredRow] = []

    init(_ file: OutputFile, sets: Bool) {
        self.file = file
        self.sets = sets
        colour = file.path == ByteSource.standardInput && Terminal.colour
    }

    func write(_ row: ScoredRow) throws {
        if row.document != document { try flush() }
        document = row.document
        rows.append(row)
    }

    func finish() throws { try flush() }

    private func flush() throws {
        guard let document, !rows.isEmpty else { return }
        let columns: [TextTable.Column] = [
            .right("par."), .left("actor"), .left("stance"), .right("crit."), .right("neut."),
            .right("supp."), .right("score"), .right("n"),
        ]
        var table = TextTable(columns + (sets ? [.left("set")] : []))
        var paragraph: Int?
        for row in rows {
            let number = row.paragraph == paragraph ? "" : "\(row.paragraph)"
            paragraph = row.paragraph
            table.add(cells(row, number: number) + (sets ? [setCell(row)] : []))
        }
        let text =
            "\n\(Terminal.safe(document))\n"
            + table.rendered(colour: colour, width: Terminal.width)
        try file.write(Array(text.utf8))
        rows.removeAll()
    }

    /// The first letters of the stances that cannot be ruled out.
    private func setCell(_ row: ScoredRow) -> TextTable.Cell {
        guard let set = row.set else { return "" }
        return TextTable.Cell(
            set.isEmpty ? "none" : set.map { String($0.name.prefix(1)) }.joined(separator: "|"))
    }

    private func cells(_ row: ScoredRow, number: String) -> [TextTable.Cell] {
        let actor = TextTable.Cell(row.actor.map(Terminal.safe) ?? "-")
        switch row.outcome {
        case .abstained:
            return [
                TextTable.Cell(number), actor,
                TextTable.Cell(row.actor == nil ? "no actor" : "abstained", colour: .grey), "", "",
                "", "", "\(row.mentions)",
            ]
        case .scored(let probabilities):
            let stance = probabilities.stance
            return [
                TextTable.Cell(number), actor,
                TextTable.Cell(stance.name, colour: Terminal.Colour(stance)),
                TextTable.Cell(Decimals.text(probabilities.critical, places: 2)),
                TextTable.Cell(Decimals.text(probabilities.neutral, places: 2)),
                TextTable.Cell(Decimals.text(probabilities.supportive, places: 2)),
                TextTable.Cell(Decimals.signed(probabilities.score, places: 2)),
                "\(row.mentions)",
            ]
        }
    }
}

/// Summaries for people: a table per document.
final class SummaryTable {
    private let file: OutputFile
    private let colour: Bool
    private var rows: [SummaryRow] = []

    init(_ file: OutputFile) {
        self.file = file
        colour = file.path == ByteSource.standardInput && Terminal.colour
    }

    func add(_ row: SummaryRow) { rows.append(row) }

    func endDocument() throws {
        guard let first = rows.first else { return }
        var table = TextTable([
            .left("actor"), .right("par."), .right("critical"), .right("neutral"),
            .right("supportive"), .right("mean"), .right("n"),
        ])
        for row in rows {
            table.add([
                TextTable.Cell(row.actor.map(Terminal.safe) ?? "(no actor)"), "\(row.paragraphs)",
                "\(row.critical)", "\(row.neutral)", "\(row.supportive)",
                TextTable.Cell(row.meanScore.map { Decimals.signed($0, places: 2) } ?? "-"),
                "\(row.mentions)",
            ])
        }
        let text =
            "\n\(Terminal.safe(first.document))\n"
            + table.rendered(colour: colour, width: Terminal.width)
        try file.write(Array(text.utf8))
        rows.removeAll()
    }
}
