import StanceNumerics

/// How a fit does on held-out rows: what the choice of C looks at.
package struct HeldOutFigures: Sendable {
    /// gold * k + predicted -> rows.
    package var confusion: [Int]
    package var logLoss: Double
    /// n x k.
    package var probabilities: [Double]
    package var classCount: Int

    /// Predicts every row; the most probable class, of equal ones the first.
    ///
    ///     log-loss = 1/n sum_i (logsumexp(z_i) - z_i[y_i]),  0 for no rows; never clipped
    package init(margins: [Double], labels: [Int], classCount k: Int, threads: Int) {
        let n = labels.count
        var probabilities = margins
        var logSums = [Double](repeating: 0, count: n)
        Softmax.rows(
            of: margins, classCount: k, probabilities: &probabilities, logSums: &logSums,
            threads: threads)
        var confusion = [Int](repeating: 0, count: k * k)
        var sum = 0.0
        for (row, label) in labels.enumerated() {
            var predicted = 0
            for c in 1..<k where margins[row * k + c] > margins[row * k + predicted] {
                predicted = c
            }
            confusion[label * k + predicted] += 1
            sum += logSums[row] - margins[row * k + label]
        }
        self.confusion = confusion
        self.logLoss = n > 0 ? sum / Double(n) : 0
        self.probabilities = probabilities
        self.classCount = k
    }

    package var macroF1: Double {
        HeldOutFigures.macroF1(confusion: confusion, classCount: classCount)
    }

    /// The mean over classes of F1_c = 2 TP_c / (gold_c + predicted_c).
    ///
    /// As in scikit-learn, a class that is neither gold nor predicted in any row has no F1 and is
    /// left out; with no rows the mean is 0.
    package static func macroF1(confusion: [Int], classCount k: Int) -> Double {
        var sum = 0.0
        var present = 0
        for c in 0..<k {
            var gold = 0
            var predicted = 0
            for other in 0..<k {
                gold += confusion[c * k + other]
                predicted += confusion[other * k + c]
            }
            guard gold + predicted > 0 else { continue }
            present += 1
            sum += 2 * Double(confusion[c * k + c]) / Double(gold + predicted)
        }
        return present > 0 ? sum / Double(present) : 0
    }
}
