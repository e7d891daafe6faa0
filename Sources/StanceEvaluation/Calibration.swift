import StanceCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What one row adds to the metrics that judge probabilities.
extension Prediction {
    /// The natural-log loss of the row, in 2.2e-16...36.05.
    ///
    ///     -ln(min(max(P(gold), eps), 1 - eps))        eps = 2^-52, the Float64 epsilon
    ///
    /// The clipping is that of scikit-learn's `log_loss`; it keeps a wrong certainty finite.
    package var logLoss: Double {
        let epsilon = Double.ulpOfOne
        return -log(min(max(probabilities[gold], epsilon), 1 - epsilon))
    }

    /// Half the squared distance between the probabilities and the gold label, in 0...1.
    ///
    ///     1/2 * sum over c of (P(c) - [c = gold])^2
    package var brier: Double {
        let sum = Stance.allCases.reduce(0.0) { sum, stance in
            let difference = probabilities[stance] - (stance == gold ? 1 : 0)
            return sum + difference * difference
        }
        return sum / 2
    }

    /// The probability of the predicted stance: the largest of the three.
    package var confidence: Double { probabilities[probabilities.stance] }

    /// True when the predicted stance is the gold one.
    package var isCorrect: Bool { probabilities.stance == gold }
}

/// The bins of the expected calibration error.
///
///     ECE = sum over b of n(b)/n * |accuracy(b) - mean confidence(b)|
///         = sum over b of |sum over rows i in b of (confidence(i) - [i is correct])| / n
///
/// The second form is what makes bootstrap replicates cheap: one number per bin and group.
/// - SeeAlso: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
///   binning" (2015); Guo et al., "On calibration of modern neural networks" (2017), equation 3.
package enum CalibrationBins {
    /// The number of bins of equal width.
    package static let count = 10

    /// The bin of a confidence: b where b/10 < confidence <= (b + 1)/10, the edges as Float64.
    ///
    /// A confidence of 0 falls into bin 0.
    package static func index(of confidence: Double) -> Int {
        (1..<count).reduce(0) { $0 + (confidence > Double($1) / Double(count) ? 1 : 0) }
    }
}
