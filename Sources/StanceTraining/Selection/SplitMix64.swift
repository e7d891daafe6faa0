/// A small seeded generator, so that a seed gives the same shuffle on every machine and version.
///
/// - SeeAlso: Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Shuffles by Fisher and Yates; written out because the standard library's may change.
    mutating func shuffle(_ items: inout [Int]) {
        var last = items.count - 1
        while last > 0 {
            // The bias of the remainder is under count / 2^64.
            let pick = Int(next() % UInt64(last + 1))
            items.swapAt(last, pick)
            last -= 1
        }
    }
}
