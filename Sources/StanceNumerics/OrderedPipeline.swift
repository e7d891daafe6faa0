import Dispatch
import Synchronization

/// Reads, transforms and hands on beside one another, in order and in flat memory.
///
///     next() on a thread of its own -> transform() on `workers` threads -> consume() on the caller's
///
/// At most `capacity` elements are between `next` and the end of `consume`: a slow consumer holds the
/// reader back, and memory depends on no input's length. Elements are consumed in the order in which
/// they were read, whichever worker is done first; so what comes out is the same for any number of
/// workers.
///
/// - Parameters:
///   - workers: how many threads transform.
///   - capacity: how many elements may be under way.
///   - next: the next element, or nil at the end.
///   - transform: what a worker makes of an element.
///   - stop: called once if `consume` or `transform` fails, so that a `next` that waits for input can be
///     woken; it must then throw or return.
///   - consume: takes the results.
/// - Throws: what failed first in the order of the elements; all before it were consumed.
public func orderedPipeline<Element: Sendable, Result: Sendable>(
    workers: Int, capacity: Int, next: @escaping @Sendable () throws -> Element?,
    transform: @escaping @Sendable (Element) throws -> Result,
    stop: () -> Void = {}, consume: (Result) throws -> Void
) throws {
    let workerCount = max(1, workers)
    let line = PipelineState<Element, Result>(capacity: max(1, capacity))
    var team: [JoinedThread] = []
    var failure: (any Error)?
    do {
        for _ in 0..<workerCount { team.append(try JoinedThread { line.work(transform) }) }
        team.append(try JoinedThread { line.read(next) })
        while let result = try line.takeResult() { try consume(result) }
    } catch {
        failure = error
        stop()
    }
    line.sendHome(workerCount)
    for thread in team { thread.join() }
    if let failure { throw failure }
}

/// What the threads of a pipeline share: a ring of `capacity` places, each used by one element at a time.
private final class PipelineState<Element: Sendable, Result: Sendable>: Sendable {
    private enum Outcome: Sendable {
        case result(Result)
        case failure(any Error)
        case end
    }

    private struct Contents {
        /// Elements that wait for a worker, with their numbers; nil sends a worker home.
        var waiting: [(number: Int, element: Element)?] = []
        /// What became of the element of each place.
        var outcomes: [Outcome?]
    }

    private let capacity: Int
    private let contents: Guarded<Contents>
    private let cancelled = Atomic(false)
    /// Only the consumer's thread uses it.
    private let consumed = Guarded(0)
    private let freePlaces: DispatchSemaphore
    private let work = DispatchSemaphore(value: 0)
    private let done: [DispatchSemaphore]

    init(capacity: Int) {
        self.capacity = capacity
        contents = Guarded(Contents(outcomes: Array(repeating: nil, count: capacity)))
        // A semaphore must not end below the value it began with, so it begins with none.
        freePlaces = DispatchSemaphore(value: 0)
        for _ in 0..<capacity { freePlaces.signal() }
        done = (0..<capacity).map { _ in DispatchSemaphore(value: 0) }
    }

    /// The reader's thread.
    func read(_ next: () throws -> Element?) {
        var number = 0
        while true {
            freePlaces.wait()
            guard !cancelled.load(ordering: .acquiring) else { return }
            do {
                guard let element = try next() else { return finish(number, .end) }
                contents.withLock { $0.waiting.append((number, element)) }
                work.signal()
                number += 1
            } catch {
                return finish(number, .failure(error))
            }
        }
    }

    /// A worker's thread.
    func work(_ transform: (Element) throws -> Result) {
        while true {
            work.wait()
            guard let (number, element) = contents.withLock({ $0.waiting.removeFirst() }) else {
                return
            }
            guard !cancelled.load(ordering: .acquiring) else { continue }
            do {
                finish(number, .result(try transform(element)))
            } catch {
                finish(number, .failure(error))
            }
        }
    }

    /// The next result in order, or nil at the end.
    ///
    /// The place of the one before becomes free.
    func takeResult() throws -> Result? {
        let number = consumed.withLock { $0 }
        if number > 0 { freePlaces.signal() }
        done[number % capacity].wait()
        let outcome = contents.withLock { contents in
            let outcome = contents.outcomes[number % capacity]
            contents.outcomes[number % capacity] = nil
            return outcome
        }
        consumed.withLock { $0 = number + 1 }
        switch outcome {
        case .result(let result): return result
        case .failure(let error): throw error
        case .end, nil: return nil
        }
    }

    /// Lets the threads end: nothing that they do from now on is looked at.
    func sendHome(_ workers: Int) {
        cancelled.store(true, ordering: .releasing)
        freePlaces.signal()
        contents.withLock { $0.waiting += Array(repeating: nil, count: workers) }
        for _ in 0..<workers { work.signal() }
    }

    private func finish(_ number: Int, _ outcome: Outcome) {
        contents.withLock { $0.outcomes[number % capacity] = outcome }
        done[number % capacity].signal()
    }
}
