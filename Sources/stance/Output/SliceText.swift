import StanceKit

/// The figures of an evaluation's slices (actors, sources, months) as a table.
struct SliceText {
    let title: String
    let slices: [SliceMetrics]
    /// The confidence of the intervals, as a percentage.
    let level: String
    /// How many slices to list; the rest is counted.
    var limit = 15

    /// The table, within the terminal's width.
    var text: String {
        var table = TextTable([
            .left(title), .right("rows"), .right("accuracy"), .right("macro-F1"),
            .right("\(level) % interval"), .right("crit."), .right("neut."), .right("supp."),
        ])
        for slice in slices.prefix(limit) {
            table.add([
                TextTable.Cell(Terminal.safe(slice.value)), "\(slice.n)",
                TextTable.Cell(Decimals.text(slice.metrics.accuracy, places: 3)),
                TextTable.Cell(Decimals.text(slice.metrics.macroF1, places: 3)),
                TextTable.Cell(interval(slice)), f1(slice.metrics.perClass.critical),
                f1(slice.metrics.perClass.neutral), f1(slice.metrics.perClass.supportive),
            ])
        }
        var text = table.rendered(colour: Terminal.colour, width: Terminal.width)
        if slices.count > limit {
            text += "  and \(slices.count - limit) more (all of them with --json)\n"
        }
        return text
    }

    private func interval(_ slice: SliceMetrics) -> String {
        guard let interval = slice.intervals?[.macroF1] else { return "undefined" }
        return Decimals.interval(interval, places: 3)
    }

    private func f1(_ figures: ClassMetrics) -> TextTable.Cell {
        TextTable.Cell(figures.f1.map { Decimals.text($0, places: 2) } ?? "-")
    }
}
