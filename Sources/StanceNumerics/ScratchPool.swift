import Synchronization

/// Buffers that threads borrow: as many are made as are ever in use at once, and all are kept.
package final class ScratchPool<Scratch: AnyObject>: Sendable {
    private struct Idle: @unchecked Sendable {
        // Sendable because whoever takes a buffer is the only one to hold it until it is given back.
        var scratches: [Scratch] = []
    }

    private let idle = Mutex(Idle())
    private let make: @Sendable () throws -> Scratch

    /// Takes what makes a new buffer.
    package init(_ make: @escaping @Sendable () throws -> Scratch) { self.make = make }

    /// Lends a buffer to `body`, which must not keep it.
    package func withScratch<Value>(_ body: (Scratch) throws -> Value) throws -> Value {
        let found = idle.withLock { idle in
            // Nobody else can reach what is no longer in the list.
            nonisolated(unsafe) let last = idle.scratches.popLast()
            return Loan(scratch: last)
        }
        let scratch = try found.scratch ?? make()
        defer {
            nonisolated(unsafe) let returned = scratch
            idle.withLock { $0.scratches.append(returned) }
        }
        return try body(scratch)
    }

    private struct Loan: @unchecked Sendable {
        // As for `Idle`.
        var scratch: Scratch?
    }
}
