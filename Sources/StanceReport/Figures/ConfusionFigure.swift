import StanceCore
import StanceEvaluation

/// The confusion matrix: of the rows with one label, how many were scored as what.
struct ConfusionFigure {
    let confusion: ConfusionMatrix

    var html: HTML {
        Figure(
            id: "confusion", title: "What is taken for what",
            caption: "A line is a label; its cells say how the rows with that label were scored. "
                + "The darker, the larger the share of the line.",
            alternative: alternative, height: 242, drawing: drawing, table: table
        ).html
    }

    private static let cell = (width: 82.0, height: 56.0)
    private static let corner = (x: 90.0, y: 52.0)

    private func share(_ gold: Stance, _ predicted: Stance) -> Double? {
        let support = confusion.support(of: gold)
        return support > 0
            ? Double(confusion[gold: gold, predicted: predicted]) / Double(support) : nil
    }

    private var drawing: HTML {
        let (width, height) = ConfusionFigure.cell
        let (left, top) = ConfusionFigure.corner
        var drawing: HTML = """
            <text x="\(left)" y="14">scored as</text><text x="0" y="\(top - 12)">labelled</text>

            """
        for (index, stance) in Stance.allCases.enumerated() {
            let middle = left + (Double(index) + 0.5) * width
            let line = top + (Double(index) + 0.5) * height
            drawing += """
                <text class="ink" x="\(middle)" y="\(top - 12)" text-anchor="middle">\(stance.name)</text>\
                <text class="ink" x="0" y="\(line + 4)">\(stance.name)</text>

                """
        }
        for (row, gold) in Stance.allCases.enumerated() {
            for (column, predicted) in Stance.allCases.enumerated() {
                let share = share(gold, predicted)
                let x = left + Double(column) * width
                let y = top + Double(row) * height
                let kind: HTML = gold == predicted ? HTML(text: gold.name) : "mark"
                let middle = x + width / 2 - 1.5
                drawing += """
                    <rect class="\(kind)" x="\(x)" y="\(y)" width="\(width - 3)" height="\(height - 3)" \
                    rx="6" opacity="\(0.06 + 0.34 * (share ?? 0), places: 2)"/>\
                    <text class="ink" x="\(middle)" y="\(y + 25)" text-anchor="middle" \
                    font-weight="600">\(ReportNumber.count(confusion[gold: gold, predicted: predicted]))\
                    </text><text class="ink" x="\(middle)" y="\(y + 42)" text-anchor="middle">\
                    \(share.map { ReportNumber.percent($0) } ?? "no rows")</text>

                    """
            }
        }
        return drawing
    }

    private var alternative: String {
        Stance.allCases.map { gold in
            let parts = Stance.allCases.map {
                "\(confusion[gold: gold, predicted: $0]) as \($0.name)"
            }
            return "Of \(confusion.support(of: gold)) rows labelled \(gold.name), "
                + parts.joined(separator: ", ") + "."
        }.joined(separator: " ")
    }

    private var table: DataTable {
        DataTable(
            caption: "Rows labelled so (lines) and scored so (columns)",
            columns: [.words("Labelled")] + Stance.allCases.map { .number($0.name) }
                + [.number("all")],
            rows: Stance.allCases.map { gold in
                [StanceMark.html(gold)]
                    + Stance.allCases.map { "\(confusion[gold: gold, predicted: $0])" }
                    + ["\(confusion.support(of: gold))"]
            })
    }
}
