import StanceNumerics

/// Examples -> explanations, with a fitted model.
public struct Explainer: Sendable {
    /// The model that is explained.
    public let model: StanceModel

    /// Explains this model's scores.
    public init(model: StanceModel) { self.model = model }

    /// Explains some scores.
    ///
    /// The logits are those of the feature rows times the weights, summed term by term: they agree
    /// with the scorer's to about 1e-12.
    /// - Parameter examples: with their mentions found (see `MentionResolver`).
    /// - Returns: an explanation of each example; nil where the model gives it no score.
    /// - Throws: `StanceError.badData` when a text has 256 MiB or more.
    /// - Complexity: O(terms * ln(terms)) an example; the highlighting is O(words) more a term.
    public func explanations(of examples: [Example]) throws -> [Explanation?] {
        let scores = try Scorer(model: model).probabilities(of: examples)
        var terms = try ExampleTerms(
            recipe: model.recipe, casing: model.casing, lexicon: model.lexicon,
            sentenceCost: model.sentenceCost, actors: model.actors)
        return try zip(examples, scores).map { example, score in
            guard score != nil else { return nil }
            try terms.setText(example.text)
            terms.setActor(
                example.actor, mentions: example.mentions ?? [], others: example.others)
            return try explanation(of: example, &terms)
        }
    }

    private func explanation(
        of example: Example, _ terms: inout ExampleTerms
    ) throws -> Explanation {
        let domain = model.domains?.domain(of: terms.mentionWords) ?? 0
        let parameters = model.parameters(ofDomain: domain)
        let places = TermPlaces(terms, text: example.text)
        let bias = StanceLogits(parameters, row: model.featureCount)
        var logits = bias
        var blocks: [Explanation.Block] = []
        var found: [Explanation.Term] = []
        var firstColumn = 0
        for block in model.blocks {
            var recorder = TermRecorder(block.features.vocabulary)
            try terms.add(block.kind, to: &recorder)
            let row = WeightedRow(block, recorder.uses)
            let ranges = try places.places(block, recorder.uses)
            var sum = StanceLogits.zero
            for (entry, column) in row.columns.enumerated() {
                let value = row.values[entry]
                let contribution =
                    value * StanceLogits(parameters, row: firstColumn + column)
                sum += contribution
                found.append(
                    Explanation.Term(
                        block: block.kind, label: block.label(column, actors: model.actors),
                        wording: block.wording(column, actors: model.actors),
                        frequency: row.frequencies[entry],
                        idf: block.features.idf.isEmpty ? 1 : block.features.idf[column],
                        value: value, contribution: contribution,
                        places: (ranges[column] ?? []).sorted {
                            ($0.range.lowerBound, $0.range.upperBound)
                                < ($1.range.lowerBound, $1.range.upperBound)
                        }))
            }
            logits += sum
            blocks.append(
                Explanation.Block(
                    kind: block.kind, scale: block.definition.scale, norm: row.norm,
                    termCount: row.columns.count,
                    unknownCount: recorder.count - recorder.uses.count, contribution: sum))
            firstColumn += block.features.columnCount
        }
        return Explanation(
            bias: bias, blocks: blocks, terms: found,
            words: WordShares(example.text).words(of: found),
            domain: model.domains?.names[domain],
            mentions: example.mentions ?? [],
            logits: logits, probabilities: StanceProbabilities(logits))
    }
}

/// The row of one block, each column with the numbers that its value was made of.
private struct WeightedRow {
    /// Ascending.
    var columns: [Int] = []
    var frequencies: [Double] = []
    var values: [Double] = []
    var norm = 1.0

    init(_ block: FeatureBlock, _ uses: [TermRecorder.Use]) {
        let sorted = uses.sorted { ($0.column, $0.order) < ($1.column, $1.order) }
        for use in sorted {
            if use.column == columns.last {
                frequencies[frequencies.count - 1] += use.amount
            } else {
                columns.append(use.column)
                frequencies.append(use.amount)
            }
        }
        let weighting = block.features.weighting
        let idf = block.features.idf
        values = zip(columns, frequencies).map { column, frequency in
            let tf = weighting.tf(frequency)
            return idf.isEmpty ? tf : tf * idf[column]
        }
        let size = weighting.size(of: values, values.indices)
        if size != 0 { norm = size }
        weighting.normalize(&values, values.indices)
        for entry in values.indices { values[entry] *= block.definition.scale }
    }
}

extension StanceLogits {
    /// Three numbers of a matrix of three columns.
    fileprivate init(_ matrix: [Double], row: Int) {
        self.init(
            critical: matrix[row * Stance.count], neutral: matrix[row * Stance.count + 1],
            supportive: matrix[row * Stance.count + 2])
    }
}

extension StanceProbabilities {
    /// softmax(z).
    public init(_ logits: StanceLogits) {
        var values = [logits.critical, logits.neutral, logits.supportive]
        Softmax.apply(&values, classCount: Stance.count)
        self.init(critical: values[0], neutral: values[1], supportive: values[2])
    }
}
