@testable import StanceCore

extension FuzzTarget {
    /// A model file: as it is, and forged with a fitting length and checksum, so that all behind them
    /// is reached.
    ///
    /// What is accepted is written again, scores and explains.
    static let model = FuzzTarget(name: "model") { input in
        if case .success(let model) = load(input) { use(model) }
        guard input.count >= ModelFile.prefixLength + ModelFile.checksumLength else { return }
        if case .success(let model) = load(forged(input)) { use(model) }
    }

    private static func load(_ bytes: [UInt8]) -> Result<StanceModel, StanceError> {
        let sections = outcome {
            try bytes.withUnsafeBytes { try ModelSection.list(fileBytes: $0, file: "m") }
        }
        let model = outcome { try StanceModel(fileBytes: bytes, file: "m") }
        if case .success = model, case .failure(let error) = sections {
            preconditionFailure("a model without sections: \(error)")
        }
        return model
    }

    /// The bytes with the length and the checksum that belong to them.
    private static func forged(_ input: [UInt8]) -> [UInt8] {
        var bytes = Array(input.dropLast(ModelFile.checksumLength))
        bytes.replaceSubrange(..<ModelFile.magic.count, with: ModelFile.magic)
        let length = UInt64(input.count)
        for byte in 0..<8 { bytes[16 + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
        return bytes + bytes.withUnsafeBytes { ModelFile.checksum($0) }
    }

    private static func use(_ model: StanceModel) {
        let again = outcome { try StanceModel(fileBytes: model.fileBytes(), file: "again") }
        guard case .success(let again) = again else {
            preconditionFailure("what was read cannot be written: \(again)")
        }
        precondition(again.parameters.elementsEqual(model.parameters), "other weights")
        for block in model.blocks {
            for column in 0..<block.features.columnCount {
                _ = block.label(column, actors: model.actors)
            }
        }
        let text = "Critics condemned Moscow, and Ankara struck naïve talks; all praised it."
        let actors = [Actor(name: "Moscow"), Actor(name: "Ankara")]
        let result = outcome {
            let scorer = try ArticleScorer(scorer: Scorer(model: model), actors: actors)
            let paragraph = ParagraphToScore(document: "d", number: 1, text: text)
            for row in try scorer.rows(for: [paragraph], threads: 1) {
                guard case .scored(let p) = row.outcome else { continue }
                for stance in Stance.allCases {
                    precondition((0...1.000_001).contains(p[stance]), "\(p)")
                }
                if let facts = model.calibration {
                    _ = facts.temperature(p)
                    _ = facts.isotonic(p)
                    _ = try facts.sets.thresholds(coverage: 0.9).set(for: p)
                }
            }
            let examples = actors.map {
                Example(text: text, actor: $0.name, mentions: [18..<24])
            }
            return try Explainer(model: model).explanations(of: examples)
        }
        if case .failure(let error) = result { precondition(error.kind == .badData, "\(error)") }
    }
}
