import ArgumentParser
import StanceKit

/// Options that say which answers are given, and how sure they look.
struct AnswerInput: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Scale the probabilities that are shown: none, temperature or isotonic.",
            valueName: "name"))
    var calibration = AnswerRule.Calibration.none

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Answer the surest rows only, so that this share of answers is wrong (0.2, say).",
            valueName: "risk"))
    var abstain: Double?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Add sets of stances that hold the true one, whichever it is, this often (0.9, say).",
            valueName: "coverage"))
    var sets: Double?

    var isPlain: Bool { calibration == .none && abstain == nil && sets == nil }

    /// What was asked for, as the model's facts allow it.
    func rule(of model: StanceModel, path: String) throws -> AnswerRule {
        guard !isPlain else { return .plain }
        return try AnswerRule(
            try AnswerInput.facts(of: model, path: path), calibration: calibration, risk: abstain,
            coverage: sets)
    }

    /// What a model knows of its errors.
    ///
    /// - Throws: `StanceError.badData` where it knows nothing.
    static func facts(of model: StanceModel, path: String) throws -> CalibrationFacts {
        guard let facts = model.calibration else {
            throw StanceError(
                .badData,
                "the model knows nothing of its errors; train it again with 'stance train', with "
                    + "--C auto or with --calibrate", at: SourceLocation(file: path))
        }
        return facts
    }
}

extension AnswerRule.Calibration: ExpressibleByArgument {}
