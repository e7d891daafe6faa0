import StanceKit

/// A learning curve as a person reads it.
struct LearningCurveText {
    let curve: LearningCurve

    var text: String {
        var table = TextTable([.right("rows"), .right("macro-F1"), .right("95 % interval")])
        for point in curve.points {
            table.add([
                "\(point.rows)", TextTable.Cell(Decimals.text(point.macroF1, places: 3)),
                TextTable.Cell(
                    point.interval.map {
                        Decimals.text($0.low, places: 3) + " to "
                            + Decimals.text($0.high, places: 3)
                    } ?? "undefined"),
            ])
        }
        return "Learning curve at C = \(Decimals.short(curve.c)): held-out articles by the rows "
            + "trained on\n\n" + table.rendered(colour: false) + "\n"
            + TextWrap.lines(forecast, indent: 0)
    }

    /// What more rows would buy, or why that cannot be said.
    var forecast: String {
        let forecast = curve.forecast
        guard let more = forecast.moreRows, let low = forecast.low else {
            return "How many more rows would buy one point of macro-F1 cannot be said: "
                + "\(forecast.reason ?? "the curve does not rise")."
        }
        let high = forecast.high.map { "\($0)" } ?? "more than ten times the rows"
        return
            "One point of macro-F1 more would take about \(more) more rows (95 % interval \(low) "
            + "to \(high)), if the error goes on falling as a power of the rows."
    }

    /// The points and the forecast; what cannot be said is left out.
    var json: JSONTree {
        let forecast = curve.forecast
        return [
            "c": .number(curve.c),
            "points": .list(
                curve.points.map { point in
                    .object(present: [
                        ("rows", .integer(point.rows)), ("macro_f1", .number(point.macroF1)),
                        ("low", point.interval.map { .number($0.low) }),
                        ("high", point.interval.map { .number($0.high) }),
                    ])
                }),
            "forecast": .object(present: [
                ("gain", .number(LearningCurve.gain)),
                ("more_rows", forecast.moreRows.map(JSONTree.integer)),
                ("low", forecast.low.map(JSONTree.integer)),
                ("high", forecast.high.map(JSONTree.integer)),
                ("macro_f1", forecast.macroF1.map(JSONTree.number)),
                ("exponent", forecast.exponent.map(JSONTree.number)),
                ("reason", forecast.reason.map(JSONTree.text)),
            ]),
        ]
    }

    /// The points of a report's figure: those measured, and the forecast where there is one.
    var figurePoints: [LearningPoint] {
        var points = curve.points.map {
            LearningPoint(
                rows: $0.rows, value: $0.macroF1, low: $0.interval?.low, high: $0.interval?.high)
        }
        if let more = curve.forecast.moreRows, let value = curve.forecast.macroF1 {
            points.append(LearningPoint(rows: curve.rows + more, value: value, isForecast: true))
        }
        return points
    }
}
