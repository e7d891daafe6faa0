/// Counts of pairs of words: open addressing with linear probing, keyed by 64 bits.
///
///     key = (a + 1) 2^32 + b      a <= b, the rows of the two words
///
/// Invariants: the number of slots is a power of two, at most 3/4 of them are taken, and a free one
/// has key 0, which no pair has; so a probe always ends.
struct PairTable {
    struct Slot {
        var key: UInt64
        var count: Int
    }

    private(set) var slots = [Slot](repeating: Slot(key: 0, count: 0), count: 64)
    /// The number of pairs.
    private(set) var count = 0

    /// The key of two words, in either order.
    @inline(__always)
    static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        let (low, high) = first < second ? (first, second) : (second, first)
        return (UInt64(UInt32(bitPattern: low)) + 1) << 32 | UInt64(UInt32(bitPattern: high))
    }

    /// The words of a key, the lower row first.
    @inline(__always)
    static func words(_ key: UInt64) -> (Int, Int) {
        (Int(key >> 32) - 1, Int(key & 0xFFFF_FFFF))
    }

    /// Bits of a key that are spread evenly; the top ones choose a table, the next ones a slot.
    @inline(__always)
    static func hash(_ key: UInt64) -> UInt64 {
        // Steps of SplitMix64's finaliser.
        let mixed = (key ^ (key >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 27)
    }

    /// Counts one occurrence of each key.
    mutating func add(_ keys: [UInt64]) {
        for key in keys {
            if 4 * (count + 1) > 3 * slots.count { grow() }
            slots.withUnsafeMutableBufferPointer { slots in
                // Safe: the mask keeps the index below the number of slots.
                let mask = slots.count - 1
                var index = Int(truncatingIfNeeded: Self.hash(key)) & mask
                while slots[index].key != key && slots[index].key != 0 {
                    index = (index + 1) & mask
                }
                if slots[index].key == 0 {
                    slots[index].key = key
                    count += 1
                }
                slots[index].count += 1
            }
        }
    }

    /// Forgets the pairs that occur at most `threshold` times, and hands each to `body`.
    mutating func forget(upTo threshold: Int, _ body: (Slot) -> Void) {
        let old = slots
        let kept = old.reduce(0) { $0 + ($1.count > threshold ? 1 : 0) }
        var size = 64
        while 3 * size < 4 * (kept + 1) { size *= 2 }
        slots = [Slot](repeating: Slot(key: 0, count: 0), count: size)
        count = 0
        for slot in old where slot.key != 0 {
            if slot.count > threshold { place(slot) } else { body(slot) }
        }
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(key: 0, count: 0), count: 2 * old.count)
        count = 0
        for slot in old where slot.key != 0 { place(slot) }
    }

    private mutating func place(_ slot: Slot) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: Self.hash(slot.key)) & mask
        while slots[index].key != 0 { index = (index + 1) & mask }
        slots[index] = slot
        count += 1
    }
}
