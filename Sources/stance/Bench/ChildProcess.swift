import ArgumentParser
import Foundation
import StanceKit

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs of this command in a process of its own, and what the system says they used.
///
/// Safe: every argument is copied for C, the list of copies ends with nil as `posix_spawn` asks for,
/// and they are freed when the process has ended.
enum ChildProcess {
    /// Runs the command with some arguments to its end.
    ///
    /// - Throws: `StanceError.internalFailure` if it cannot be started or crashes; its exit code as
    ///   `ExitCode` if it ends with an error.
    static func run(_ arguments: [String]) throws -> BenchFigures.Run {
        guard let executable = Bundle.main.executableURL?.path else {
            throw StanceError(.internalFailure, "the path of this command is not known")
        }
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var environment =
            ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for word in words { free(word) }
            for word in environment { free(word) }
        }
        var child: pid_t = 0
        let start = Clock.now
        let failure = posix_spawn(&child, executable, nil, nil, &words, &environment)
        guard failure == 0 else {
            throw StanceError(.internalFailure, "this command cannot be started a second time")
        }
        var (status, used) = (Int32(0), rusage())
        while wait4(child, &status, 0, &used) < 0, errno == EINTR {}
        let seconds = Clock.now - start
        guard status & 0x7F == 0 else {
            throw StanceError(
                .internalFailure, "stance \(arguments.first ?? "") crashed while it was measured")
        }
        // It has said on standard error what is wrong.
        guard status == 0 else { throw ExitCode(status >> 8 & 0xFF) }
        return BenchFigures.Run(
            seconds: seconds, processorSeconds: secondsOf(used.ru_utime) + secondsOf(used.ru_stime),
            peakMemory: peak(used))
    }

    /// The system counts what the parent had when the process was started, too.
    private static func peak(_ used: rusage) -> Int? {
        var own = rusage()
        // RUSAGE_SELF, which Glibc's header imports as another type.
        getrusage(0, &own)
        #if canImport(Darwin)
        let unit = 1
        #else
        let unit = 1024
        #endif
        return used.ru_maxrss > own.ru_maxrss ? Int(used.ru_maxrss) * unit : nil
    }

    private static func secondsOf(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
    }
}
