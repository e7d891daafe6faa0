#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `Tests/Fixtures/evidence.json`, written by `scripts/make_evidence_fixtures.py`.
struct EvidenceFixture: Decodable {
    struct McNemar: Decodable {
        var b, c: Int
        var p: Double
    }

    var mcnemar: [McNemar]

    static func load() throws -> EvidenceFixture {
        let file = MetricsFixture.folder.appending(path: "evidence.json")
        return try JSONDecoder().decode(EvidenceFixture.self, from: Data(contentsOf: file))
    }
}
