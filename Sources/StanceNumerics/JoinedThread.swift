#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The system has no thread left.
public struct ThreadsExhausted: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is said of it.
    public var description: String { "the system starts no more threads; expected room for one" }
}

/// A thread of its own, for work that may wait; `join` must be called once.
///
/// Dispatch's threads are for work that computes: it starts no more of them than there are cores until
/// it notices, a second later, that some wait.
///
/// Unsafe, fenced by this invariant: the body is retained once for the thread, which releases it when
/// it begins; the handle is written before `init` ends and read by `join` alone.
final class JoinedThread {
    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let handle: pthread_t

    /// Starts the thread.
    ///
    /// - Throws: `ThreadsExhausted`.
    init(_ run: @escaping @Sendable () -> Void) throws(ThreadsExhausted) {
        let body = Unmanaged.passRetained(Body(run))
        #if canImport(Glibc)
        var handle = pthread_t()
        let status = pthread_create(
            &handle, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        let started = status == 0 ? handle : nil
        #else
        var handle: pthread_t?
        let status = pthread_create(
            &handle, nil,
            { argument in
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        let started = status == 0 ? handle : nil
        #endif
        guard let started else {
            body.release()
            throw ThreadsExhausted()
        }
        self.handle = started
    }

    /// Waits until the thread has ended.
    func join() { pthread_join(handle, nil) }
}
