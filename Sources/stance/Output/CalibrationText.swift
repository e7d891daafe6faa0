import StanceKit

/// What a model knows of its errors, as a person reads it.
struct CalibrationText {
    let facts: CalibrationFacts

    /// The risks that the text lists.
    private static let targets = [0.2, 0.1, 0.05]

    var text: String {
        let temperature = Decimals.text(facts.temperature.temperature, places: 3)
        var text =
            "Out of fold, \(facts.rows) rows: error \(share(facts.coverageRisk.fullRisk)) when every "
            + "row is answered,\ntemperature \(temperature) (at 1 probabilities are right as they "
            + "are).\n"
        for target in CalibrationText.targets where target < facts.coverageRisk.fullRisk {
            text += "  --abstain \(Decimals.short(target)) "
            if let point = facts.coverageRisk.point(forRisk: target) {
                text +=
                    "answers the surest \(share(point.coverage)) of rows (confidence "
                    + "\(Decimals.text(point.threshold, places: 2)) or more)\n"
            } else {
                text += "is out of reach\n"
            }
        }
        return text
    }

    private func share(_ value: Double) -> String {
        Decimals.text(value * 100, places: 1) + " %"
    }

    struct JSON: Encodable {
        var rows: Int
        var groups: Int
        var temperature: Double
        var aurc: Double
        var coverageRisk: [CoverageRiskCurve.Point]
        /// Rows true, columns predicted, both in class order.
        var confusion: [[Int]]
    }

    var json: JSON {
        JSON(
            rows: facts.rows, groups: facts.groups,
            temperature: facts.temperature.temperature, aurc: facts.coverageRisk.aurc,
            coverageRisk: facts.coverageRisk.points,
            confusion: stride(from: 0, to: 9, by: 3).map {
                Array(facts.errorRates.counts[$0..<$0 + 3])
            })
    }
}
