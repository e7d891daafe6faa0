import StanceKit

/// What `stance tune` says about the C it tried.
struct TuningText {
    let tuning: Trainer.Tuning
    let recipeReason: String?
    /// What was asked for with --leakage.
    let leakage: LeakageText?

    var text: String {
        var table = TextTable([
            .right("C"), .right("macro-F1"), .right("std. error"), .right("log-loss"),
            .right("std. error"), .left(""),
        ])
        for (index, point) in tuning.points.enumerated() {
            table.add([
                TextTable.Cell(Decimals.short(point.c)),
                TextTable.Cell(Decimals.text(point.meanMacroF1, places: 3)),
                TextTable.Cell(Decimals.text(point.macroF1StandardError, places: 3)),
                TextTable.Cell(Decimals.text(point.meanLogLoss, places: 3)),
                TextTable.Cell(Decimals.text(point.logLossStandardError, places: 3)),
                TextTable.Cell(index == tuning.choice.index ? "chosen" : ""),
            ])
        }
        let units = tuning.groupsAreArticles ? "articles" : "texts (no article given)"
        return
            "Recipe \(tuning.recipe.rawValue), \(tuning.rows) rows of \(tuning.groups) \(units).\n"
            + (recipeReason.map { TextWrap.lines($0, indent: 0) } ?? "")
            + "Means over \(tuning.folds) folds, no article in two of them:\n\n"
            + table.rendered(colour: false) + "\n"
            + TextWrap.lines(tuning.choice.explanation, indent: 0)
            + (tuning.learningCurve.map { "\n" + LearningCurveText(curve: $0).text } ?? "")
            + (leakage?.text ?? "")
    }

    private struct JSON: Encodable {
        struct Point: Encodable {
            var c: Double
            var macroF1: Double
            var macroF1Error: Double
            var logLoss: Double
            var logLossError: Double
            var pooledMacroF1: Double
            var largestRelativeGap: Double
        }

        var recipe: String
        var rows: Int
        var groups: Int
        var folds: Int
        var chosen: Double
        var choice: String
        var points: [Point]
        var learningCurve: JSONTree?
        var leakage: JSONTree?
    }

    func json() throws -> String {
        try JSONText.of(
            JSON(
                recipe: tuning.recipe.rawValue, rows: tuning.rows, groups: tuning.groups,
                folds: tuning.folds, chosen: tuning.points[tuning.choice.index].c,
                choice: tuning.choice.explanation,
                points: tuning.points.map {
                    JSON.Point(
                        c: $0.c, macroF1: $0.meanMacroF1, macroF1Error: $0.macroF1StandardError,
                        logLoss: $0.meanLogLoss, logLossError: $0.logLossStandardError,
                        pooledMacroF1: $0.pooledMacroF1,
                        largestRelativeGap: $0.largestRelativeGap)
                }, learningCurve: tuning.learningCurve.map { LearningCurveText(curve: $0).json },
                leakage: leakage?.json))
    }
}
