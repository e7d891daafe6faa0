#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The softmax function and the logarithm of a sum of exponentials, both without overflow.
///
///     m = max_c z_c
///     logSumExp(z)  = m + ln sum_c exp(z_c - m)
///     softmax(z)_c  = exp(z_c - m) / sum_c' exp(z_c' - m)
///
/// No exponent is above zero, so nothing overflows for any finite z, and adding a constant to all
/// of z adds it to the one and leaves the other as it was (exactly, when z + constant is exact).
public enum Softmax {
    /// The rows that one task of a batch takes.
    static let rowsPerTask = 1024

    /// ln sum_c exp(z_c); minus infinity for no numbers.
    public static func logSumExp(_ z: [Double]) -> Double {
        guard let largest = z.max() else { return -.infinity }
        var sum = 0.0
        for value in z { sum += exp(value - largest) }
        return largest + log(sum)
    }

    /// Replaces the numbers of one row by their softmax, without a task of its own.
    package static func apply(row z: inout [Double]) {
        var largest = -Double.infinity
        for value in z { largest = max(largest, value) }
        var sum = 0.0
        for c in z.indices {
            z[c] = exp(z[c] - largest)
            sum += z[c]
        }
        for c in z.indices { z[c] /= sum }
    }

    /// Replaces z by softmax(z), row by row.
    ///
    /// - Parameters:
    ///   - z: n x k, row-major.
    ///   - classCount: k, at least 1.
    ///   - threads: at least 1; the bits do not depend on it.
    public static func apply(_ z: inout [Double], classCount: Int, threads: Int = 1) {
        var logSums = [Double](repeating: 0, count: z.count / max(1, classCount))
        let margins = z
        rows(
            of: margins, classCount: classCount, probabilities: &z, logSums: &logSums,
            threads: threads)
    }

    /// The softmax and the log-sum-exp of every row.
    ///
    /// - Parameters:
    ///   - margins: z, n x k, row-major.
    ///   - k: the number of classes, at least 1.
    ///   - probabilities: takes softmax(z_i), n x k.
    ///   - logSums: takes logSumExp(z_i), n.
    ///   - threads: at least 1; the bits do not depend on it.
    /// - Precondition: the three have the counts n k, n k and n.
    public static func rows(
        of margins: [Double], classCount k: Int, probabilities: inout [Double],
        logSums: inout [Double], threads: Int
    ) {
        let n = logSums.count
        precondition(k >= 1 && margins.count == n * k && probabilities.count == n * k)
        margins.withUnsafeBufferPointer { margins in
            probabilities.withUnsafeMutableBufferPointer { probabilities in
                logSums.withUnsafeMutableBufferPointer { logSums in
                    // Tasks take disjoint rows: each writes its own rows of both outputs, and all
                    // indices below are under n k and n, which the precondition checked.
                    nonisolated(unsafe) let (z, p, sums) = (margins, probabilities, logSums)
                    concurrentForEach(
                        count: (n + rowsPerTask - 1) / rowsPerTask, threads: threads
                    ) { task in
                        for row in task * rowsPerTask..<min(n, (task + 1) * rowsPerTask) {
                            let first = row * k
                            var largest = z[first]
                            for c in 1..<max(1, k) { largest = max(largest, z[first + c]) }
                            var sum = 0.0
                            for c in 0..<k {
                                let value = exp(z[first + c] - largest)
                                p[first + c] = value
                                sum += value
                            }
                            for c in 0..<k { p[first + c] /= sum }
                            sums[row] = largest + log(sum)
                        }
                    }
                }
            }
        }
    }
}
