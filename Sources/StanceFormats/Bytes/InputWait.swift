import StanceCore
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Thrown by a reader whose input has nothing to give at the moment; the same call may be made again.
public struct InputPending: Error, Sendable, Hashable {
    /// Tells nothing more.
    public init() {}
}

/// Thrown by a reader that was asked to stop while it waited for input.
public struct InputInterrupted: Error, Sendable, Hashable {
    /// Tells nothing more.
    public init() {}
}

/// How a reader waits for pipes and terminals: what was read is not kept back while the next bytes are
/// not there, and a wait can be ended from another thread.
public final class InputWait: Sendable {
    private let yielding = Atomic(false)
    private let wakeRead: Int32
    private let wakeWrite: Int32

    /// Makes the pipe that ends a wait.
    ///
    /// - Throws: `StanceError.Kind.inputOutput` when the system has no descriptor left.
    public init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw StanceError(.inputOutput, "no pipe: \(systemReason(errno))")
        }
        (wakeRead, wakeWrite) = (ends[0], ends[1])
    }

    deinit {
        close(wakeRead)
        close(wakeWrite)
    }

    /// Where a byte written ends the wait, for signal handlers.
    public var wakeDescriptor: Int32 { wakeWrite }

    /// Whether `InputPending` is thrown instead of a wait.
    public var yields: Bool {
        get { yielding.load(ordering: .relaxed) }
        set { yielding.store(newValue, ordering: .relaxed) }
    }

    /// Ends the wait of the reader, and every later one.
    public func interrupt() {
        var byte: UInt8 = 0
        _ = write(wakeWrite, &byte, 1)
    }

    /// Returns when `descriptor` has bytes, or its end.
    ///
    /// - Throws: `InputPending` when it has none and the reader yields; `InputInterrupted`.
    func untilReadable(_ descriptor: Int32) throws {
        var timeout: Int32 = yields ? 0 : -1
        while true {
            var files = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&files, 2, timeout)
            if count < 0 {
                // Any other failure is left to the read, which says what it is.
                guard errno == EINTR else { return }
                continue
            }
            if files[1].revents != 0 { throw InputInterrupted() }
            if files[0].revents != 0 { return }
            guard timeout != 0 else { throw InputPending() }
            timeout = -1
        }
    }
}
