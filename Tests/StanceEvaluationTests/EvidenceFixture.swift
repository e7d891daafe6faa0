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

    struct AgreementCase: Decodable {
        var annotators: Int
        /// Units x annotators, -1 where there is no label.
        var labels: [Int]
        var nominal, ordinal, kappa: Double?
    }

    struct SuspectsCase: Decodable {
        var d: Int
        var rows: [Int]
        var thresholds: [Double?]
        var joint: [Int]
        var share: Double
        /// Row and suggested class of each.
        var suspects: [[Int]]
        /// The rows whose labels were made wrong, where that is known.
        var planted: [Int]?
    }

    var mcnemar: [McNemar]
    var agreement: [AgreementCase]
    var suspects: [SuspectsCase]
    var planted: [SuspectsCase]

    static func load() throws -> EvidenceFixture {
        let file = MetricsFixture.folder.appending(path: "evidence.json")
        return try JSONDecoder().decode(EvidenceFixture.self, from: Data(contentsOf: file))
    }
}
