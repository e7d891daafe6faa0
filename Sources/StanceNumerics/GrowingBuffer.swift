/// Memory for `capacity` trivial values that is used again and again and only ever grows.
///
/// For kernels: an array would pay for its bounds and its sharing at every call. Safe: the value
/// cannot be copied, so nobody else holds the pointer; `reserve` comes before any use of the pointer
/// and says how many values may be used; all of them are initialised.
package struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
    /// The values; valid until the next `reserve` that grows.
    package private(set) var pointer: UnsafeMutablePointer<Element>
    /// How many values there are.
    package private(set) var capacity: Int
    private let blank: Element

    /// No memory yet; new values are `blank`.
    package init(_ blank: Element) {
        self.blank = blank
        capacity = 0
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: blank)
    }

    deinit { pointer.deallocate() }

    /// Makes room for `count` values; those that were there stay.
    package mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        let size = max(count, capacity + capacity / 2)
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: size)
        grown.update(from: pointer, count: capacity)
        (grown + capacity).initialize(repeating: blank, count: size - capacity)
        pointer.deallocate()
        pointer = grown
        capacity = size
    }

    /// Makes every value `blank` again.
    package mutating func clear() { pointer.update(repeating: blank, count: capacity) }
}
