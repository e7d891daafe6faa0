import StanceCore

/// Lays scored rows out as bytes, without writing them anywhere.
///
/// A table has every column; a JSON object leaves out `stance` to `score` when abstained, and
/// `abstained` and `reason` when scored. Probabilities and score have six decimals. Where sets are asked
/// for, a column `set` follows: a list in JSON, stances joined by `|` in a table.
public struct ScoredRowEncoder: RowLayout {
    /// The columns, in order.
    public static let columns = [
        "document", "paragraph", "actor", "stance", "critical", "neutral", "supportive", "score",
        "mentions", "abstained", "reason",
    ]

    private var encoder: RowEncoder
    private let sets: Bool

    /// Prepares to lay rows out in `format`, with the column `set` where `sets` are asked for.
    public init(format: RowFormat, sets: Bool = false) {
        encoder = RowEncoder(format: format, columns: Self.columns + (sets ? ["set"] : []))
        self.sets = sets
    }

    /// The header of a table with its line end; empty for JSON Lines.
    public var header: [UInt8] { encoder.header }

    /// Appends one row with its line end.
    ///
    /// - Throws: `StanceError.Kind.internalFailure` when a probability is no number in 0...1.
    public mutating func append(_ row: ScoredRow, to bytes: inout [UInt8]) throws {
        let isTable = encoder.format != .jsonLines
        if case .scored(let probabilities) = row.outcome { try check(probabilities, of: row) }
        encoder.append(row.document, to: &bytes)
        encoder.append(row.paragraph, to: &bytes)
        encoder.append(row.actor, to: &bytes)
        switch row.outcome {
        case .scored(let probabilities):
            encoder.append(probabilities.stance.name, to: &bytes)
            encoder.append(probabilities.critical, to: &bytes)
            encoder.append(probabilities.neutral, to: &bytes)
            encoder.append(probabilities.supportive, to: &bytes)
            encoder.append(probabilities.score, to: &bytes)
            encoder.append(row.mentions, to: &bytes)
            if isTable { encoder.append(false, to: &bytes) } else { encoder.skip(1, to: &bytes) }
            encoder.skip(1, to: &bytes)
        case .abstained(let reason):
            encoder.skip(5, to: &bytes)
            encoder.append(row.mentions, to: &bytes)
            encoder.append(true, to: &bytes)
            encoder.append(reason, to: &bytes)
        }
        if sets {
            if let set = row.set {
                encoder.append(set.map(\.name), to: &bytes)
            } else {
                encoder.skip(1, to: &bytes)
            }
        }
        encoder.endRow(&bytes)
    }

    private func check(_ probabilities: StanceProbabilities, of row: ScoredRow) throws {
        for stance in Stance.allCases {
            let probability = probabilities[stance]
            // Sums in floating point may pass 1 by a few units in the last place.
            guard probability >= 0, probability < 1.000_001 else {
                throw StanceError(
                    .internalFailure,
                    "P(\(stance.name)) of paragraph \(row.paragraph) is \(probability)",
                    at: SourceLocation(file: row.document))
            }
        }
    }
}
