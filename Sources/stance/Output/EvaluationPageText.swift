import Foundation
import StanceKit

/// What the report of an evaluation says in words, and the rows that it shows.
struct EvaluationPageText {
    let report: EvaluationReport
    let scored: ScoredExamples
    /// The model that scored the rows, where there is one.
    let model: StanceModel?
    /// The file that the scores come from, or what stands for it.
    let source: String
    let recipe: Recipe?
    let files: [String]
    /// The cross-validation that the scores come from, where there was one.
    let cross: Trainer.CrossValidation?

    /// The file.
    func html() throws -> [UInt8] {
        let predictions = scored.predictions
        let examples = scored.scoredRows.map { scored.examples[$0] }
        var page = try EvaluationPage(
            title: URL(fileURLWithPath: source).lastPathComponent,
            introduction: introduction, report: report, predictions: predictions
        ) { indices in
            let shown = indices.map { examples[$0] }
            let explanations: [Explanation?] =
                try model.map { try Explainer(model: $0).explanations(of: shown) }
                ?? shown.map { _ in nil }
            return zip(indices, explanations).map { index, explanation in
                row(examples[index], predictions[index], explanation)
            }
        }
        if let curve = cross?.learningCurve.map({ LearningCurveText(curve: $0) }) {
            page.learningCurve = curve.figurePoints
            page.learningForecast = curve.forecast
        }
        return page.html
    }

    private func row(
        _ example: Example, _ prediction: Prediction, _ explanation: Explanation?
    ) -> ReportRow {
        ReportRow(
            text: example.text, actor: example.actor,
            id: example.id ?? example.location?.description, gold: prediction.gold,
            probabilities: prediction.probabilities, mentions: explanation?.mentions ?? [],
            highlights: explanation?.highlights(limit: 12, least: 0.25) ?? [])
    }

    private var introduction: [String] {
        let names = files.prefix(3).map {
            $0 == ByteSource.standardInput
                ? "standard input" : URL(fileURLWithPath: $0).lastPathComponent
        }
        let more = files.count > 3 ? " and \(files.count - 3) more files" : ""
        var lines = [
            "\(Counted.text(report.n, "labelled row")) of \(names.joined(separator: ", "))\(more), "
                + (recipe.map { "recipe \($0.rawValue)." } ?? "scored elsewhere.")
        ]
        if report.abstained > 0 {
            lines.append(
                "\(Counted.text(report.abstained, "row")) more could not be scored and enter no "
                    + "figure.")
        }
        if let cross { lines.append(LeakageText(gap: cross.leakage).sentence) }
        let seen = scored.examples.count { model?.trainedTexts.contains($0.text) == true }
        if seen > 0 {
            lines.append(
                "The model was trained on the texts of \(seen) of these rows: the figures flatter "
                    + "it.")
        }
        return lines
    }
}
