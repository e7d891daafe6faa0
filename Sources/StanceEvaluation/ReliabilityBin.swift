import StanceCore

/// One bin of the reliability diagram: how often the model is right where it is so confident.
///
/// A calibrated model has `accuracy` near `meanConfidence` in every bin; the calibration error is the
/// mean distance between the two, weighted by `n` (see `Metrics.ece`).
public struct ReliabilityBin: Sendable, Hashable {
    /// Top probabilities above this fall into the bin; 0 itself into the first.
    public let low: Double
    /// Top probabilities up to this one, included, fall into the bin.
    public let high: Double
    /// The number of rows.
    public let n: Int
    /// The mean top probability of the rows; nil without rows.
    public let meanConfidence: Double?
    /// The share of the rows predicted right; nil without rows.
    public let accuracy: Double?

    /// The bins of some rows, summed in their order: ten of equal width, the empty ones too.
    package static func all(of rows: some Sequence<Prediction>) -> [ReliabilityBin] {
        var counts = [Int](repeating: 0, count: CalibrationBins.count)
        var right = counts
        var confidence = [Double](repeating: 0, count: CalibrationBins.count)
        for row in rows {
            let bin = CalibrationBins.index(of: row.confidence)
            counts[bin] += 1
            right[bin] += row.isCorrect ? 1 : 0
            confidence[bin] += row.confidence
        }
        return counts.indices.map { bin in
            let n = Double(counts[bin])
            return ReliabilityBin(
                low: Double(bin) / Double(CalibrationBins.count),
                high: Double(bin + 1) / Double(CalibrationBins.count), n: counts[bin],
                meanConfidence: n > 0 ? confidence[bin] / n : nil,
                accuracy: n > 0 ? Double(right[bin]) / n : nil)
        }
    }
}
