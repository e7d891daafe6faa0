import StanceCore
import StanceNumerics

/// Fits of one matrix with several weightings of its rows, upward in C, eight at a time.
///
/// The dual ascent of `DualSolver` without its proof: epochs end when the gap that rows met at
/// their turn makes one under the tolerance likely, in all lanes.
struct LanePath {
    /// How a lane stood when its epochs at one C ended.
    struct LaneState {
        /// The relative gap that rows met at their turn in the last epoch.
        var gap: Double
        /// The relative gap that the next epoch would see; an estimate, not a bound.
        var expectedGap: Double
        /// The objective that the last epoch saw.
        var objective: Double
        /// Epochs since the C before.
        var epochs: Int
    }

    /// The fewest epochs at one C: the gap is that of a penalised bias, whose centre moves after each
    /// epoch, and says nothing while the centre is far off.
    static let fewestEpochs = 4
    /// The most epochs at one C.
    static let mostEpochs = 300
    private static let largestStep = 1.6

    let rows: PackedRows
    /// C, ascending.
    let grid: [Double]
    /// The relative gap at which epochs end.
    let tolerance: Double

    /// Fits up to eight lanes, and calls `visit` at each C with the states and the margins of all
    /// rows in all lanes, n x k x 8.
    func run(
        laneWeights: [[Double]],
        visit: (_ index: Int, _ states: [LaneState], _ margins: [Float]) -> Void
    ) {
        let ascent = LaneAscent(rows, laneWeights: laneWeights, c: grid.first ?? 1)
        for (index, c) in grid.enumerated() {
            var epochs = 0
            while c > ascent.c * LanePath.largestStep {
                ascent.move(to: ascent.c * LanePath.largestStep)
                _ = ascent.epoch()
                epochs += 1
            }
            ascent.move(to: c)
            var states: [LaneState] = []
            repeat {
                epochs += 1
                let before = states
                states = ascent.epoch().enumerated().map { lane, sums in
                    let gap = relativeGap(bound: sums.gap, value: sums.objective)
                    let shrinkage = before.isEmpty ? 0.3 : min(1, gap / before[lane].gap)
                    return LaneState(
                        gap: gap, expectedGap: gap * shrinkage, objective: sums.objective,
                        epochs: epochs)
                }
            } while epochs < LanePath.fewestEpochs
                || (epochs < LanePath.mostEpochs
                    && !states.allSatisfy { $0.expectedGap <= tolerance })
            visit(index, states, ascent.margins())
        }
    }
}
