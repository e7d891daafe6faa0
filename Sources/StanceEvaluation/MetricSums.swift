import StanceCore

/// The sums over rows from which every headline metric follows.
///
/// Sums of two sets of rows add up to the sums of their union, so a bootstrap replicate costs one
/// addition per group whatever the number of rows. 24 lanes of Float64 (21 used): counts stay
/// exact up to 2^53, and the addition is twelve SSE2 instructions.
package struct MetricSums: Sendable {
    /// Lanes 0...8: the confusion matrix; 9: log-loss; 10: Brier; 11...20: calibration bins.
    private var lanes: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>) = (.zero, .zero, .zero)

    private static let logLossLane = Stance.count * Stance.count
    private static let brierLane = logLossLane + 1
    private static let firstBinLane = brierLane + 1

    /// The sums over no rows.
    package init() {}

    /// The sums over some rows, added in their order.
    package init(_ rows: some Sequence<Prediction>) {
        for row in rows {
            let predicted = row.probabilities.stance
            self[Stance.count * row.gold.rawValue + predicted.rawValue] += 1
            self[MetricSums.logLossLane] += row.logLoss
            self[MetricSums.brierLane] += row.brier
            let bin = CalibrationBins.index(of: row.confidence)
            self[MetricSums.firstBinLane + bin] += row.confidence - (row.isCorrect ? 1 : 0)
        }
    }

    /// Adds the sums of other rows.
    @inline(__always)
    package static func += (left: inout MetricSums, right: MetricSums) {
        left.lanes.0 += right.lanes.0
        left.lanes.1 += right.lanes.1
        left.lanes.2 += right.lanes.2
    }

    /// The sums of some draws over groups of rows, each group taken as often as a draw has it.
    ///
    /// A sum goes in the groups' order, whatever the order of the draws. Groups are read in blocks
    /// that stay in the first-level cache while every draw takes them, so memory is read once for
    /// all draws.
    package static func sums(of groups: [MetricSums], drawn draws: [[Int32]]) -> [MetricSums] {
        var sums = [MetricSums](repeating: MetricSums(), count: draws.count)
        for start in stride(from: 0, to: groups.count, by: blockLength) {
            let block = start..<min(start + blockLength, groups.count)
            for (draw, counts) in draws.enumerated() {
                var sum = sums[draw]
                for (group, count) in zip(groups[block], counts[block]) {
                    let times = Double(count)
                    sum.lanes.0 += group.lanes.0 * times
                    sum.lanes.1 += group.lanes.1 * times
                    sum.lanes.2 += group.lanes.2 * times
                }
                sums[draw] = sum
            }
        }
        return sums
    }

    /// Groups of a block: 12 kB.
    private static let blockLength = 64

    /// The counts.
    package var confusion: ConfusionMatrix {
        ConfusionMatrix(cells: (0..<MetricSums.logLossLane).map { Int(self[$0]) })
    }

    /// The sum of the rows' log-losses.
    package var logLoss: Double { self[MetricSums.logLossLane] }

    /// The sum of the rows' Brier scores.
    package var brier: Double { self[MetricSums.brierLane] }

    /// The sum over bins of |sum of confidence - correct|: n times the calibration error.
    package var calibrationGap: Double {
        (0..<CalibrationBins.count).reduce(0) { $0 + abs(self[MetricSums.firstBinLane + $1]) }
    }

    private subscript(lane: Int) -> Double {
        get {
            switch lane >> 3 {
            case 0: lanes.0[lane & 7]
            case 1: lanes.1[lane & 7]
            default: lanes.2[lane & 7]
            }
        }
        set {
            switch lane >> 3 {
            case 0: lanes.0[lane & 7] = newValue
            case 1: lanes.1[lane & 7] = newValue
            default: lanes.2[lane & 7] = newValue
            }
        }
    }
}
