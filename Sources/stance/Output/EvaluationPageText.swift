import Foundation
import StanceKit

/// What the report of an evaluation says in words, and the rows that it shows.
struct EvaluationPageText {
    let report: EvaluationReport
    let model: StanceModel
    let modelPath: String
    let files: [String]
    let rows: [Example]
    let threads: Int

    /// The file.
    func html() throws -> [UInt8] {
        let scores = try Scorer(model: model).probabilities(of: rows, threads: threads)
        var predictions: [Prediction] = []
        var examples: [Example] = []
        for (example, score) in zip(rows, scores) {
            guard let score, let prediction = Prediction(example, probabilities: score) else {
                continue
            }
            predictions.append(prediction)
            examples.append(example)
        }
        return try EvaluationPage(
            title: URL(fileURLWithPath: modelPath).lastPathComponent,
            introduction: introduction, report: report, predictions: predictions
        ) { indices in
            let shown = indices.map { examples[$0] }
            let explanations = try Explainer(model: model).explanations(of: shown)
            return zip(indices, explanations).map { index, explanation in
                row(examples[index], predictions[index], explanation)
            }
        }.html
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
                + "recipe \(model.recipe.rawValue)."
        ]
        if report.abstained > 0 {
            lines.append(
                "\(Counted.text(report.abstained, "row")) more could not be scored and enter no "
                    + "figure.")
        }
        let seen = rows.count { model.trainedTexts.contains($0.text) }
        if seen > 0 {
            lines.append(
                "The model was trained on the texts of \(seen) of these rows: the figures flatter "
                    + "it.")
        }
        return lines
    }
}
