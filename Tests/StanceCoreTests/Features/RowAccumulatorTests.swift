import StanceCore
import StanceNumerics
import Testing

@Suite struct RowAccumulatorTests {
    @Test(arguments: [1, 63, 64, 65, 4_096, 4_097, 262_145, 600_000])
    func drainsAscendingAndEmpties(_ columnCount: Int) {
        var row = RowAccumulator(columnCount: columnCount)
        var random: UInt64 = 7
        for _ in 0..<3 {
            var expected: [Int32: Double] = [0: 0]
            expected[Int32(columnCount - 1)] = 1
            row.add(Int32(columnCount - 1))
            row.add(0, 0)
            for _ in 0..<500 {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let column = Int32(Int(random >> 33) % columnCount)
                row.add(column, 0.25)
                expected[column, default: 0] += 0.25
            }
            var found: [(Int32, Double)] = []
            row.drain { found.append(($0, $1)) }
            #expect(found.map(\.0) == expected.keys.sorted())
            #expect(found.map(\.1) == expected.keys.sorted().compactMap { expected[$0] })
        }
    }

    @Test func blocksOfARowAreNormalisedAndScaledApart() throws {
        let block = try WeightedVocabulary(
            vocabulary: Vocabulary(["x", "y"]), idf: [1, 2], weighting: TFIDF())
        let plain = try WeightedVocabulary(
            vocabulary: Vocabulary(["z"]), idf: [],
            weighting: TFIDF(
                termFrequency: .sublinear, inverseDocumentFrequency: .off, norm: .none))
        var builder = CSRBuilder()
        var row = RowAccumulator(columnCount: 2)
        var other = RowAccumulator(columnCount: 1)
        row.add(0, 3)
        row.add(1, 2)
        other.add(0, 0.5)
        block.append(&row, to: &builder)
        plain.append(&other, to: &builder, firstColumn: 2, scale: 0.25)
        builder.append(column: 3, value: -7)
        builder.endRow()
        builder.endRow()
        var more = CSRBuilder()
        row.add(1)
        block.append(&row, to: &more)
        more.endRow()
        builder.append(more)
        let matrix = builder.matrix(columnCount: 4)
        #expect(matrix.offsets == [0, 4, 4, 5])
        #expect(matrix.columns == [0, 1, 2, 3, 1])
        #expect(matrix.values == [0.6, 0.8, 0.125, -7, 1])
    }

    @Test func termFrequencies() {
        let sublinear = TFIDF(termFrequency: .sublinear)
        #expect(sublinear.tf(0.25) == 0.25)
        #expect(sublinear.tf(1) == 1)
        #expect(abs(sublinear.tf(4) - 2.386294361119891) < 1e-15)
        #expect(TFIDF().tf(4) == 4)
        #expect(TFIDF(termFrequency: .binary).tf(4) == 1)
    }
}
