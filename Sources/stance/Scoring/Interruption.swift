import StanceKit
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The signal that asked the run to stop; 0 while there is none.
private let receivedSignal = Atomic<Int32>(0)
/// Where the handler writes a byte, so that a wait for input ends.
private let wakeDescriptor = Atomic<Int32>(-1)

/// Ctrl-C and termination: the first ends the run in good order, the second at once.
///
/// The handler calls nothing but what POSIX allows in one: it exchanges a number, writes a byte, or
/// ends the process.
enum Interruption {
    /// From now on the signals are noted, and `wait` is ended by them.
    static func watch(_ wait: InputWait) {
        wakeDescriptor.store(wait.wakeDescriptor, ordering: .sequentiallyConsistent)
        // Read once before a signal comes: globals are made when they are first used.
        _ = receivedSignal.load(ordering: .sequentiallyConsistent)
        var action = sigaction()
        #if canImport(Glibc)
        action.__sigaction_handler.sa_handler = noteSignal
        #else
        action.__sigaction_u.__sa_handler = noteSignal
        #endif
        action.sa_flags = Int32(SA_RESTART)
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM] {
            sigaction(signal, &action, nil)
            sigaddset(&signals, signal)
        }
        // A parent that blocks signals in its threads hands that on to its children.
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// The signal that came, or nil.
    static var signal: Int32? {
        let number = receivedSignal.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }
}

private func noteSignal(_ number: Int32) {
    let saved = errno
    if receivedSignal.exchange(number, ordering: .sequentiallyConsistent) != 0 {
        _exit(128 + number)
    }
    var byte: UInt8 = 0
    _ = write(wakeDescriptor.load(ordering: .sequentiallyConsistent), &byte, 1)
    errno = saved
}

/// The run was stopped by a signal, in good order.
struct RunInterrupted: Error {
    var signal: Int32
    /// What is left and how to go on, in one line.
    var message: String

    /// `hint` says how to go on, where that is possible.
    init(signal: Int32, hint: String?) {
        self.signal = signal
        message = ["stopped by a signal", hint].compactMap { $0 }.joined(separator: "; ")
    }
}
