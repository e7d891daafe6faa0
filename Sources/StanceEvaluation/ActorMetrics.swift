import StanceCore

/// The figures of one actor's rows, with the number of rows behind them.
///
/// Actors rarely have rows of all three stances: `macroF1` still divides by 3 (see
/// `ConfusionMatrix.macroF1`), so read it beside the supports in `perClass`.
public struct ActorMetrics: Sendable, Hashable {
    /// The actor's name.
    public let actor: String
    /// The number of rows: the actor's support.
    public let n: Int
    /// The share of rows predicted right.
    public let accuracy: Double
    /// The mean of the three F1s, an undefined one counting as 0.
    public let macroF1: Double
    /// The mean of F1(critical) and F1(supportive), an undefined one counting as 0.
    public let semevalF: Double
    /// Precision, recall, F1 and support of each stance.
    public let perClass: PerClassMetrics

    private init?(actor: String, confusion: ConfusionMatrix) {
        guard let accuracy = confusion.accuracy else { return nil }
        self.actor = actor
        n = confusion.count
        self.accuracy = accuracy
        macroF1 = confusion.macroF1
        semevalF = confusion.semevalF
        perClass = PerClassMetrics(confusion)
    }

    /// Measures each actor, the one with the most rows first, equal ones by name.
    ///
    /// Rows without an actor are left out: the supports then sum to less than the rows.
    public static func all(of predictions: [Prediction]) -> [ActorMetrics] {
        var matrices: [String: ConfusionMatrix] = [:]
        for row in predictions {
            guard let actor = row.actor else { continue }
            matrices[actor, default: ConfusionMatrix()]
                .record(gold: row.gold, predicted: row.probabilities.stance)
        }
        // Sorted by a total order, so the dictionary's own order cannot reach the result.
        return matrices.compactMap { ActorMetrics(actor: $0.key, confusion: $0.value) }
            .sorted { ($1.n, $0.actor) < ($0.n, $1.actor) }
    }
}
