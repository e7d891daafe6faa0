import StanceKit
import Testing

@Suite("Feature lines")
struct FeatureLineTests {
    @Test("lines of LIBSVM hold the model's feature rows to the bit")
    func exact() throws {
        let scorer = Scorer(model: try StanceModel(path: ShippedModelTests.path))
        let rows = try MentionResolver(finder: MentionFinder(actors: SeedsTests.actors))
            .resolve(Array(SeedsTests.rows.prefix(200)))
        let features = try scorer.features(of: rows)
        var bytes: [UInt8] = []
        for (place, row) in rows.enumerated() {
            let entries = features.offsets[place]..<features.offsets[place + 1]
            FeatureLine.appendLIBSVM(
                try #require(row.gold), columns: features.columns[entries],
                values: features.values[entries], to: &bytes)
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == rows.count && features.nonZeroCount > 10_000)
        for (place, line) in lines.enumerated() {
            let fields = line.split(separator: " ")
            #expect(Int(fields[0]) == rows[place].gold.map { $0.rawValue + 1 })
            let entries = features.offsets[place]..<features.offsets[place + 1]
            let pairs = fields.dropFirst().map { $0.split(separator: ":") }
            #expect(pairs.map { Int32($0[0]) } == features.columns[entries].map { $0 + 1 })
            #expect(pairs.map { Double($0[1]) } == features.values[entries].map { $0 })
        }
    }
}
