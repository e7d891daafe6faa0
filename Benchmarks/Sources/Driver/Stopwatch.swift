import Foundation

/// The times of one run of the work.
struct RunTime: Encodable {
    /// Seconds of processor time of the whole process, all threads.
    var cpu: Double
    /// Seconds on the clock.
    var wall: Double
}

/// What a process prints about itself.
struct Measurement: Encodable {
    var runs: [RunTime]
    /// Bytes resident before the work and the most ever resident; absent where unknown.
    var memoryBefore: Int?
    var memoryPeak: Int?
    /// Further facts of the answer.
    var facts: [String: [Double]] = [:]
    var variant: String

    /// Prints one line of JSON on standard output.
    func print() throws {
        FileHandle.standardOutput.write(try JSONEncoder().encode(self) + Data("\n".utf8))
    }
}

/// Runs work and times it.
enum Stopwatch {
    /// Runs the work `count` times, at least once; the answer is the last run's.
    static func time<Answer>(
        runs count: Int, _ work: () throws -> Answer
    ) rethrows -> (answer: Answer, runs: [RunTime]) {
        var runs: [RunTime] = []
        while true {
            let (cpu, wall) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
            let answer = try work()
            runs.append(
                RunTime(
                    cpu: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
                    wall: seconds(CLOCK_MONOTONIC) - wall))
            if runs.count >= count { return (answer, runs) }
        }
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// The memory of this process.
///
/// From the kernel's status page: what `getrusage` calls the peak includes the parent's memory from
/// before the program was started.
enum ResidentMemory {
    /// Bytes resident now.
    static var now: Int? { field("VmRSS:") }
    /// The most bytes ever resident.
    static var peak: Int? { field("VmHWM:") }

    private static func field(_ name: String) -> Int? {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else {
            return nil
        }
        for line in String(decoding: status, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix(name) {
            return line.split(whereSeparator: \.isWhitespace).dropFirst().first
                .flatMap { Int($0) }.map { $0 * 1024 }
        }
        return nil
    }
}
