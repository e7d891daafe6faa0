import CKernels
import StanceNumerics
import Testing

/// The C kernels against closed formulas, against themselves with other instructions, and lanes
/// against lanes.
@Suite struct DualKernelTests {
    /// Rows for the kernels; every array outlives the calls because the tests hold it.
    struct Rows {
        var starts: [Int64]
        var entries: [ck_dual_entry]
        var labels: [Int32]
        var norms: [Float]
        var columnCount: Int
        var classCount: Int

        init(_ problem: RandomProblem) {
            let features = problem.features
            starts = features.offsets.map(Int64.init)
            entries = zip(features.columns, features.values).map {
                ck_dual_entry(column: $0, value: Float($1))
            }
            labels = problem.labels.map(Int32.init)
            norms = (0..<features.rowCount).map { row in
                Float(
                    features.values[features.offsets[row]..<features.offsets[row + 1]]
                        .reduce(0) { $0 + $1 * $1 })
            }
            (columnCount, classCount) = (features.columnCount, problem.classCount)
        }

        var count: Int { labels.count }
        var order: [Int32] { (0..<Int32(count)).map { ($0 * 7 + 3) % Int32(count) } }
    }

    struct State: Equatable {
        var weights: [Float]
        var probabilities: [Float]
        var bias: [Float]
        var gap: [Double] = []
        var loss: [Double] = []
    }

    /// `epochs` of the single kernel at cost `c`.
    static func dual(_ rows: Rows, c: Float, epochs: Int, constant: Float = 0.1) -> State {
        let stride = (rows.classCount + 3) / 4 * 4
        var state = State(
            weights: [Float](repeating: 0, count: rows.columnCount * stride),
            probabilities: [Float](repeating: 0, count: rows.count * stride),
            bias: [Float](repeating: 0, count: stride))
        for (row, label) in rows.labels.enumerated() {
            state.probabilities[row * stride + Int(label)] = 1
        }
        let costs = [Float](repeating: 1, count: rows.count)
        rows.starts.withUnsafeBufferPointer { starts in
            rows.entries.withUnsafeBufferPointer { entries in
                rows.labels.withUnsafeBufferPointer { labels in
                    rows.norms.withUnsafeBufferPointer { norms in
                        costs.withUnsafeBufferPointer { costs in
                            var packed = ck_dual_rows(
                                starts: starts.baseAddress, entries: entries.baseAddress,
                                labels: labels.baseAddress, costs: costs.baseAddress,
                                norms: norms.baseAddress, class_count: Int32(rows.classCount),
                                blocks: Int32(stride / 4), scale: c, constant: constant)
                            for _ in 0..<epochs {
                                let sums = ck_dual_epoch(
                                    &packed, rows.order, Int64(rows.count), &state.weights,
                                    &state.probabilities, &state.bias)
                                state.gap.append(sums.gap)
                                state.loss.append(sums.loss)
                            }
                        }
                    }
                }
            }
        }
        return state
    }

    /// `epochs` of the lane kernel; `weights` has n numbers for each lane.
    static func lanes(
        _ rows: Rows, weights laneWeights: [[Float]], c: Float, epochs: Int,
        variant: KernelVariant, constant: Float = 0.1
    ) -> (state: State, margins: [Float]) {
        let (k, n) = (rows.classCount, rows.count)
        var state = State(
            weights: [Float](repeating: 0, count: rows.columnCount * k * 8),
            probabilities: [Float](repeating: 0, count: n * k * 8),
            bias: [Float](repeating: 0, count: k * 8))
        var rowWeights = [Float](repeating: 0, count: n * 8)
        for row in 0..<n {
            for lane in 0..<8 {
                state.probabilities[(row * k + Int(rows.labels[row])) * 8 + lane] = 1
                rowWeights[row * 8 + lane] = lane < laneWeights.count ? laneWeights[lane][row] : 0
            }
        }
        var margins = [Float](repeating: .nan, count: n * k * 8)
        rows.starts.withUnsafeBufferPointer { starts in
            rows.entries.withUnsafeBufferPointer { entries in
                rows.labels.withUnsafeBufferPointer { labels in
                    rows.norms.withUnsafeBufferPointer { norms in
                        rowWeights.withUnsafeBufferPointer { rowWeights in
                            var packed = ck_lanes_rows()
                            packed.starts = starts.baseAddress
                            packed.entries = entries.baseAddress
                            packed.labels = labels.baseAddress
                            packed.row_weights = rowWeights.baseAddress
                            packed.norms = norms.baseAddress
                            packed.class_count = Int32(k)
                            packed.scale = (c, c, c, c, c, c, c, c)
                            let b = constant
                            packed.constant = (b, b, b, b, b, b, b, b)
                            for _ in 0..<epochs {
                                var sums = ck_lanes_epoch_sums()
                                ck_lanes_epoch(
                                    variant.code, &packed, rows.order, Int64(n), &state.weights,
                                    &state.probabilities, &state.bias, &sums)
                                state.gap.append(sums.gap.0)
                                state.loss.append(sums.loss.0)
                            }
                            ck_lanes_margins(
                                variant.code, &packed, Int64(n), state.weights, state.bias,
                                &margins)
                        }
                    }
                }
            }
        }
        return (state, margins)
    }

    @Test(arguments: [2, 3, 4, 5, 9, 20]) func firstLossIsThatOfNoWeights(classes: Int) {
        // W = 0 and b = 0 while the first row has its turn: ln k, and gap (1 - 1/k) (1 + ...).
        let rows = Rows(RandomProblem(rows: classes, columns: 6, classes: classes))
        var one = rows
        one.starts = Array(rows.starts[0...1])
        (one.labels, one.norms) = ([rows.labels[0]], [rows.norms[0]])
        let state = Self.dual(one, c: 2, epochs: 1)
        let k = Double(classes)
        #expect(abs(state.loss[0] / (2 * k.logarithm) - 1) <= 1e-6)
        let share = 1 / k
        let distance = (1 - share) * (1 - share) / (1 + share) + (k - 1) * share
        #expect(abs(state.gap[0] / (2 * distance) - 1) <= 1e-6)
    }

    @Test(arguments: [2, 3, 5, 20], [0.1, 1, 10] as [Float])
    func epochsEndWhereProbabilitiesAreThoseOfTheMargins(classes: Int, c: Float) {
        let problem = RandomProblem(rows: 40, columns: 12, classes: classes)
        let rows = Rows(problem)
        let state = Self.dual(rows, c: c, epochs: 400)
        let stride = (classes + 3) / 4 * 4
        for row in 0..<rows.count {
            var z = (0..<classes).map { Double(state.bias[$0]) }
            for entry in problem.features.offsets[row]..<problem.features.offsets[row + 1] {
                let column = Int(problem.features.columns[entry])
                for place in 0..<classes {
                    z[place] +=
                        problem.features.values[entry]
                        * Double(state.weights[column * stride + place])
                }
            }
            Softmax.apply(&z, classCount: classes)
            for place in 0..<classes {
                let p = Double(state.probabilities[row * stride + place])
                #expect(abs(p - z[place]) <= 1e-3, "row \(row), class \(place)")
            }
            for place in classes..<stride {
                #expect(state.probabilities[row * stride + place] == 0)
            }
        }
        #expect(state.gap[399] < state.gap[0])
    }

    @Test(arguments: [2, 3, 7]) func instructionsDoNotChangeTheBits(classes: Int) {
        let rows = Rows(RandomProblem(rows: 300, columns: 60, classes: classes, seed: 5))
        let weights: [[Float]] = (0..<8).map { lane in
            (0..<300).map { row -> Float in row % 5 == lane ? 0 : Float(1 + row % 3) }
        }
        let expected = Self.lanes(rows, weights: weights, c: 3, epochs: 4, variant: .scalar)
        #expect(expected.margins.allSatisfy { $0.isFinite })
        for variant in KernelVariant.available {
            let other = Self.lanes(rows, weights: weights, c: 3, epochs: 4, variant: variant)
            #expect(other.state == expected.state, "\(variant)")
            #expect(other.margins == expected.margins, "\(variant)")
        }
    }

    @Test func aLaneDoesNotDependOnOthers() {
        let rows = Rows(RandomProblem(rows: 200, columns: 30, classes: 3, seed: 9))
        let weights: [[Float]] = (0..<8).map { lane in
            (0..<200).map { row -> Float in Float((row + lane) % 4) }
        }
        let all = Self.lanes(rows, weights: weights, c: 10, epochs: 5, variant: .inUse)
        for lane in 0..<8 {
            let alone = Self.lanes(
                rows, weights: [weights[lane]], c: 10, epochs: 5, variant: .inUse)
            let places = stride(from: 0, to: all.margins.count, by: 8)
            #expect(places.allSatisfy { all.margins[$0 + lane] == alone.margins[$0] })
        }
    }

    @Test func aLaneIsTheSingleProblem() {
        let rows = Rows(RandomProblem(rows: 200, columns: 30, classes: 3, seed: 2))
        let single = Self.dual(rows, c: 2, epochs: 30)
        let lanes = Self.lanes(
            rows, weights: [[Float](repeating: 1, count: 200)], c: 2, epochs: 30,
            variant: .inUse)
        for column in 0..<30 {
            for place in 0..<3 {
                let (a, b) = (
                    single.weights[column * 4 + place],
                    lanes.state.weights[(column * 3 + place) * 8]
                )
                #expect(abs(a - b) <= 1e-4)
            }
        }
        for (a, b) in zip(single.loss, lanes.state.loss) { #expect(abs(a - b) <= 1e-4 * a) }
    }
}

extension Double {
    /// The natural logarithm, from the library's own sum of exponentials.
    fileprivate var logarithm: Double {
        Softmax.logSumExp([Double](repeating: 0, count: Int(self)))
    }
}
