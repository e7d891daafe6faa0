/// A map from 64-bit term keys to small numbers: open addressing with linear probing.
///
/// Values are not negative, so that -1 can mean "not there". Invariants: the number of slots is a power of two and at least twice the number of keys, so a
/// probe always meets an empty slot; an empty slot has key 0, which `TermKey` never yields.
struct KeyTable: Sendable {
    private struct Slot {
        var key: UInt64
        var value: Int32
    }

    private var slots: [Slot]
    /// The number of keys.
    private(set) var count = 0

    /// An empty table that holds `capacity` keys before it grows.
    init(capacity: Int = 0) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(key: 0, value: -1), count: size)
    }

    /// The number stored for `key`, or -1.
    @inline(__always)
    func find(_ key: UInt64) -> Int32 {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: key) & mask
        while true {
            let slot = slots[index]
            if slot.key == key { return slot.value }
            if slot.key == 0 { return -1 }
            index = (index + 1) & mask
        }
    }

    /// The numbers stored for many keys, or -1: `values[i]` becomes the number of `keys[i]`.
    ///
    /// A table is larger than the nearest cache, and a probe's branch waits for its memory. So every
    /// key's home slot is read first, without a branch, which lets the reads overlap; the few keys
    /// that are not at home are probed for afterwards.
    func find(_ keys: UnsafeBufferPointer<UInt64>, into values: inout [Int32]) {
        let missing = keys.count - values.count
        if missing > 0 { values.append(contentsOf: repeatElement(-1, count: missing)) }
        let mask = slots.count - 1
        slots.withUnsafeBufferPointer { slots in
            values.withUnsafeMutableBufferPointer { values in
                // Safe: `mask` keeps the index below the number of slots, and there are at least
                // as many values as keys.
                for index in keys.indices {
                    let slot = slots[Int(truncatingIfNeeded: keys[index]) & mask]
                    let other: Int32 = slot.key == 0 ? -1 : -2
                    values[index] = slot.key == keys[index] ? slot.value : other
                }
                for index in keys.indices where values[index] == -2 {
                    values[index] = find(keys[index])
                }
            }
        }
    }

    /// Stores a number for a key that is not in the table.
    mutating func insert(_ key: UInt64, _ value: Int32) {
        if (count + 1) * 2 > slots.count { grow() }
        place(Slot(key: key, value: value))
        count += 1
    }

    private mutating func place(_ slot: Slot) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: slot.key) & mask
        while slots[index].key != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(key: 0, value: -1), count: old.count * 2)
        for slot in old where slot.key != 0 { place(slot) }
    }
}
