import StanceCore

extension Prediction {
    /// Pairs an example with its score; nil for an example without a gold label.
    public init?(_ example: Example, probabilities: StanceProbabilities) {
        guard let gold = example.gold else { return nil }
        self.init(
            gold: gold, probabilities: probabilities, actor: example.actor, group: example.group,
            text: example.text.isEmpty ? nil : example.text)
    }
}

/// Labelled examples with what a model makes of each: the rows behind an `EvaluationReport`.
public struct ScoredExamples: Sendable {
    /// The examples, in the order of the input.
    public let examples: [Example]
    /// The probabilities of each; nil where the model abstains.
    public let probabilities: [StanceProbabilities?]

    /// Takes examples and their scores.
    ///
    /// - Throws: `StanceError.usage` when there is not one score for each example.
    public init(
        _ examples: [Example], probabilities: [StanceProbabilities?]
    ) throws(StanceError) {
        guard examples.count == probabilities.count else {
            throw StanceError(
                .usage,
                "\(probabilities.count) scores for \(examples.count) rows; expected one each")
        }
        self.examples = examples
        self.probabilities = probabilities
    }

    /// Scores examples, whose mentions are found.
    ///
    /// - Throws: as `Scorer.probabilities(of:threads:)`.
    public init(_ examples: [Example], by scorer: Scorer, threads: Int? = nil) throws {
        self.examples = examples
        probabilities = try scorer.probabilities(of: examples, threads: threads)
    }

    /// The indices of the examples that have a gold label and a score, ascending.
    public var scoredRows: [Int] {
        examples.indices.filter { examples[$0].gold != nil && probabilities[$0] != nil }
    }

    /// The number of examples without a score.
    public var abstained: Int { probabilities.count { $0 == nil } }

    /// Gold label and score of each of `scoredRows`.
    public var predictions: [Prediction] {
        zip(examples, probabilities).compactMap { example, score in
            score.flatMap { Prediction(example, probabilities: $0) }
        }
    }

    /// Measures the scores.
    ///
    /// - Parameters:
    ///   - columns: the names of the examples' `columns`, to break the figures down by.
    ///   - bootstrap: how to make the intervals.
    /// - Returns: the figures of `predictions`, with the number of examples that have no score.
    /// - Throws: `StanceError.usage` when an example has another number of columns, and as
    ///   `EvaluationReport.init`.
    public func report(
        by columns: [String] = [], bootstrap: BootstrapOptions = .standard
    ) throws(StanceError) -> EvaluationReport {
        let rows = scoredRows
        if let row = rows.first(where: { examples[$0].columns.count < columns.count }) {
            throw StanceError(
                .usage, "expected a value for each of the columns \(columns)",
                at: examples[row].location)
        }
        let slices = columns.enumerated().map { place, name in
            SliceColumn(name: name, values: rows.map { examples[$0].columns[place] })
        }
        return try EvaluationReport(
            predictions, abstained: abstained, bootstrap: bootstrap, slices: slices)
    }
}

extension EvaluationReport {
    /// Scores labelled examples and measures the scores.
    ///
    /// - Parameters:
    ///   - scorer: the model.
    ///   - examples: with gold labels, and their mentions found.
    ///   - bootstrap: how to make the intervals.
    ///   - threads: how many to use; nil for one per core.
    /// - Throws: `StanceError.badData` when no example can be scored.
    public init(
        of scorer: Scorer, on examples: [Example], bootstrap: BootstrapOptions = .standard,
        threads: Int? = nil
    ) throws {
        let scored = try ScoredExamples(examples, by: scorer, threads: threads)
        try scored.checkScored(by: scorer.model)
        self = try scored.report(bootstrap: bootstrap)
    }
}

extension ScoredExamples {
    /// Refuses examples of which none is scored.
    ///
    /// - Throws: `StanceError.badData` saying why a model like this one scores none.
    public func checkScored(by model: StanceModel) throws(StanceError) {
        guard scoredRows.isEmpty else { return }
        let reason =
            switch model.recipe {
            case .targetAware:
                "no actor is mentioned in its row, or no word of the row is known to the model; "
                    + "an actors file with the actors' aliases may find them"
            case .bagOfWords: "no row has a word that the model knows"
            case .perActor:
                "no row's actor is in the model, or no row has a word that it knows; see "
                    + "'stance inspect'"
            }
        throw StanceError(
            .badData, "none of the \(examples.count) rows can be scored: \(reason)")
    }
}
