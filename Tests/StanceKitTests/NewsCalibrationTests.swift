import Foundation
import StanceKit
import Testing

/// Calibration, abstaining and conformal sets on real data, which users do not have.
///
/// A model of NewsMTSC's train rows, measured on both development files; docs/calibration.md has the
/// output.
@Suite("Calibration on NewsMTSC", .serialized)
struct NewsCalibrationTests {
    static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/",
            !FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// What was measured once for every test: the facts of the train rows, the development rows.
    struct Measured {
        var facts: CalibrationFacts
        var rows: [Prediction]
    }

    static let measured: Result<Measured?, any Error> = Result {
        let variable = ProcessInfo.processInfo.environment["STANCE_SHARED"]
        let folder =
            variable.map { URL(fileURLWithPath: $0) } ?? root.appendingPathComponent("../shared")
        let data = folder.appendingPathComponent("data/newsmtsc").standardizedFileURL
        guard FileManager.default.fileExists(atPath: data.path) else {
            print("skipped: no NewsMTSC data at \(data.path); set STANCE_SHARED")
            return nil
        }
        func examples(_ names: [String]) throws -> [Example] {
            let rows = try LabelledRowReader.examples(
                at: names.map { data.appendingPathComponent($0).path },
                options: LabelledRowOptions())
            return try MentionResolver(finder: nil).resolve(rows)
        }
        let lexicon = try LexiconFile.lexicon(
            at: root.appendingPathComponent("seeds/lexicon-en.tsv").path)
        var options = try TrainingOptions(penalty: .fixed(1))
        options.calibrates = true
        let model = try Trainer(options, lexicon: lexicon).train(try examples(["train.jsonl"]))
            .model
        let dev = try examples(["rw_dev.jsonl", "mt_dev.jsonl"])
        let scores = try Scorer(model: model).probabilities(of: dev)
        let rows = zip(dev, scores).compactMap { example, score in
            score.flatMap { Prediction(example, probabilities: $0) }
        }
        return Measured(facts: try #require(model.calibration), rows: rows)
    }

    static func percent(_ values: [Double]) -> String {
        values.map { String(format: "%5.1f", 100 * $0) }.joined(separator: "  ")
    }

    @Test("conformal sets cover each class within 2 points over 50 splits by article")
    func coverage() throws {
        guard let measured = try Self.measured.get() else { return }
        print("target   all  crit.  neut.  supp.  mean size, singletons (NewsMTSC dev)")
        for target in [0.8, 0.9, 0.95] {
            var sums = [Double](repeating: 0, count: 6)
            for seed in 0..<50 {
                let split = try HoldOut(
                    labels: measured.rows.map(\.gold.rawValue), classCount: Stance.count,
                    groups: measured.rows.map { $0.group ?? "" }, share: 0.5, seed: UInt64(seed))
                let sets = try ConformalSets(
                    calibrating: split.trainingRows.map { measured.rows[$0] })
                let found = try SetCoverage(
                    of: try sets.thresholds(coverage: target),
                    on: split.heldOutRows.map { measured.rows[$0] })
                let figures =
                    [found.coverage] + found.perClass.map { $0 ?? 0 }
                    + [found.meanSize, found.sizeShares[1]]
                for (place, value) in figures.enumerated() { sums[place] += value / 50 }
            }
            print(
                "\(target), 50 splits  \(Self.percent(Array(sums[...3])))  "
                    + String(format: "%.2f  %.2f", sums[4], sums[5]))
            for value in sums[1...3] { #expect(abs(value - target) <= 0.02) }
            let own = try SetCoverage(
                of: try measured.facts.sets.thresholds(coverage: target), on: measured.rows)
            print(
                "\(target), out of fold "
                    + Self.percent([own.coverage] + own.perClass.map { $0 ?? 0 })
                    + String(format: "  %.2f  %.2f", own.meanSize, own.sizeShares[1]))
        }
    }

    @Test("the error among answered rows is near the risk asked for")
    func risk() throws {
        guard let measured = try Self.measured.get() else { return }
        print("risk   answered  error (NewsMTSC dev)")
        for target in [0.25, 0.2, 0.15, 0.1] {
            let rule = try AnswerRule(measured.facts, risk: target)
            let answered = measured.rows.filter {
                let row = rule(
                    ScoredRow(
                        document: "", paragraph: 1, actor: nil,
                        outcome: .scored($0.probabilities), mentions: 1))
                if case .scored = row.outcome { return true }
                return false
            }
            let error = 1 - (try Metrics(answered).accuracy)
            print(
                "\(target)  \(Self.percent([Double(answered.count) / Double(measured.rows.count)]))"
                    + "  \(Self.percent([error]))")
            // Two standard errors of some hundred rows of articles, and a change of data.
            #expect(abs(error - target) < 0.06)
        }
    }

    @Test("scaled probabilities are no worse on new data")
    func scaling() throws {
        guard let measured = try Self.measured.get() else { return }
        print("temperature \(measured.facts.temperature.temperature)")
        func figures(_ scaled: (StanceProbabilities) -> StanceProbabilities) throws -> Metrics {
            try Metrics(
                measured.rows.map {
                    var row = $0
                    row.probabilities = scaled(row.probabilities)
                    return row
                })
        }
        let plain = try figures { $0 }
        for (name, metrics) in [
            ("plain", plain), ("temperature", try figures { measured.facts.temperature($0) }),
            ("isotonic", try figures { measured.facts.isotonic($0) }),
        ] {
            print(
                "\(name): log-loss " + String(format: "%.4f", metrics.logLoss)
                    + String(format: ", Brier %.4f, ECE %.4f", metrics.brier, metrics.ece))
            // Not by log-loss: rising curves may end at 0, which one row pays for without measure.
            #expect(metrics.brier < plain.brier + 0.005)
        }
    }
}
