import StanceCore

/// One C of a search and how it did over the folds.
public struct PenaltyPoint: Sendable, Hashable {
    /// C, the weight of the loss against the penalty.
    public var c: Double
    /// The mean over folds of the held-out macro-F1.
    public var meanMacroF1: Double
    /// The standard error of that mean, sd / sqrt(folds); 0 for one fold.
    public var macroF1StandardError: Double
    /// The mean over folds of the held-out log-loss, in nats.
    public var meanLogLoss: Double
    /// The standard error of that mean.
    public var logLossStandardError: Double
    /// The macro-F1 of all folds' predictions taken together.
    public var pooledMacroF1: Double
    /// The largest proven relative gap of the folds' fits.
    public var largestRelativeGap: Double

    /// Describes one C.
    public init(
        c: Double, meanMacroF1: Double, macroF1StandardError: Double, meanLogLoss: Double,
        logLossStandardError: Double, pooledMacroF1: Double, largestRelativeGap: Double
    ) {
        self.c = c
        self.meanMacroF1 = meanMacroF1
        self.macroF1StandardError = macroF1StandardError
        self.meanLogLoss = meanLogLoss
        self.logLossStandardError = logLossStandardError
        self.pooledMacroF1 = pooledMacroF1
        self.largestRelativeGap = largestRelativeGap
    }
}

/// Which C a search takes, and why.
///
/// Among the C whose mean macro-F1 is within one standard error of the best, the one with the
/// lowest mean log-loss; of equal ones the smallest. Macro-F1 alone moves by the flip of a few
/// rows, log-loss says which of the practically equal ones is best calibrated.
public struct PenaltyChoice: Sendable, Hashable {
    /// The place of the chosen C in the points given.
    public let index: Int
    /// A sentence or two for people.
    public let explanation: String

    /// Applies the rule.
    ///
    /// - Precondition: at least one point; C ascends.
    public init(_ points: [PenaltyPoint]) {
        precondition(!points.isEmpty)
        var best = 0
        for i in points.indices where points[i].meanMacroF1 > points[best].meanMacroF1 { best = i }
        let floor = points[best].meanMacroF1 - points[best].macroF1StandardError
        let candidates = points.indices.filter { points[$0].meanMacroF1 >= floor }
        var chosen = best
        for i in candidates {
            let (new, old) = (points[i].meanLogLoss, points[chosen].meanLogLoss)
            if new < old || (new == old && i < chosen) { chosen = i }
        }
        index = chosen
        explanation = PenaltyChoice.explain(
            points, best: best, chosen: chosen, candidateCount: candidates.count)
    }

    private static func explain(
        _ points: [PenaltyPoint], best: Int, chosen: Int, candidateCount: Int
    ) -> String {
        let (top, pick) = (points[best], points[chosen])
        let f1 = decimal(pick.meanMacroF1, places: 3)
        let logLoss = decimal(pick.meanLogLoss, places: 3)
        var text = "C = \(number(pick.c)): "
        if points.count == 1 {
            text += "the only one tried; mean macro-F1 \(f1), log-loss \(logLoss)."
            return text
        }
        let error = decimal(top.macroF1StandardError, places: 3)
        text +=
            best == chosen
            ? "its mean macro-F1 of \(f1) is the best"
            : "its mean macro-F1 of \(f1) is within one standard error (\(error)) of the best "
                + "(\(decimal(top.meanMacroF1, places: 3)) at C = \(number(top.c)))"
        text +=
            candidateCount == 1
            ? " by more than one standard error (\(error)); its log-loss is \(logLoss)."
            : ", and of the \(candidateCount) C within one standard error its log-loss of "
                + "\(logLoss) is the lowest."
        if chosen == points.count - 1 { text += " It is the largest C tried." }
        if chosen == 0 { text += " It is the smallest C tried." }
        return text
    }

    /// `value` with a fixed number of decimals; without Foundation, which is not needed here.
    private static func decimal(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 1e15 else { return "\(value)" }
        let whole = Int(scaled) / Int(scale)
        let rest = String(Int(scaled) % Int(scale))
        let zeros = String(repeating: "0", count: places - rest.count)
        return (value < 0 && scaled > 0 ? "-" : "") + "\(whole)." + zeros + rest
    }

    /// `value` without a trailing ".0".
    private static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
