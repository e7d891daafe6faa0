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

    private var forecast: String {
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

    struct JSON: Encodable {
        struct Point: Encodable {
            var rows: Int
            var macroF1: Double
            var low: Double?
            var high: Double?
        }

        struct Forecast: Encodable {
            var gain: Double
            var moreRows: Int?
            var low: Int?
            var high: Int?
            var exponent: Double?
            var reason: String?
        }

        var c: Double
        var points: [Point]
        var forecast: Forecast
    }

    var json: JSON {
        JSON(
            c: curve.c,
            points: curve.points.map {
                JSON.Point(
                    rows: $0.rows, macroF1: $0.macroF1, low: $0.interval?.low,
                    high: $0.interval?.high)
            },
            forecast: JSON.Forecast(
                gain: LearningCurve.gain, moreRows: curve.forecast.moreRows,
                low: curve.forecast.low, high: curve.forecast.high,
                exponent: curve.forecast.exponent, reason: curve.forecast.reason))
    }
}
