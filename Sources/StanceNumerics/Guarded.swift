#if THREAD_SANITIZER
import Foundation

/// A value that one thread at a time may touch, behind a lock that Thread Sanitizer sees.
///
/// `@unchecked Sendable`: the value is touched with the lock held alone.
package final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) { self.value = value }

    /// Runs `body` while no other thread touches the value.
    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
#else
import Synchronization

/// A value that one thread at a time may touch.
///
/// Thread Sanitizer does not see the locks of `Mutex`, which on Linux wait on futexes in a library
/// without its marks, and reports every value behind one; so its builds
/// (`scripts/sanitize.sh thread`) have another lock under this name.
package typealias Guarded<Value> = Mutex<Value>
#endif
