import StanceCore
import Testing

@Suite struct MurmurHash3Tests {
    /// Verified against scikit-learn's `murmurhash3_32`, which takes the same bytes and seed.
    @Test(
        arguments: [
            ("", 0, 0), ("", 1, 1_364_076_727), ("foo", 0, -156_908_512),
            ("foo", 42, -1_322_301_282),
            ("foobar", 0, -1_530_604_355),
            ("The quick brown fox jumps over the lazy dog", 0, 776_992_547),
        ] as [(String, UInt32, Int32)])
    func knownAnswers(_ text: String, _ seed: UInt32, _ expected: Int32) {
        #expect(MurmurHash3.hash32(Array(text.utf8).span, seed: seed) == expected)
    }

    @Test(arguments: [1, 2, 3, 1_000, 1 << 20, 2_147_483_646])
    func theLeastHashHasAColumn(_ columnCount: Int) {
        let scikitLearn = (2_147_483_647 - (columnCount - 1)) % columnCount
        #expect(HashingVectorizer.column(hash: .min, of: columnCount) == Int32(scikitLearn))
    }

    @Test func refusesColumnCounts() {
        for count in [0, -1, 1 << 31] {
            var options = HashingVectorizer.Options()
            options.columnCount = count
            #expect(throws: StanceError.self) { try HashingVectorizer(options) }
        }
    }
}
