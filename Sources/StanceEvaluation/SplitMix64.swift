/// A small random generator whose numbers are the same on every machine and Swift version.
///
/// - SeeAlso: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014);
///   the constants are those of Vigna's `splitmix64.c` (public domain).
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence that belongs to a seed; every seed is valid.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    @inline(__always)
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// An index in 0..<bound, each equally likely; the bound is at least 1.
    ///
    /// - SeeAlso: Lemire, "Fast random integer generation in an interval" (2019), algorithm 5.
    @inline(__always)
    package mutating func nextIndex(below bound: Int) -> Int {
        precondition(bound > 0, "an index needs a positive bound")
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            // 2^64 mod bound: products whose low half lies under it would favour some indices.
            let threshold = (0 &- bound) % bound
            while product.low < threshold {
                product = next().multipliedFullWidth(by: bound)
            }
        }
        return Int(truncatingIfNeeded: product.high)
    }
}
