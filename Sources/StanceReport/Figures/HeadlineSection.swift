import StanceCore
import StanceEvaluation

/// The headline metrics as cards, and every figure with its interval as a table.
struct HeadlineSection {
    let report: EvaluationReport

    private struct Card {
        var metric: HeadlineMetric
        var name: String
        var meaning: String
        /// Whether the values lie in 0...1, so that they can be drawn on that scale.
        var isShare = true
    }

    private static let cards = [
        Card(metric: .macroF1, name: "Macro-F1", meaning: "mean of the three stances’ F1"),
        Card(metric: .accuracy, name: "Accuracy", meaning: "share of rows scored right"),
        Card(metric: .semevalF, name: "SemEval F", meaning: "mean F1 of critical and supportive"),
        Card(
            metric: .logLoss, name: "Log-loss", meaning: "in nats; lower is better", isShare: false),
        Card(metric: .brier, name: "Brier score", meaning: "lower is better"),
        Card(metric: .ece, name: "Calibration error", meaning: "ECE; lower is better"),
    ]

    var html: HTML {
        let cards = HTML.joined(HeadlineSection.cards.map(html))
        let notes = HTML.joined(report.notes.map { "<p class=\"note\">Note: \($0).</p>\n" })
        return ReportSection(
            id: "headline", title: "How well it does", lead: unit,
            body: "<div class=\"cards\">\n\(cards)</div>\n\(notes)\(classTable)"
        ).html
    }

    private var level: String { ReportNumber.percent(report.bootstrap.level) }

    private var unit: String {
        let drawn =
            switch report.unit {
            case .group: ReportNumber.counted(report.groupCount, "article")
            case .text: ReportNumber.counted(report.groupCount, "text") + " (no article is given)"
            case .row: "single rows (neither article nor text is given)"
            }
        return "Intervals hold the true value with \(level) confidence: "
            + "\(ReportNumber.count(report.bootstrap.replicates)) bootstrap replicates that "
            + "resample \(drawn)."
    }

    private func html(_ card: Card) -> HTML {
        let value = report.metrics[card.metric]
        let interval = report.intervals[card.metric]
        let shown =
            interval.map { "\(number($0.low)) to \(number($0.high))" } ?? "interval undefined"
        var drawing: HTML = ""
        if card.isShare, let value {
            let range: HTML =
                interval.map {
                    """
                    <rect class="band" x="\(100 * $0.low, places: 2)" y="3" \
                    width="\(100 * ($0.high - $0.low), places: 2)" height="6"/>
                    """
                } ?? ""
            drawing = """
                <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">\
                <line class="grid" x1="0" x2="100" y1="6" y2="6" vector-effect="non-scaling-stroke"/>\
                \(range)<rect class="ink" x="\(100 * value - 0.5, places: 2)" y="1" width="1" \
                height="10"/></svg>
                """
        }
        return """
            <div class="card"><p class="name">\(card.name)</p>
            <p class="value">\(number(value))</p>
            \(drawing)<p class="interval">\(shown)</p><p class="interval">\(card.meaning)</p></div>

            """
    }

    private var classTable: HTML {
        let metrics: [HeadlineMetric] = [.criticalF1, .neutralF1, .supportiveF1]
        return DataTable(
            caption: "Each stance: rows are those labelled so",
            columns: [
                .words("Stance"), .number("Rows"), .number("Precision"), .number("Recall"),
                .number("F1"), .number("Interval of F1"),
            ],
            rows: zip(Stance.allCases, metrics).map { stance, metric in
                let figures = report.metrics.perClass[stance]
                let interval = report.intervals[metric].map {
                    "\(number($0.low))–\(number($0.high))"
                }
                return [
                    StanceMark.html(stance), HTML(text: ReportNumber.count(figures.support)),
                    HTML(text: number(figures.precision)), HTML(text: number(figures.recall)),
                    HTML(text: number(figures.f1)), HTML(text: interval ?? "undefined"),
                ]
            }
        ).html
    }

    private func number(_ value: Double?) -> String { ReportNumber.text(value, places: 3) }
}
