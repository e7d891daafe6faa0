import StanceCore
import StanceEvaluation

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `Tests/Fixtures/metrics.json`, written by `scripts/make_metrics_fixtures.py`.
struct MetricsFixture: Decodable {
    struct Case: Decodable {
        var name: String
        var d: Int
        var rows: [Int]
        var accuracy, macroF1, semevalF, logLoss, brier, ece, ordinalMAE, prevalenceError: Double
        var mcc: Double?
        /// For each bin rows, mean confidence and accuracy, null where it is empty; in some cases.
        var bins: [[Double]?]?
        var precision, recall, f1: [Double?]
        var support, confusion: [Int]

        enum CodingKeys: String, CodingKey {
            case name, d, rows, accuracy, brier, ece, precision, recall, f1, support, confusion
            case mcc, bins
            case ordinalMAE = "ordinal_mae"
            case prevalenceError = "prevalence_error"
            case macroF1 = "macro_f1"
            case semevalF = "semeval_f"
            case logLoss = "log_loss"
        }

        var predictions: [Prediction] { Prediction.rows(rows, denominator: d, grouped: false) }
    }

    struct BootstrapCase: Decodable {
        var name: String
        var d: Int
        var rows: [Int]
        var replicates: Int
        var level: Double
        var seed: String?
        /// The second model's rows, where two are compared.
        var candidate: [Int]?
        var intervals: [String: [Double]?]

        var predictions: [Prediction] { Prediction.rows(rows, denominator: d, grouped: true) }
    }

    struct QuantileCase: Decodable {
        var values, q, expected: [Double]
    }

    var cases: [Case]
    var numpy: [BootstrapCase]
    var seeded: [BootstrapCase]
    var paired: [BootstrapCase]
    var quantiles: [QuantileCase]

    /// `Tests/Fixtures`.
    static var folder: URL {
        var root = URL(filePath: #filePath)
        repeat {
            root.deleteLastPathComponent()
        } while root.path.count > 1
            && !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path)
        return root.appending(path: "Tests/Fixtures")
    }

    static func load() throws -> MetricsFixture {
        let file = folder.appending(path: "metrics.json")
        return try JSONDecoder().decode(MetricsFixture.self, from: Data(contentsOf: file))
    }
}

extension Prediction {
    /// A row whose probabilities are a/d, b/d and (d - a - b)/d.
    static func row(
        _ gold: Stance, _ a: Int, _ b: Int, of d: Int, actor: String? = nil, group: String? = nil
    ) -> Prediction {
        Prediction(
            gold: gold,
            probabilities: StanceProbabilities(
                critical: Double(a) / Double(d), neutral: Double(b) / Double(d),
                supportive: Double(d - a - b) / Double(d)),
            actor: actor, group: group)
    }

    /// A row that is certain of one stance.
    static func sure(
        _ gold: Stance, _ predicted: Stance, actor: String? = nil, group: String? = nil
    ) -> Prediction {
        row(
            gold, predicted == .critical ? 1 : 0, predicted == .neutral ? 1 : 0, of: 1,
            actor: actor, group: group)
    }

    /// Reads the fixture's flat rows: gold, a, b and, where grouped, the group's number.
    ///
    /// The number is padded so that names sort as numbers do.
    static func rows(_ flat: [Int], denominator: Int, grouped: Bool) -> [Prediction] {
        stride(from: 0, to: flat.count, by: grouped ? 4 : 3).map { start in
            row(
                Stance(rawValue: flat[start]) ?? .neutral, flat[start + 1], flat[start + 2],
                of: denominator, group: grouped ? "article \(1_000 + flat[start + 3])" : nil)
        }
    }
}
