import StanceKit

/// Corrected shares for people, in percent with their intervals.
struct PrevalenceText {
    let rows: [PrevalenceRow]
    let slicing: Slicing

    var text: String {
        var columns: [TextTable.Column] = [.left("actor")]
        if let title = slicing.title { columns.append(.left(Terminal.safe(title))) }
        columns += [
            .right("articles"), .right("rows"), .right("% critical"), .right("% neutral"),
            .right("% supportive"),
        ]
        var table = TextTable(columns)
        for row in rows {
            var cells = [TextTable.Cell(row.actor.map(Terminal.safe) ?? "(no actor)")]
            if slicing.title != nil {
                cells.append(TextTable.Cell(row.slice.map(Terminal.safe) ?? "-"))
            }
            cells += ["\(row.documents)", "\(row.rows - row.abstained)"]
            for stance in Stance.allCases {
                cells.append(
                    TextTable.Cell(
                        row.shares.map { share($0[stance.rawValue]) } ?? "-",
                        colour: Terminal.Colour(stance)))
            }
            table.add(cells)
        }
        return table.rendered(colour: Terminal.colour, width: Terminal.width)
            + TextWrap.lines(
                "Shares corrected for the model's errors, with 95 % intervals by article; an actor "
                    + "with one article has none, with fewer than 30 too narrow ones.",
                indent: 2)
    }

    private func share(_ share: PrevalenceRow.Share) -> String {
        let value = Decimals.text(share.value * 100, places: 0)
        guard let low = share.low, let high = share.high else { return value }
        return "\(value) (\(Decimals.text(low * 100, places: 0))-"
            + "\(Decimals.text(high * 100, places: 0)))"
    }
}
