import StanceNumerics
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#endif

@Suite struct OrderedPipelineTests {
    struct Failure: Error, Equatable { var number: Int }

    /// Numbers from 0 on, and how many were asked for.
    private final class Numbers: Sendable {
        let given = Mutex(0)
        let count: Int
        let failsAt: Int?

        init(_ count: Int, failsAt: Int? = nil) { (self.count, self.failsAt) = (count, failsAt) }

        func next() throws -> Int? {
            try given.withLock { given in
                if given == failsAt { throw Failure(number: given) }
                guard given < count else { return nil }
                given += 1
                return given - 1
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8], [1, 2, 7, 100])
    func orderIsKept(workers: Int, capacity: Int) throws {
        let numbers = Numbers(500)
        var seen: [Int] = []
        try orderedPipeline(
            workers: workers, capacity: capacity, next: numbers.next,
            transform: { number in
                // Early ones take longest, so that later ones are done before them.
                if number % 10 == 0 { usleep(300) }
                return number * number
            }, consume: { seen.append($0) })
        #expect(seen == (0..<500).map { $0 * $0 })
    }

    @Test func theReaderIsHeldBack() throws {
        let numbers = Numbers(1_000)
        var furthest = 0
        var taken = 0
        try orderedPipeline(
            workers: 2, capacity: 5, next: numbers.next, transform: { $0 },
            consume: { _ in
                usleep(200)
                taken += 1
                furthest = max(furthest, numbers.given.withLock { $0 } - taken)
            })
        #expect(taken == 1_000)
        #expect(furthest <= 5)
    }

    @Test(arguments: [1, 2, 8])
    func whatCameBeforeAFailureIsConsumed(workers: Int) {
        for place in 0..<3 {
            let numbers = Numbers(100, failsAt: place == 0 ? 40 : nil)
            var seen: [Int] = []
            var stops = 0
            #expect(throws: Failure(number: 40)) {
                try orderedPipeline(
                    workers: workers, capacity: 6, next: numbers.next,
                    transform: { number in
                        if place == 1, number >= 40 { throw Failure(number: number) }
                        return number
                    }, stop: { stops += 1 },
                    consume: { number in
                        if place == 2, number == 40 { throw Failure(number: number) }
                        seen.append(number)
                    })
            }
            #expect(seen == Array(0..<40), "\(place)")
            #expect(stops == 1)
        }
    }

    /// The reader waits for input that never comes; `stop` wakes it.
    @Test func aWaitingReaderIsWoken() {
        let given = Atomic(0)
        let woken = Atomic(false)
        #expect(throws: Failure(number: 1)) {
            try orderedPipeline(
                workers: 1, capacity: 3,
                next: { () -> Int? in
                    if given.add(1, ordering: .relaxed).newValue == 1 { return 1 }
                    while !woken.load(ordering: .acquiring) { usleep(100) }
                    return nil
                }, transform: { $0 }, stop: { woken.store(true, ordering: .releasing) },
                consume: { throw Failure(number: $0) })
        }
    }
}
