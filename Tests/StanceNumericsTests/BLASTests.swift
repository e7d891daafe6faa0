import StanceNumerics
import Testing

@Suite(.serialized) struct BLASTests {
    /// Around the block size of 4,096 and OpenBLAS's own threshold of 10,000.
    static let counts = [0, 1, 5, 4095, 4096, 4097, 9999, 10_001, 50_000]

    @Test(arguments: counts) func agreesWithLoops(count: Int) {
        var random = RandomNumbers(seed: 11)
        let x = random.numbers(count)
        let y = random.numbers(count)
        var dot = 0.0
        for i in 0..<count { dot += x[i] * y[i] }
        #expect(abs(BLAS.dot(x, y) - dot) <= 1e-10)
        let squares = x.reduce(0) { $0 + $1 * $1 }
        #expect(abs(BLAS.norm2(x) - squares.squareRoot()) <= 1e-10)

        var sum = y
        BLAS.axpy(0.5, x, &sum)
        var mixed = y
        BLAS.axpby(2, x, -0.25, &mixed)
        var scaled = x
        BLAS.scale(-3, &scaled)
        var product = x
        BLAS.multiplyElements(x, y, into: &product)
        for i in 0..<count {
            #expect(abs(sum[i] - (y[i] + 0.5 * x[i])) <= 1e-15)
            #expect(abs(mixed[i] - (2 * x[i] - 0.25 * y[i])) <= 1e-15)
            #expect(scaled[i] == -3 * x[i])
            #expect(product[i] == x[i] * y[i])
        }
    }

    @Test func dotOverARangeIsThatOfTheSlices() {
        var random = RandomNumbers(seed: 12)
        let x = random.numbers(9000)
        let y = random.numbers(9000)
        for range in [0..<0, 3..<9000, 0..<8997, 4000..<4100] {
            #expect(BLAS.dot(x, y, in: range) == BLAS.dot(Array(x[range]), Array(y[range])))
        }
    }

    @Test func norm2NeitherOverflowsNorUnderflows() {
        #expect(abs(BLAS.norm2([3e200, 4e200]) / 5e200 - 1) <= 1e-15)
        let tiny = [Double](repeating: 1e-300, count: 10_000)
        #expect(abs(BLAS.norm2(tiny) / 1e-298 - 1) <= 1e-14)
        #expect(BLAS.norm2([]) == 0)
        #expect(BLAS.norm2([0, 0]) == 0)
        #expect(BLAS.norm2([1, .infinity]) == .infinity)
        #expect(BLAS.norm2([1, .nan]).isNaN)
    }

    @Test func bitsDoNotDependOnTheThreadsOfOpenBLAS() {
        var random = RandomNumbers(seed: 13)
        let x = random.numbers(300_000)
        let y = random.numbers(300_000)
        let before = BLAS.threadCount
        defer { BLAS.threadCount = before }
        let results = [1, 2, 4].map { threads in
            BLAS.threadCount = threads
            var sum = y
            BLAS.axpy(0.1, x, &sum)
            return [BLAS.dot(x, y), BLAS.norm2(x), BLAS.dot(sum, sum)].map(\.bitPattern)
        }
        #expect(results[1] == results[0])
        #expect(results[2] == results[0])
    }
}
