/// Buffers that threads borrow: as many are made as are ever in use at once, and all are kept.
package final class ScratchPool<Scratch: ~Copyable>: Sendable {
    /// `@unchecked Sendable`: whoever takes a box out of the list is the only one to hold it until it
    /// is given back.
    private final class Box: @unchecked Sendable {
        var scratch: Scratch

        init(_ scratch: consuming Scratch) { self.scratch = scratch }
    }

    private let idle = Guarded<[Box]>([])
    private let make: @Sendable () throws -> Scratch

    /// Takes what makes a new buffer.
    package init(_ make: @escaping @Sendable () throws -> Scratch) { self.make = make }

    /// Lends a buffer to `body`.
    package func withScratch<Value>(_ body: (inout Scratch) throws -> Value) throws -> Value {
        let box = try idle.withLock { $0.popLast() } ?? Box(make())
        defer { idle.withLock { $0.append(box) } }
        return try body(&box.scratch)
    }
}
