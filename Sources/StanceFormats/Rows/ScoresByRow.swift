import StanceCore

/// The scored rows of a file, to be found again by the labelled rows that they are scores of.
///
/// A labelled row's score is the one with its id as `document` (its file and line, as `stance score`
/// writes them, where it has no id) and its actor; one without an actor is any actor's.
public struct ScoresByRow: Sendable {
    private struct Key: Hashable, Sendable {
        var document: String
        var actor: String?
    }

    private let file: String
    private var rows: [Key: ScoredRowReader.Row] = [:]

    /// The number of rows.
    public var count: Int { rows.count }

    /// Takes the rows of a file; those of a file in which no row has a document are numbered.
    ///
    /// - Throws: `StanceError.badData` for a row without a document where others have one, and for one
    ///   that comes twice.
    public init(_ rows: [ScoredRowReader.Row], file: String) throws(StanceError) {
        self.file = file
        for row in ScoredRowReader.numbered(rows) {
            guard let document = row.document else {
                throw StanceError(
                    .badData, "no document or id; expected that of the labelled row",
                    at: row.location)
            }
            let key = Key(document: document, actor: row.actor)
            if let earlier = self.rows.updateValue(row, forKey: key) {
                throw StanceError(
                    .badData,
                    "document \"\(document)\""
                        + (row.actor.map { " and actor \"\($0)\"" } ?? "")
                        + (row.actor == nil ? " is also that" : " are also those")
                        + " of line \(earlier.location.line ?? 0)",
                    at: row.location)
            }
        }
    }

    /// The score of each example; nil where the file says that there is none.
    ///
    /// - Throws: `StanceError.badData` for an example whose row the file lacks.
    public func probabilities(
        of examples: [Example]
    ) throws(StanceError) -> [StanceProbabilities?] {
        var found: [StanceProbabilities?] = []
        found.reserveCapacity(examples.count)
        for example in examples {
            let document = example.id ?? example.location?.description ?? ""
            guard
                let row = rows[Key(document: document, actor: example.actor)]
                    ?? rows[Key(document: document, actor: nil)]
            else {
                throw StanceError(
                    .badData,
                    "no scored row of document \"\(document)\""
                        + (example.actor.map { " and actor \"\($0)\"" } ?? "") + " in \(file)",
                    at: example.location)
            }
            if let gold = row.gold, let other = example.gold, gold != other {
                throw StanceError(
                    .badData,
                    "gold is \(gold.name), but \(other.name) in \(example.location?.description ?? "the labelled row")",
                    at: row.location)
            }
            found.append(row.probabilities)
        }
        return found
    }
}

extension ScoredRowReader {
    /// The rows; where none has a document each gets its place, so that files pair by order.
    static func numbered(_ rows: [Row]) -> [Row] {
        guard rows.allSatisfy({ $0.document == nil }) else { return rows }
        return rows.enumerated().map { place, row in
            var row = row
            row.document = "row \(place + 1)"
            return row
        }
    }

    /// The examples that scored rows with gold labels stand for.
    ///
    /// - Throws: `StanceError.badData` for a row without a gold label.
    public static func examples(of rows: [Row]) throws(StanceError) -> [Example] {
        var examples: [Example] = []
        for row in numbered(rows) {
            guard let gold = row.gold else {
                throw StanceError(
                    .badData,
                    "no gold; expected the label given by a person, or a file of labelled rows "
                        + "after the two that are compared",
                    at: row.location)
            }
            examples.append(
                Example(
                    text: row.text ?? "", actor: row.actor, gold: gold, id: row.document,
                    group: row.group, location: row.location))
        }
        return examples
    }
}
