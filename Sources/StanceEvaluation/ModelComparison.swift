import StanceCore

/// Two models on the same labelled rows: how much they differ, and where.
public struct ModelComparison: Sendable {
    /// What became of a row whose stance the two models see differently.
    public enum Change: String, Sendable, Hashable, CaseIterable {
        /// The baseline is right, the candidate wrong.
        case broken
        /// The baseline is wrong, the candidate right.
        case fixed
        /// Both are wrong, each in its own way.
        case other
    }

    /// A row whose predicted stance changed.
    public struct ChangedRow: Sendable, Hashable {
        /// The row's index in the examples compared.
        public let row: Int
        /// What became of it.
        public let change: Change
        /// The gold label.
        public let gold: Stance
        /// The baseline's probabilities.
        public let baseline: StanceProbabilities
        /// The candidate's probabilities.
        public let candidate: StanceProbabilities

        /// The change in the probability of the gold label, in -1...1.
        public var gain: Double { candidate[gold] - baseline[gold] }
    }

    /// The difference in each metric, on the rows that both models score.
    public let paired: PairedComparison
    /// How the intervals were made.
    public let bootstrap: BootstrapOptions
    /// The test of equal accuracy.
    public let mcNemar: McNemarTest
    /// The rows whose predicted stance changed: broken ones first, then fixed ones, then others; of one
    /// kind those whose gold probability changed most first.
    public let changed: [ChangedRow]
    /// Rows that only the baseline scores; they are in no other figure.
    public let scoredByBaselineOnly: Int
    /// Rows that only the candidate scores; they are in no other figure.
    public let scoredByCandidateOnly: Int
    /// Rows that neither scores.
    public let scoredByNeither: Int
    /// What a reader must know to trust the figures, one sentence each; often none.
    public let notes: [String]

    /// Compares two models.
    ///
    /// - Parameters:
    ///   - baseline: labelled examples with the first model's scores.
    ///   - candidate: the same examples, in the same order, with the second model's.
    ///   - bootstrap: how to make the intervals.
    /// - Throws: `StanceError.badData` when no row is scored by both, and as
    ///   `PairedBootstrap.compare(baseline:candidate:)`.
    public init(
        baseline: ScoredExamples, candidate: ScoredExamples, bootstrap: BootstrapOptions = .standard
    ) throws(StanceError) {
        guard baseline.examples.count == candidate.examples.count else {
            throw StanceError(
                .badData,
                "\(baseline.examples.count) rows of one model and \(candidate.examples.count) of "
                    + "the other; expected the same rows")
        }
        let scoredFirst = Set(baseline.scoredRows)
        let scoredSecond = Set(candidate.scoredRows)
        let rows = baseline.examples.indices.filter {
            scoredFirst.contains($0) && scoredSecond.contains($0)
        }
        guard !rows.isEmpty else {
            throw StanceError(
                .badData,
                "none of the \(baseline.examples.count) rows is scored by both models; nothing to "
                    + "compare")
        }
        func predictions(_ scored: ScoredExamples) -> [Prediction] {
            rows.compactMap { row in
                scored.probabilities[row].flatMap {
                    Prediction(scored.examples[row], probabilities: $0)
                }
            }
        }
        let (before, after) = (predictions(baseline), predictions(candidate))
        paired = try PairedBootstrap(bootstrap).compare(baseline: before, candidate: after)
        self.bootstrap = bootstrap
        scoredByBaselineOnly = scoredFirst.subtracting(scoredSecond).count
        scoredByCandidateOnly = scoredSecond.subtracting(scoredFirst).count
        scoredByNeither =
            baseline.examples.count - rows.count - scoredByBaselineOnly - scoredByCandidateOnly
        mcNemar = McNemarTest(
            baselineOnly: zip(before, after).count { $0.isCorrect && !$1.isCorrect },
            candidateOnly: zip(before, after).count { !$0.isCorrect && $1.isCorrect })
        changed = ModelComparison.changed(rows, before, after)
        notes = EvaluationReport.notes(
            groups: paired.groupCount, rows: rows.count,
            rowsWithoutGroup: before.count { $0.group == nil })
    }

    private static func changed(
        _ rows: [Int], _ before: [Prediction], _ after: [Prediction]
    ) -> [ChangedRow] {
        var changed: [Change: [ChangedRow]] = [:]
        for (row, (first, second)) in zip(rows, zip(before, after))
        where first.probabilities.stance != second.probabilities.stance {
            let change: Change =
                first.isCorrect ? .broken : second.isCorrect ? .fixed : .other
            changed[change, default: []].append(
                ChangedRow(
                    row: row, change: change, gold: first.gold, baseline: first.probabilities,
                    candidate: second.probabilities))
        }
        return Change.allCases.flatMap { change in
            (changed[change] ?? []).sorted {
                (-abs($0.gain), $0.row) < (-abs($1.gain), $1.row)
            }
        }
    }

    /// The number of rows changed in one way.
    public func count(of change: Change) -> Int { changed.count { $0.change == change } }
}
