import StanceEvaluation
import Testing

@Suite("SplitMix64")
struct SplitMix64Tests {
    @Test("the numbers are those of the published C code")
    func reference() {
        var generator = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        for number in expected { #expect(generator.next() == number) }
    }

    @Test("indices stay in range and are equally likely", arguments: [1, 2, 3, 7, 10, 64])
    func indices(bound: Int) {
        var generator = SplitMix64(seed: 9)
        var counts = Array(repeating: 0, count: bound)
        for _ in 0..<20_000 * bound { counts[generator.nextIndex(below: bound)] += 1 }
        // The standard deviation of a count is below the square root of 20,000, or 142.
        #expect(counts.allSatisfy { abs($0 - 20_000) < 5 * 142 })
    }

    @Test("a bound of 3/8 of 2^64, which needs rejection, favours no index")
    func hugeBound() {
        // Without rejection an index of the form 3i + 2 would come in 2 draws of 8, not 1 of 3.
        var generator = SplitMix64(seed: 3)
        let bound = 3 << 61
        var thirdCount = 0
        for _ in 0..<10_000 {
            let index = generator.nextIndex(below: bound)
            #expect(index >= 0 && index < bound)
            if index % 3 == 2 { thirdCount += 1 }
        }
        #expect(abs(thirdCount - 3_333) < 250)
    }
}
