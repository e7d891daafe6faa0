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

    @Test("a bound of 2/5 of 2^64, which needs rejection, favours no index")
    func hugeBound() {
        // Without rejection even indices would come half as often again as odd ones.
        var generator = SplitMix64(seed: 3)
        let bound = Int(UInt64.max / 5 * 2)
        var evenCount = 0
        for _ in 0..<10_000 {
            let index = generator.nextIndex(below: bound)
            #expect(index >= 0 && index < bound)
            if index.isMultiple(of: 2) { evenCount += 1 }
        }
        #expect(abs(evenCount - 5_000) < 250)
    }
}
