/// How much better a candidate is than a baseline in one metric.
public struct MetricDifference: Sendable, Hashable {
    /// The metric, as it is to be read.
    public var name: String
    /// The first model's value.
    public var baseline: Double
    /// The second model's value.
    public var candidate: Double
    /// The lower end of the interval of candidate - baseline; nil where it is undefined.
    public var low: Double?
    /// The upper end of that interval.
    public var high: Double?
    /// Whether a smaller value is the better one, as of losses and errors.
    public var lowerIsBetter: Bool

    /// Describes a difference.
    public init(
        name: String, baseline: Double, candidate: Double, low: Double? = nil, high: Double? = nil,
        lowerIsBetter: Bool = false
    ) {
        self.name = name
        self.baseline = baseline
        self.candidate = candidate
        self.low = low
        self.high = high
        self.lowerIsBetter = lowerIsBetter
    }

    /// candidate - baseline.
    public var difference: Double { candidate - baseline }

    /// What the interval says in a word: better, worse or undecided.
    var verdict: String {
        guard let low, let high else { return "undecided" }
        if low > 0 { return lowerIsBetter ? "worse" : "better" }
        if high < 0 { return lowerIsBetter ? "better" : "worse" }
        return "undecided"
    }
}

/// Differences with their intervals around a line of no difference.
struct DifferenceFigure {
    let differences: [MetricDifference]

    private static let step = 30.0

    var html: HTML {
        Figure(
            id: "differences", title: "Candidate minus baseline",
            caption: "Each difference with its interval. One that crosses the dashed line may be "
                + "chance. Of losses and errors less is better.",
            alternative: alternative,
            height: 70 + DifferenceFigure.step * Double(differences.count),
            drawing: drawing, table: table
        ).html
    }

    private var drawing: HTML {
        let ends = differences.flatMap { [$0.difference, $0.low, $0.high].compactMap { $0 } }
        let reach = PlotArea.ticks(to: max(0.01, ends.map(\.magnitude).max() ?? 0), count: 2)
        let most = reach.last ?? 1
        let bottom = 18 + DifferenceFigure.step * Double(differences.count)
        let area = PlotArea(
            left: 118, right: 318, top: 10, bottom: bottom, xRange: -most...most, yRange: 0...1)
        var drawing = area.xAxis([-most, 0, most], title: "difference") {
            ReportNumber.signed($0, places: most < 0.1 ? 3 : 2)
        }
        drawing += """
            <line class="ideal" x1="\(area.x(0))" x2="\(area.x(0))" y1="10" y2="\(bottom)"/>

            """
        for (index, difference) in differences.enumerated() {
            let y = 30 + DifferenceFigure.step * Double(index)
            drawing += "<text class=\"ink\" x=\"0\" y=\"\(y + 4)\">\(difference.name)</text>"
            if let low = difference.low, let high = difference.high {
                drawing += """
                    <line class="stroke" x1="\(area.x(low))" x2="\(area.x(high))" y1="\(y)" y2="\(y)"/>
                    """
            }
            drawing += """
                <circle class="ink" cx="\(area.x(difference.difference))" cy="\(y)" r="4.5"/>

                """
        }
        return drawing
    }

    private var alternative: String {
        differences.map {
            "\($0.name): \(ReportNumber.signed($0.difference, places: 3)), \($0.verdict)."
        }.joined(separator: " ")
    }

    private var table: DataTable {
        DataTable(
            caption: "Both models on the same rows",
            columns: [
                .words("Metric"), .number("Baseline"), .number("Candidate"), .number("Difference"),
                .number("Interval"), .words("Candidate is"),
            ],
            rows: differences.map { difference in
                let interval = difference.low.flatMap { low in
                    difference.high.map {
                        ReportNumber.signed(low, places: 3) + " to "
                            + ReportNumber.signed($0, places: 3)
                    }
                }
                return [
                    HTML(text: difference.name), "\(difference.baseline, places: 3)",
                    "\(difference.candidate, places: 3)",
                    HTML(text: ReportNumber.signed(difference.difference, places: 3)),
                    HTML(text: interval ?? "undefined"), HTML(text: difference.verdict),
                ]
            })
    }
}
