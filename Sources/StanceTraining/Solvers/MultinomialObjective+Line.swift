import StanceNumerics

/// f on a line: z(t) = z + t dz, so a step costs k exponentials per row and no pass over X.
extension MultinomialObjective {
    package func beginLine(from point: [Double], along direction: [Double]) {
        multiply(direction, into: &lineMargins)
        lineProduct = BLAS.dot(point, direction, in: 0..<weightCount)
        lineSquaredNorm = BLAS.dot(direction, direction, in: 0..<weightCount)
    }

    package func valueOnLine(at step: Double) -> (value: Double, slope: Double) {
        let (z, dz, labels, costs, k) = (margins, lineMargins, labels, costs, k)
        updateRows(&trialMargins) { row, trial in
            for c in 0..<k { trial[c] = z[row * k + c] + step * dz[row * k + c] }
        }
        Softmax.rows(
            of: trialMargins, classCount: k, probabilities: &trialProbabilities,
            logSums: &trialLogSums, threads: threads)
        let value =
            loss(margins: trialMargins, logSums: trialLogSums)
            + 0.5 * (squaredNorm + 2 * step * lineProduct + step * step * lineSquaredNorm)
        let p = trialProbabilities
        let slope = concurrentSum(
            count: rowCount, chunkSize: Self.chunkSize, threads: threads
        ) { rows in
            var sum = SIMD2<Double>.zero
            for row in rows {
                var product = -dz[row * k + labels[row]]
                for i in row * k..<row * k + k { product += p[i] * dz[i] }
                sum[0] += costs[row] * product
            }
            return sum
        }
        return (value, slope[0] + lineProduct + step * lineSquaredNorm)
    }

    package func advance(to point: [Double]) {
        takeTrial()
        squaredNorm = BLAS.dot(point, point, in: 0..<weightCount)
    }

    /// Makes the step asked for last the current point; the penalised part may lag behind.
    func takeTrial() {
        swap(&margins, &trialMargins)
        swap(&probabilities, &trialProbabilities)
        swap(&logSums, &trialLogSums)
    }
}
