import StanceNumerics
import Synchronization
import Testing

@Suite struct ParallelTests {
    static let cases = [(0, 4), (1, 4), (7, 1), (7, 3), (3, 8), (1000, 2)]

    @Test(arguments: cases) func everyIndexIsVisitedOnce(count: Int, threads: Int) {
        let visits = Mutex([Int](repeating: 0, count: count))
        concurrentForEach(count: count, threads: threads) { index in
            visits.withLock { $0[index] += 1 }
        }
        #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
    }

    @Test(arguments: cases) func mapKeepsTheOrder(count: Int, threads: Int) {
        let squares = concurrentMap(count: count, threads: threads) { $0 * $0 }
        #expect(squares == (0..<count).map { $0 * $0 })
    }

    struct Failure: Error, Equatable { var index: Int }

    @Test(arguments: [1, 2, 8]) func lowestFailureIsThrown(threads: Int) {
        #expect(throws: Failure(index: 3)) {
            try concurrentMap(count: 20, threads: threads) { index throws(Failure) in
                if index >= 3 { throw Failure(index: index) }
                return index
            }
        }
    }

    @Test func sumDoesNotDependOnThreads() {
        var random = RandomNumbers(seed: 31)
        let x = random.numbers(10_001)
        let sums = [1, 2, 3, 8].map { threads in
            concurrentSum(count: x.count, chunkSize: 100, threads: threads) { range in
                SIMD2(range.reduce(0) { $0 + x[$1] }, Double(range.count))
            }
        }
        #expect(sums.allSatisfy { $0 == sums[0] })
        #expect(sums[0][1] == 10_001)
        #expect(abs(sums[0][0] - x.reduce(0, +)) <= 1e-10)
    }

    @Test func thereIsAThread() { #expect(availableThreads >= 1) }
}
