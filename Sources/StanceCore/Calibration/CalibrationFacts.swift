/// What a model knows of its own errors, learned on rows of articles that its fits did not see.
///
/// Training fits it (`CalibrationFacts(fitting:)` in StanceEvaluation); scoring applies it without any
/// gold label (`AnswerRule`). Numbers are rounded to what a model file keeps.
public struct CalibrationFacts: Sendable, Equatable {
    /// The rows it was learned from.
    public let rows: Int
    /// Their groups: articles, else texts.
    public let groups: Int
    /// The temperature of the smallest log-loss.
    public let temperature: TemperatureScaling
    /// A rising curve for each stance.
    public let isotonic: IsotonicScaling
    /// The error when only the surest rows are answered, at up to `CalibrationFacts.mostPoints`
    /// thresholds.
    public let coverageRisk: CoverageRiskCurve
    /// Class-conditional conformal sets.
    public let sets: ConformalSets
    /// How often each stance is taken for each.
    public let errorRates: ErrorRates

    /// About the most points of a coverage-risk curve that a model keeps.
    public static let mostPoints = 500

    /// Puts facts together.
    ///
    /// - Throws: `StanceError.badData` when a part does not survive rounding.
    package init(
        rows: Int, groups: Int, temperature: TemperatureScaling, isotonic: IsotonicScaling,
        coverageRisk: CoverageRiskCurve, sets: ConformalSets, errorRates: ErrorRates
    ) throws(StanceError) {
        self.rows = rows
        self.groups = groups
        func rounded(_ value: Double) -> Double { Double(Float(value)) }
        func rounded(_ curve: IsotonicCurve) throws(StanceError) -> IsotonicCurve {
            guard let curve = IsotonicCurve(x: curve.x.map(rounded), y: curve.y.map(rounded))
            else { throw StanceError(.badData, "its isotonic curves do not rise") }
            return curve
        }
        guard let scaling = TemperatureScaling(temperature: rounded(temperature.temperature))
        else { throw StanceError(.badData, "its temperature is out of range") }
        self.temperature = scaling
        self.isotonic = IsotonicScaling(
            critical: try rounded(isotonic.critical), neutral: try rounded(isotonic.neutral),
            supportive: try rounded(isotonic.supportive))
        self.coverageRisk = try CoverageRiskCurve(
            points: coverageRisk.points.map {
                CoverageRiskCurve.Point(
                    threshold: rounded($0.threshold), coverage: rounded($0.coverage),
                    risk: rounded($0.risk))
            }, aurc: rounded(coverageRisk.aurc))
        self.sets = sets
        self.errorRates = errorRates
    }
}

extension StanceModel {
    /// The same model with what is known of its errors.
    public func adding(_ calibration: CalibrationFacts) -> StanceModel {
        var model = self
        model.calibration = calibration
        return model
    }
}
