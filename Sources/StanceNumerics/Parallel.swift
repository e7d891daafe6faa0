import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How many threads a computation takes when the caller names no number: the cores online.
public let availableThreads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Calls `body` once for every index of `0..<count`, at most `threads` calls at a time.
///
/// Which thread takes which index is left to chance, so a body must write only to places that
/// belong to its index; then the result is the same for any number of threads.
public func concurrentForEach(count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    guard threads > 1, count > 1 else {
        for index in 0..<max(0, count) { body(index) }
        return
    }
    // Worker w takes the indices w, w + workers, ...: chunks are of like size, no counter needed.
    let workers = min(threads, count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for index in stride(from: worker, to: count, by: workers) { body(index) }
    }
}

/// The values of `body` for every index of `0..<count`, in order of the index.
///
/// - Throws: what `body` threw for the lowest failing index, whichever thread met it first.
public func concurrentMap<Value: Sendable, Failure: Error>(
    count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    guard count > 0 else { return [] }
    var results = [Result<Value, Failure>?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
        // Each index writes its own element only, and nobody reads before all are done.
        nonisolated(unsafe) let slots = buffer
        concurrentForEach(count: count, threads: threads) { index in
            do throws(Failure) {
                slots[index] = .success(try body(index))
            } catch {
                slots[index] = .failure(error)
            }
        }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for case .some(let result) in results { values.append(try result.get()) }
    return values
}

/// The sum of `body` over fixed chunks of `0..<count`, added in the order of the chunks.
///
/// The chunks depend on `count` and `chunkSize` alone, so the bits of the sum do not depend on
/// the number of threads.
public func concurrentSum<Value: SIMD & Sendable>(
    count: Int, chunkSize: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Value
) -> Value where Value.Scalar == Double {
    let chunkCount = (count + chunkSize - 1) / chunkSize
    let partials = concurrentMap(count: chunkCount, threads: threads) { chunk in
        body(chunk * chunkSize..<min(count, (chunk + 1) * chunkSize))
    }
    return partials.reduce(Value.zero) { $0 + $1 }
}
