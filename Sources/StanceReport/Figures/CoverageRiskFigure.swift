import StanceCore
import StanceEvaluation

/// The coverage-risk curve: how often the model errs if it answers only where it is surest.
struct CoverageRiskFigure {
    let curve: CoverageRiskCurve

    var html: HTML {
        Figure(
            id: "coverage", title: "What is gained by abstaining",
            caption: "If only the surest rows were answered (further left: fewer of them), this "
                + "share of the answers would be wrong. Measured on these rows: an estimate, not "
                + "a bound. The area under the curve is "
                + "\(ReportNumber.text(curve.aurc, places: 3)).",
            alternative: alternative, height: 300, drawing: drawing, table: table
        ).html
    }

    /// So many points are as good as all for the eye.
    private var points: [CoverageRiskCurve.Point] { curve.thinned(to: 120) }

    private var drawing: HTML {
        let ticks = PlotArea.ticks(to: max(0.05, points.map(\.risk).max() ?? 1))
        let area = PlotArea(
            left: 44, right: 322, top: 30, bottom: 250, xRange: 0...1,
            yRange: 0...(ticks.last ?? 1))
        var drawing = area.yAxis(ticks, title: "answers that are wrong") {
            ReportNumber.percent($0, places: (ticks.last ?? 1) < 0.05 ? 1 : 0)
        }
        drawing += area.xAxis([0, 0.25, 0.5, 0.75, 1], title: "rows answered") {
            ReportNumber.percent($0)
        }
        var path: HTML = ""
        for (index, point) in points.enumerated() {
            path += """
                \(HTML(text: index == 0 ? "M" : "L"))\(area.x(point.coverage)) \(area.y(point.risk))
                """
        }
        drawing += "<path class=\"stroke\" d=\"\(path)\"/>\n"
        if let last = points.last {
            drawing += """
                <circle class="ink" cx="\(area.x(last.coverage))" cy="\(area.y(last.risk))" r="4.5"/>

                """
        }
        return drawing
    }

    /// The curve at tenths of the rows.
    private var tenths: [CoverageRiskCurve.Point] {
        (1...10).compactMap { tenth in
            curve.points.last { $0.coverage <= Double(tenth) / 10 + 1e-12 }
        }.reduce(into: []) { kept, point in if kept.last != point { kept.append(point) } }
    }

    private var alternative: String {
        tenths.map {
            "\(ReportNumber.percent($0.coverage)) answered: \(ReportNumber.percent($0.risk, places: 1))"
                + " wrong."
        }.joined(separator: " ")
    }

    private var table: DataTable {
        DataTable(
            caption: "Rows answered where the probability is at least the threshold",
            columns: [.number("Threshold"), .number("Rows answered"), .number("Answers wrong")],
            rows: tenths.map {
                [
                    "\($0.threshold, places: 3)",
                    HTML(text: ReportNumber.percent($0.coverage, places: 1)),
                    HTML(text: ReportNumber.percent($0.risk, places: 1)),
                ]
            })
    }
}
