import Foundation
import StanceKit

/// What `stance train` says about a finished training.
struct TrainingText {
    let facts: TrainingFacts
    let featureCount: Int
    let recipe: Recipe
    let crossValidation: EvaluationReport?
    let heldOut: EvaluationReport?
    /// What was asked for with --leakage.
    let leakage: LeakageText?
    let calibration: CalibrationFacts?
    let output: String
    let byteCount: Int

    var text: String {
        var text = rows
        if let reason = facts.recipeChoice { text += TextWrap.lines(reason, indent: 0) }
        if !facts.trials.isEmpty { text += "\n" + search }
        text += "\n" + TextWrap.lines(facts.choice, indent: 0)
        text += fit
        if let heldOut {
            text += "\nOn the held-out articles, which neither the fit nor the choice of C saw:\n"
            text += EvaluationText(report: heldOut, recipe: recipe).text
        } else if let crossValidation {
            text += "\nCross-validation: every row scored by a fit that did not see its article\n"
            text +=
                facts.trials.isEmpty
                ? "(C was given):\n"
                : "(slightly flattering, since C was chosen by it; see --hold-out"
                    + (leakage == nil ? " and --leakage):\n" : "):\n")
            text += EvaluationText(report: crossValidation, recipe: recipe).text
        }
        if let leakage { text += leakage.text }
        if let calibration { text += "\n" + CalibrationText(facts: calibration).text }
        let size = Decimals.text(Double(byteCount) / 1e6, places: 2)
        return text + "\nWrote \(Terminal.safe(output)), \(size) MB.\n"
    }

    private var rows: String {
        let labels = Stance.allCases.map { "\(facts.labels[$0.name] ?? 0) \($0.name)" }
        return TextWrap.lines(
            "Trained \(recipe.rawValue) on \(facts.rows) rows of \(facts.units): "
                + labels.joined(separator: ", ") + ".", indent: 0)
    }

    private var search: String {
        var table = TextTable([
            .right("C"), .right("macro-F1"), .right("std. error"), .right("log-loss"), .left(""),
        ])
        for trial in facts.trials {
            table.add([
                TextTable.Cell(Decimals.short(trial.penalty)),
                TextTable.Cell(Decimals.text(trial.macroF1, places: 3)),
                TextTable.Cell(Decimals.text(trial.macroF1Error, places: 3)),
                TextTable.Cell(Decimals.text(trial.logLoss, places: 3)),
                TextTable.Cell(trial.penalty == facts.penalty ? "chosen" : ""),
            ])
        }
        return "Means over \(facts.folds) folds, no article in two of them:\n\n"
            + table.rendered(colour: false)
    }

    private var fit: String {
        let fit = facts.fit
        return "\(featureCount) features; \(fit.solver) stopped: \(reason(fit.stopReason)), after "
            + "\(fit.iterations) iterations;\n"
            + "the objective is within \(scientific(fit.relativeGap)) of its optimum (certified).\n"
    }

    private func reason(_ reason: String) -> String {
        switch StopReason(rawValue: reason) {
        case .gapReached: "gap reached"
        case .iterationLimit: "iteration limit"
        case .noFurtherDecrease: "no further decrease"
        case nil: reason
        }
    }

    private func scientific(_ value: Double) -> String {
        guard value > 0, value.isFinite else { return "0" }
        let exponent = Int(log10(value).rounded(.up))
        return "1e\(exponent)"
    }

    private struct JSON: Encodable {
        var output: String
        var bytes: Int
        var recipe: String
        var features: Int
        var facts: TrainingFacts
        var crossValidation: EvaluationReport?
        var heldOut: EvaluationReport?
        var leakage: JSONTree?
        var calibration: CalibrationText.JSON?
    }

    func json() throws -> String {
        try JSONText.of(
            JSON(
                output: output, bytes: byteCount, recipe: recipe.rawValue, features: featureCount,
                facts: facts, crossValidation: crossValidation, heldOut: heldOut,
                leakage: leakage?.json,
                calibration: calibration.map { CalibrationText(facts: $0).json }))
    }
}

extension TrainingFacts {
    /// What folds kept whole, for example "320 articles".
    var units: String {
        groupsAreArticles == false
            ? "\(groups) texts (no article given)" : "\(groups) articles"
    }
}
