import StanceCore
import StanceEvaluation

/// An evaluation as one self-contained HTML file with its figures as SVG.
///
/// Every figure has its numbers as a table; whatever came with the data is escaped. The file runs no
/// script and loads nothing, which its content security policy enforces.
public struct EvaluationPage: Sendable {
    /// What was evaluated, for example the model's name.
    public var title: String
    /// Sentences under the title: the rows, the files, what could not be scored.
    public var introduction: [String]
    /// The learning curve, ascending by rows; empty where none was measured.
    public var learningCurve: [LearningPoint] = []
    /// What the learning curve measures.
    public var learningMetric = "macro-F1"
    /// A sentence on what the learning curve forecasts; empty where there is none.
    public var learningForecast = ""

    private let report: EvaluationReport
    private let reliability: [ReliabilityBin]
    private let coverageRisk: CoverageRiskCurve
    private let actors: [ActorFigure.Line]
    private let choice: RowChoice
    private let wrongRows: [ReportRow]
    private let uncertainRows: [ReportRow]

    /// Gathers what the page shows.
    ///
    /// - Parameters:
    ///   - title: what was evaluated.
    ///   - introduction: sentences under the title.
    ///   - report: the figures.
    ///   - predictions: the rows behind the report.
    ///   - rows: describes rows for the lists of those worth a look, by their indices among the
    ///     predictions; asked for at most `2 * RowChoice.limit` of them, at once.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`, and whatever `rows` throws.
    /// - Complexity: O(n log n) for n predictions.
    public init(
        title: String, introduction: [String], report: EvaluationReport,
        predictions: [Prediction], rows: (_ indices: [Int]) throws -> [ReportRow]
    ) throws {
        self.title = title
        self.introduction = introduction
        self.report = report
        try Prediction.check(predictions)
        reliability = report.reliability
        coverageRisk = try CoverageRiskCurve(of: predictions)
        let choice = RowChoice(predictions)
        self.choice = choice
        let shown = try rows(choice.mostWrong + choice.mostUncertain)
        wrongRows = Array(shown.prefix(choice.mostWrong.count))
        uncertainRows = Array(shown.dropFirst(choice.mostWrong.count))
        actors = report.perActor.prefix(ActorFigure.limit).map {
            ActorFigure.Line(metrics: $0, interval: $0.intervals?[.accuracy])
        }
    }

    /// The file in UTF-8.
    public var html: [UInt8] {
        ReportPage(
            kind: "Evaluation", title: title, introduction: introduction,
            body: HeadlineSection(report: report).html + figures + rowSections
        ).bytes
    }

    private var figures: HTML {
        let left =
            ConfusionFigure(confusion: report.metrics.confusion).html
            + ReliabilityFigure(bins: reliability).html
        var right = CoverageRiskFigure(curve: coverageRisk).html
        if !learningCurve.isEmpty {
            right +=
                LearningCurveFigure(
                    points: learningCurve, metric: learningMetric, forecast: learningForecast
                ).html
        }
        if !actors.isEmpty {
            right +=
                ActorFigure(
                    lines: actors, actorCount: report.perActor.count,
                    overall: report.metrics.accuracy
                ).html
        }
        return ReportSection(
            id: "figures", title: "Where it errs", lead: nil,
            body: """
                <div class="figures"><div class="column">
                \(left)</div><div class="column">
                \(right)</div></div>

                """
        ).html
    }

    private var rowSections: HTML {
        var html: HTML = ""
        let legend =
            StanceMark.legend { stance in
                """
                <mark class="\(stance.name)"><span class="sign" aria-hidden="true">\(stance.sign)\
                </span>speaks for \(stance.name)</mark>
                """
            } as HTML
        if !wrongRows.isEmpty {
            html +=
                section(
                    "wrong", "Most wrong",
                    "The labels that got the least probability: \(wrongRows.count) of "
                        + "\(ReportNumber.counted(choice.wrongCount, "wrong row")). Either the "
                        + "model is wrong or the label is. Marked are the actor and the words that "
                        + "say most.", legend, wrongRows)
        }
        html += section(
            "uncertain", "Most uncertain",
            "The \(uncertainRows.count) rows whose predicted stance got the least probability, of "
                + "\(ReportNumber.counted(report.n, "row")).", legend, uncertainRows)
        return html
    }

    private func section(
        _ id: String, _ title: String, _ lead: String, _ legend: HTML, _ rows: [ReportRow]
    ) -> HTML {
        let items = HTML.joined(rows.map(\.html))
        return ReportSection(
            id: id, title: title, lead: lead, body: "\(legend)<ol class=\"rows\">\n\(items)</ol>\n"
        ).html
    }
}
