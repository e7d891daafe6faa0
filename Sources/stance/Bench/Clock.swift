#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Measured times.
enum Clock {
    /// Seconds of some fixed point's age; never set back.
    static var now: Double { seconds(CLOCK_MONOTONIC) }

    /// Seconds on the clock that some work takes.
    static func seconds(of work: () throws -> Void) rethrows -> Double {
        let start = now
        try work()
        return now - start
    }

    /// The middle of some times; the mean of the two middle ones of an even number.
    static func median(_ times: [Double]) -> Double {
        precondition(!times.isEmpty)
        let sorted = times.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
