/// A model's figure after training on some number of rows: one point of a learning curve.
public struct LearningPoint: Sendable, Hashable {
    /// The rows trained on.
    public var rows: Int
    /// The figure, in 0...1, for example macro-F1.
    public var value: Double
    /// The lower end of its interval; nil where it is undefined.
    public var low: Double?
    /// The upper end of its interval.
    public var high: Double?
    /// True for a forecast, false for what was measured.
    public var isForecast: Bool

    /// Describes a point.
    public init(
        rows: Int, value: Double, low: Double? = nil, high: Double? = nil, isForecast: Bool = false
    ) {
        self.rows = rows
        self.value = value
        self.low = low
        self.high = high
        self.isForecast = isForecast
    }
}

/// The learning curve: what more labels would buy.
struct LearningCurveFigure {
    /// By rows, ascending; at least one.
    let points: [LearningPoint]
    /// What is measured, for example "macro-F1".
    let metric: String
    /// What the forecast says, in a sentence; empty where there is none.
    let forecast: String

    var html: HTML {
        Figure(
            id: "learning", title: "What more labels would buy",
            caption: "\(metric) after training on so many rows, with its interval."
                + (points.contains(where: \.isForecast) ? " Hollow points are forecast." : "")
                + (forecast.isEmpty ? "" : " " + forecast),
            alternative: alternative, height: 300, drawing: drawing, table: table
        ).html
    }

    private var drawing: HTML {
        let values = points.flatMap { [$0.low ?? $0.value, $0.high ?? $0.value] }
        let low = max(0, ((values.min() ?? 0) * 10).rounded(.down) / 10)
        let high = max(low + 0.1, min(1, ((values.max() ?? 1) * 10).rounded(.up) / 10))
        let most = Double(points.map(\.rows).max() ?? 1)
        let ticks = PlotArea.ticks(to: max(1, most), count: 4)
        let area = PlotArea(
            left: 44, right: 316, top: 30, bottom: 250, xRange: 0...(ticks.last ?? 1),
            yRange: low...high)
        let steps = Int(((high - low) * 10).rounded())
        var drawing = area.yAxis(
            (0...max(1, steps)).map { low + Double($0) / 10 }, title: metric
        ) { ReportNumber.text($0, places: 1) }
        drawing += area.xAxis(ticks, title: "rows trained on") { ReportNumber.count(Int($0)) }
        var path: HTML = ""
        for (index, point) in points.enumerated() {
            path += """
                \(HTML(text: index == 0 ? "M" : "L"))\(area.x(Double(point.rows))) \(area.y(point.value))
                """
        }
        drawing += "<path class=\"stroke\" d=\"\(path)\"/>\n"
        for point in points {
            let x = area.x(Double(point.rows))
            if let low = point.low, let high = point.high {
                drawing += """
                    <line class="stroke" x1="\(x)" x2="\(x)" y1="\(area.y(low))" y2="\(area.y(high))"/>
                    """
            }
            let kind: HTML = point.isForecast ? "on stroke" : "ink"
            drawing += """
                <circle class="\(kind)" cx="\(x)" cy="\(area.y(point.value))" r="4.5"/>

                """
        }
        return drawing
    }

    private var alternative: String {
        points.map {
            "\($0.rows) rows: \(ReportNumber.text($0.value, places: 3))"
                + ($0.isForecast ? " (forecast)." : ".")
        }.joined(separator: " ")
    }

    private var table: DataTable {
        DataTable(
            caption: "\(metric) by rows trained on",
            columns: [
                .number("Rows"), .number(metric), .number("Interval"), .words("Origin"),
            ],
            rows: points.map { point in
                let interval = point.low.flatMap { low in
                    point.high.map {
                        ReportNumber.text(low, places: 3) + " to "
                            + ReportNumber.text($0, places: 3)
                    }
                }
                return [
                    HTML(text: ReportNumber.count(point.rows)), "\(point.value, places: 3)",
                    HTML(text: interval ?? "undefined"),
                    HTML(text: point.isForecast ? "forecast" : "measured"),
                ]
            })
    }
}
