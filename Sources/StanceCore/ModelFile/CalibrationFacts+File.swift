/// How a model file keeps what a model knows of its errors; absent in models without.
///
///     calibration.counts    u32  rows, groups
///     calibration.scaling   f32  the temperature
///     calibration.curves    f32  for each stance the x of its isotonic curve, then the y
///     calibration.ends      u32  how many points each stance's curve has
///     calibration.risk      f32  AURC, then threshold, coverage and risk of each point
///     calibration.scores    f32  the conformal scores of each stance, ascending
///     calibration.support   u32  how many scores each stance has
///     calibration.errors    u32  nine counts, true by predicted; then nine for each resample
extension SectionWriter {
    mutating func add(_ facts: CalibrationFacts) {
        let curves = Stance.allCases.map { facts.isotonic[$0] }
        add("calibration.counts", [UInt32(clamping: facts.rows), UInt32(clamping: facts.groups)])
        add("calibration.scaling", [Float(facts.temperature.temperature)])
        add("calibration.curves", curves.flatMap { ($0.x + $0.y).map { Float($0) } })
        add("calibration.ends", curves.map { UInt32($0.x.count) })
        add(
            "calibration.risk",
            [Float(facts.coverageRisk.aurc)]
                + facts.coverageRisk.points.flatMap {
                    [Float($0.threshold), Float($0.coverage), Float($0.risk)]
                })
        add("calibration.scores", facts.sets.scores.flatMap { $0 })
        add("calibration.support", facts.sets.scores.map { UInt32($0.count) })
        add(
            "calibration.errors",
            ([facts.errorRates.counts] + facts.errorRates.resampled).flatMap {
                $0.map { UInt32(clamping: $0) }
            })
    }
}

extension SectionReader {
    /// What the model knows of its errors, if the file says.
    func calibration() throws -> CalibrationFacts? {
        guard has("calibration.counts") else { return nil }
        let counts = try integers("calibration.counts")
        let scaling = try numbers("calibration.scaling")
        let risk = try numbers("calibration.risk").map(Double.init)
        let errors = try integers("calibration.errors").map { Int($0) }
        let cells = Stance.count * Stance.count
        guard counts.count == 2, scaling.count == 1, risk.count % 3 == 1, !errors.isEmpty,
            errors.count.isMultiple(of: cells),
            let temperature = TemperatureScaling(temperature: Double(scaling[0])),
            let sets = ConformalSets(
                scores: try parts("calibration.scores", "calibration.support")),
            let rates = ErrorRates(
                counts: Array(errors.prefix(cells)),
                resampled: stride(from: cells, to: errors.count, by: cells).map {
                    Array(errors[$0..<$0 + cells])
                })
        else { throw inconsistent("its calibration is not complete") }
        do {
            return try CalibrationFacts(
                rows: Int(counts[0]), groups: Int(counts[1]), temperature: temperature,
                isotonic: try isotonic(),
                coverageRisk: try CoverageRiskCurve(
                    points: stride(from: 1, to: risk.count, by: 3).map {
                        CoverageRiskCurve.Point(
                            threshold: risk[$0], coverage: risk[$0 + 1], risk: risk[$0 + 2])
                    }, aurc: risk[0]),
                sets: sets, errorRates: rates)
        } catch let error as StanceError {
            throw inconsistent("its calibration: \(error.message)")
        }
    }

    private func isotonic() throws -> IsotonicScaling {
        // Twice as many numbers as points: x, then y.
        let curves = try parts("calibration.curves", "calibration.ends", factor: 2).map {
            IsotonicCurve(
                x: $0.prefix($0.count / 2).map(Double.init),
                y: $0.suffix($0.count / 2).map(Double.init))
        }
        guard curves.count == Stance.count, let critical = curves[0], let neutral = curves[1],
            let supportive = curves[2]
        else { throw inconsistent("its isotonic curves do not rise") }
        return IsotonicScaling(critical: critical, neutral: neutral, supportive: supportive)
    }

    /// A section of numbers cut into parts whose lengths, divided by a factor, another one holds.
    private func parts(_ name: String, _ lengths: String, factor: Int = 1) throws -> [[Float]] {
        var rest = try numbers(name)[...]
        let parts = try integers(lengths).map { length in
            let part = Array(rest.prefix(factor * Int(length)))
            rest = rest.dropFirst(factor * Int(length))
            return part
        }
        guard rest.isEmpty, parts.count == Stance.count else {
            throw inconsistent("\(lengths) does not fit \(name)")
        }
        return parts
    }
}
