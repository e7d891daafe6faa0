import StanceCore
import StanceEvaluation

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `Tests/Fixtures/calibration.json`, written by `scripts/make_calibration_fixtures.py`.
struct CalibrationFixture: Decodable {
    struct Case: Decodable {
        var d: Int
        var rows, query: [Int]
        var temperature: Double?
        /// For each class the curve's x and y.
        var curves: [[[Double]]]
        var shares: [[Double]]
        var points: [[Double]]
        var aurc: Double
        /// For each coverage and query the classes in its set.
        var sets: [[[Int]]]

        var predictions: [Prediction] { Prediction.rows(rows, denominator: d, grouped: false) }
        var queries: [StanceProbabilities] {
            Prediction.rows(query, denominator: d, grouped: false).map(\.probabilities)
        }
    }

    var coverages: [Double]
    var cases: [Case]

    static func load() throws -> CalibrationFixture {
        var root = URL(filePath: #filePath)
        repeat {
            root.deleteLastPathComponent()
        } while root.path.count > 1
            && !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path)
        let file = root.appending(path: "Tests/Fixtures/calibration.json")
        return try JSONDecoder().decode(
            CalibrationFixture.self, from: Data(contentsOf: file))
    }
}
