import StanceNumerics
import Testing

@Suite struct SoftmaxTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var z: [Double]
        /// ln sum exp(z), by hand.
        var logSumExp: Double
        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "equal", z: [0, 0, 0], logSumExp: 1.0986122886681098),
        Row(name: "one, two, three", z: [1, 2, 3], logSumExp: 3.4076059644443806),
        Row(name: "very large", z: [10_000, 10_000], logSumExp: 10_000.693147180559945),
        Row(name: "very small", z: [-10_000, -10_000], logSumExp: -9_999.306852819440055),
        Row(name: "far apart", z: [-10_000, 10_000, 0], logSumExp: 10_000),
        Row(name: "alone", z: [-3], logSumExp: -3),
    ]

    @Test(arguments: rows) func isStable(row: Row) {
        #expect(abs(Softmax.logSumExp(row.z) - row.logSumExp) <= 1e-14 * max(1, abs(row.logSumExp)))
        var p = row.z
        Softmax.apply(&p, classCount: row.z.count)
        #expect(p.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(abs(p.reduce(0, +) - 1) <= 1e-15)
        var logSums = [0.0]
        var again = row.z
        Softmax.rows(
            of: row.z, classCount: row.z.count, probabilities: &again, logSums: &logSums,
            threads: 1)
        #expect(logSums[0] == Softmax.logSumExp(row.z))
        #expect(again == p)
    }

    @Test func shiftChangesNoProbability() {
        let z = [0.5, -1.25, 3]
        var p = z
        Softmax.apply(&p, classCount: 3)
        for shift in [-1024.0, 0.25, 8192] {
            var shifted = z.map { $0 + shift }
            Softmax.apply(&shifted, classCount: 3)
            #expect(shifted == p, "shift \(shift)")
            #expect(
                abs(Softmax.logSumExp(z.map { $0 + shift }) - shift - Softmax.logSumExp(z))
                    <= 1e-11)
        }
    }

    @Test func nothingHasTheLogarithmOfZero() {
        #expect(Softmax.logSumExp([]) == -.infinity)
        var none: [Double] = []
        Softmax.apply(&none, classCount: 3)
        #expect(none.isEmpty)
    }

    @Test func bitsDoNotDependOnThreads() {
        var random = RandomNumbers(seed: 21)
        let z = random.numbers(5000 * 3).map { 20 * $0 }
        let results = [1, 2, 3, 8].map { threads in
            var p = z
            Softmax.apply(&p, classCount: 3, threads: threads)
            return p
        }
        #expect(results.allSatisfy { $0 == results[0] })
        for row in 0..<5000 {
            var alone = Array(z[3 * row..<3 * row + 3])
            Softmax.apply(&alone, classCount: 3)
            #expect(alone == Array(results[0][3 * row..<3 * row + 3]))
        }
    }
}
