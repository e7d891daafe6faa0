import StanceEvaluation

/// The accuracy of each actor's rows with its interval: a dot plot.
struct ActorFigure {
    /// One actor's line.
    struct Line {
        var metrics: ActorMetrics
        /// The interval of the accuracy; nil where it is undefined.
        var interval: ConfidenceInterval?
    }

    /// The actors with the most rows.
    let lines: [Line]
    /// How many actors there are.
    let actorCount: Int
    /// The accuracy of all rows.
    let overall: Double

    /// How many actors a report lists.
    static let limit = 20

    private static let step = 26.0
    private static let nameLength = 15

    var html: HTML {
        let rest = actorCount - lines.count
        let others =
            rest > 0
            ? " The \(lines.count) actors with the most rows; \(rest) more are not shown." : ""
        return Figure(
            id: "actors", title: "Actor by actor",
            caption: "Accuracy with its interval, and the number of rows. The dashed line is the "
                + "accuracy of all rows. Few rows are a hint, not a measurement.\(others)",
            alternative: alternative, height: 74 + ActorFigure.step * Double(lines.count),
            drawing: drawing, table: table
        ).html
    }

    private var drawing: HTML {
        let bottom = 18 + ActorFigure.step * Double(lines.count)
        let area = PlotArea(
            left: 112, right: 290, top: 10, bottom: bottom, xRange: 0...1, yRange: 0...1)
        var drawing = area.xAxis([0, 0.25, 0.5, 0.75, 1], title: "accuracy") {
            ReportNumber.percent($0)
        }
        drawing += """
            <line class="ideal" x1="\(area.x(overall))" x2="\(area.x(overall))" y1="10" y2="\(bottom)"/>

            """
        for (index, line) in lines.enumerated() {
            let y = 28 + ActorFigure.step * Double(index)
            let name = ActorFigure.short(line.metrics.actor)
            drawing += "<text class=\"ink\" x=\"0\" y=\"\(y + 4)\">\(name)</text>"
            if let interval = line.interval {
                drawing += """
                    <line class="stroke" x1="\(area.x(interval.low))" x2="\(area.x(interval.high))" \
                    y1="\(y)" y2="\(y)"/>
                    """
            }
            drawing += """
                <circle class="ink" cx="\(area.x(line.metrics.accuracy))" cy="\(y)" r="4.5"/>\
                <text x="340" y="\(y + 4)" text-anchor="end">\(ReportNumber.count(line.metrics.n))</text>

                """
        }
        return drawing
    }

    /// A name that fits; the table has the whole one.
    private static func short(_ name: String) -> String {
        name.count > nameLength ? name.prefix(nameLength - 1) + "…" : name
    }

    private var alternative: String {
        lines.map {
            "\($0.metrics.actor): \(ReportNumber.percent($0.metrics.accuracy)) of "
                + "\($0.metrics.n) rows."
        }.joined(separator: " ")
    }

    private var table: DataTable {
        DataTable(
            caption: "Figures of each actor",
            columns: [
                .words("Actor"), .number("Rows"), .number("Accuracy"), .number("Interval"),
                .number("Macro-F1"),
            ],
            rows: lines.map { line in
                let interval = line.interval.map {
                    ReportNumber.text($0.low, places: 3) + " to "
                        + ReportNumber.text($0.high, places: 3)
                }
                return [
                    "<bdi>\(line.metrics.actor)</bdi>",
                    HTML(text: ReportNumber.count(line.metrics.n)),
                    "\(line.metrics.accuracy, places: 3)", HTML(text: interval ?? "undefined"),
                    "\(line.metrics.macroF1, places: 3)",
                ]
            }, omitted: actorCount - lines.count, noun: "actor")
    }
}
