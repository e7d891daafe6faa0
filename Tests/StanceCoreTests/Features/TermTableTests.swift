import StanceCore
import StanceNumerics
import Testing

@Suite struct TermTableTests {
    private func check(_ keys: [UInt64], absent: [UInt64]) {
        let table = TermTable(keys: keys)
        let asked = keys + absent + keys.reversed()
        let expected = Array(0..<UInt32(keys.count)) + (0..<UInt32(keys.count)).reversed()
        for variant in KernelVariant.available {
            var terms = [UInt32](repeating: 0, count: asked.count)
            let found = asked.withUnsafeBufferPointer { asked in
                terms.withUnsafeMutableBufferPointer { terms in
                    terms.baseAddress.map { table.find(asked, into: $0, variant: variant) }
                }
            }
            #expect(Array(terms.prefix(found ?? 0)) == expected, "\(variant)")
        }
        for (term, key) in keys.enumerated() { #expect(table.find(key) == term) }
        for key in absent { #expect(table.find(key) == nil) }
    }

    @Test func randomKeys() {
        var random = SplitMix(seed: 3)
        for count in [1, 7, 8, 9, 100, 5000] {
            check(
                (0..<count).map { _ in random.next() },
                absent: (0..<count).map { _ in random.next() })
        }
    }

    /// Keys that fall into one bucket and those behind it, round the end of the table.
    @Test func crowdedBuckets() {
        let crowded = (1...60).map { UInt64.max - UInt64($0) }
        check(crowded, absent: (61...90).map { UInt64.max - UInt64($0) } + [1, 2, 3])
    }

    /// Keys whose fingerprints, the low halves, are all the same, or zero, which stands for empty.
    @Test func equalFingerprints() {
        for low in [0, 1, 0xFFFF_FFFF] as [UInt64] {
            let keys = (1...40).map { UInt64($0) << 32 | low }
            check(keys, absent: (41...60).map { UInt64($0) << 32 | low } + [low ^ 5])
        }
    }

    @Test func noTerms() { check([], absent: [0, 1, .max]) }
}
