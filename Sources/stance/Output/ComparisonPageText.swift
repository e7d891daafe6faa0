import Foundation
import StanceKit

/// What the report of a comparison says in words, and the rows that it shows.
struct ComparisonPageText {
    let comparison: ModelComparison
    /// The rows as the candidate sees them: with mentions where it needs them.
    let examples: [Example]
    /// The candidate, where it is a model.
    let candidate: StanceModel?
    let names: (baseline: String, candidate: String)
    let files: [String]

    /// The file.
    func html() throws -> [UInt8] {
        let shown = comparison.changed.prefix(ComparisonPage.rowLimit)
        let explanations: [Explanation?] =
            try candidate.map { try Explainer(model: $0).explanations(of: shown.map(example)) }
            ?? shown.map { _ in nil }
        return ComparisonPage(
            title: "\(last(names.baseline)) and \(last(names.candidate))",
            introduction: introduction, differences: differences,
            changedRows: zip(shown, explanations).map(row),
            changedCount: comparison.changed.count
        ).html
    }

    private func example(_ row: ModelComparison.ChangedRow) -> Example { examples[row.row] }

    private func row(
        _ changed: ModelComparison.ChangedRow, _ explanation: Explanation?
    ) -> ReportRow {
        let example = example(changed)
        var row = ReportRow(
            text: example.text, actor: example.actor,
            id: example.id ?? example.location?.description, gold: changed.gold,
            probabilities: changed.candidate, mentions: explanation?.mentions ?? [],
            highlights: explanation?.highlights(limit: 12, least: 0.25) ?? [])
        row.former = changed.baseline
        return row
    }

    private var differences: [MetricDifference] {
        HeadlineMetric.allCases.compactMap { metric in
            comparison.paired[metric].map { difference in
                MetricDifference(
                    name: metric.title, baseline: difference.baseline,
                    candidate: difference.candidate, low: difference.interval?.low,
                    high: difference.interval?.high, lowerIsBetter: !metric.isGain)
            }
        }
    }

    private var introduction: [String] {
        let paired = comparison.paired
        var lines = [
            "The baseline is \(last(names.baseline)), the candidate \(last(names.candidate)); "
                + "\(Counted.text(paired.n, "row")) scored by both"
                + (files.isEmpty ? "." : ", of \(files.map(last).joined(separator: ", ")).")
        ]
        if let left = comparison.leftOut("the baseline", "the candidate") {
            lines.append("Rows that are not scored by both are left out: \(left).")
        }
        let test = comparison.mcNemar
        if let p = test.pValue {
            lines.append(
                "Right in the baseline only: \(test.baselineOnly), in the candidate only: "
                    + "\(test.candidateOnly); McNemar's test, which takes rows as independent: "
                    + (p < 0.001 ? "p < 0.001." : "p = \(Decimals.text(p, places: 3))."))
        }
        return lines + comparison.notes.map { "Note: \($0)." }
    }

    private func last(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}
