import StanceEvaluation

/// The reliability diagram: how often the model is right where it is so sure.
struct ReliabilityFigure {
    let bins: [ReliabilityBin]

    var html: HTML {
        Figure(
            id: "reliability", title: "Does it know when it is right?",
            caption: "Rows sorted by the probability of their predicted stance. On the dashed line "
                + "a probability means what it says; below it the model is too sure. The bars count "
                + "rows.",
            alternative: alternative, height: 338, drawing: drawing, table: table
        ).html
    }

    private var filled: [ReliabilityBin] { bins.filter { $0.n > 0 } }

    private var drawing: HTML {
        // Of three probabilities the largest is never below 1/3.
        let area = PlotArea(
            left: 44, right: 322, top: 30, bottom: 240, xRange: 0.3...1, yRange: 0...1)
        let counts = PlotArea(
            left: 44, right: 322, top: 254, bottom: 290, xRange: 0.3...1,
            yRange: 0...Double(max(1, bins.map(\.n).max() ?? 1)))
        var drawing = area.yAxis([0, 0.25, 0.5, 0.75, 1], title: "rows scored right") {
            ReportNumber.percent($0)
        }
        drawing += """
            <line class="ideal" x1="\(area.x(0.3))" y1="\(area.y(0.3))" x2="\(area.x(1))" y2="\(area.y(1))"/>

            """
        for bin in filled {
            let left = counts.x(max(bin.low, 0.3))
            let width = counts.x(bin.high) - left - 3
            guard width > 0 else { continue }
            let top = counts.y(Double(bin.n))
            drawing += """
                <rect class="mark" opacity=".45" x="\(left + 1.5)" y="\(top)" width="\(width)" \
                height="\(counts.bottom - top)"/>
                """
        }
        let ticks = [0.4, 0.6, 0.8, 1]
        drawing += HTML.joined(
            ticks.map {
                """
                <text x="\(area.x($0))" y="306" text-anchor="middle">\(ReportNumber.percent($0))</text>

                """
            })
        drawing += """
            <line class="grid" x1="44" x2="322" y1="290" y2="290"/>\
            <text x="183" y="328" text-anchor="middle">probability of the predicted stance</text>

            """
        var path: HTML = ""
        var dots: HTML = ""
        for (index, bin) in filled.enumerated() {
            guard let confidence = bin.meanConfidence, let accuracy = bin.accuracy else { continue }
            let (x, y) = (area.x(max(confidence, 0.3)), area.y(accuracy))
            path += "\(HTML(text: index == 0 ? "M" : "L"))\(x) \(y)"
            dots += "<circle class=\"ink\" cx=\"\(x)\" cy=\"\(y)\" r=\"4.5\"/>"
        }
        return drawing + "<path class=\"stroke\" d=\"\(path)\"/>\n\(dots)\n"
    }

    private var alternative: String {
        filled.map { bin in
            "Probability \(ReportNumber.percent(bin.low)) to \(ReportNumber.percent(bin.high)): "
                + "\(ReportNumber.percent(bin.accuracy ?? 0)) of \(bin.n) rows right."
        }.joined(separator: " ")
    }

    private var table: DataTable {
        DataTable(
            caption: "Rows by the probability of their predicted stance",
            columns: [
                .words("Probability"), .number("Rows"), .number("Mean"), .number("Scored right"),
            ],
            rows: filled.map { bin in
                [
                    HTML(
                        text: "\(ReportNumber.percent(bin.low)) to "
                            + ReportNumber.percent(bin.high)),
                    HTML(text: ReportNumber.count(bin.n)),
                    HTML(text: ReportNumber.text(bin.meanConfidence, places: 3)),
                    HTML(text: ReportNumber.text(bin.accuracy, places: 3)),
                ]
            })
    }
}
