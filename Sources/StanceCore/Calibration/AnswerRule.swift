/// What becomes of a scored row before it is written: its probabilities calibrated, an unsure answer
/// withheld, a set of stances added.
///
/// Whether a row is answered, and its set, follow from the model's own probabilities, since the facts
/// were learned on them; only what is shown is calibrated.
public struct AnswerRule: Sendable, Hashable {
    /// How the shown probabilities are calibrated.
    public enum Calibration: String, CaseIterable, Sendable, Hashable {
        /// Not at all.
        case none
        /// By one temperature.
        case temperature
        /// By a rising curve for each stance.
        case isotonic
    }

    /// Rows as the model scores them.
    public static let plain = AnswerRule()

    /// The reason in rows withheld.
    public let reason: String
    /// The point of the coverage-risk curve that is held; nil where every row is answered.
    public let answered: CoverageRiskCurve.Point?

    private let temperature: TemperatureScaling?
    private let isotonic: IsotonicScaling?
    private let thresholds: ConformalThresholds?

    private init() {
        (reason, answered, temperature, isotonic, thresholds) = ("", nil, nil, nil, nil)
    }

    /// Looks up in a model's facts what was asked for.
    ///
    /// - Parameters:
    ///   - facts: of the model.
    ///   - calibration: of the shown probabilities.
    ///   - risk: the share of wrong ones among answered rows to aim at, above 0 and below 1; nil
    ///     answers every row.
    ///   - coverage: how often a set is to hold the true stance, above 0 and below 1; nil for no
    ///     sets.
    /// - Throws: `StanceError.usage` when a number is out of its range or no threshold reaches the
    ///   risk.
    public init(
        _ facts: CalibrationFacts, calibration: Calibration = .none, risk: Double? = nil,
        coverage: Double? = nil
    ) throws(StanceError) {
        temperature = calibration == .temperature ? facts.temperature : nil
        isotonic = calibration == .isotonic ? facts.isotonic : nil
        if let coverage {
            thresholds = try facts.sets.thresholds(coverage: coverage)
        } else {
            thresholds = nil
        }
        guard let risk else {
            (reason, answered) = ("", nil)
            return
        }
        guard risk > 0, risk < 1 else {
            throw StanceError(.usage, "risk \(risk); expected a number above 0 and below 1")
        }
        guard let point = facts.coverageRisk.point(forRisk: risk) else {
            let least = facts.coverageRisk.points.map(\.risk).min() ?? 1
            throw StanceError(
                .usage,
                "risk \(risk) is out of reach: the model's surest rows err in \(least) of the cases"
            )
        }
        answered = point
        reason = "too unsure for a risk of \(risk)"
    }

    /// The row as it is to be written.
    public func callAsFunction(_ row: ScoredRow) -> ScoredRow {
        guard case .scored(let probabilities) = row.outcome else { return row }
        var row = row
        row.set = thresholds?.set(for: probabilities)
        // Rounded as the threshold is.
        let confidence = Double(Float(probabilities[probabilities.stance]))
        if let answered, confidence < answered.threshold {
            row.outcome = .abstained(reason: reason)
        } else if let temperature {
            row.outcome = .scored(temperature(probabilities))
        } else if let isotonic {
            row.outcome = .scored(isotonic(probabilities))
        }
        return row
    }
}
