import StanceNumerics

/// Text and actors -> probabilities, with a fitted model.
///
/// A row's probabilities are the same bits alone, in any batch, in any order and for any number of
/// threads.
public struct Scorer: Sendable {
    /// The model in use.
    public let model: StanceModel

    /// Why an example got no score.
    public static let actorNotMentioned = "actor not mentioned"

    /// Scores with this model.
    public init(model: StanceModel) { self.model = model }

    /// The probabilities of each example; nil where the recipe needs a mention and there is none.
    ///
    /// Examples of one text should stand together: its tokens are then cut once.
    /// - Parameters:
    ///   - examples: with their mentions found (see `MentionResolver`).
    ///   - threads: how many to use; nil for one per core.
    /// - Complexity: O(bytes of text * actors); memory O(examples * terms of a row) / threads.
    public func probabilities(
        of examples: [Example], threads: Int? = nil
    ) throws -> [StanceProbabilities?] {
        let rows = examples.indices.filter { !abstains(on: examples[$0]) }
        let chunks = stride(from: 0, to: rows.count, by: Scorer.chunk).map {
            Array(rows[$0..<min($0 + Scorer.chunk, rows.count)])
        }
        let parts = try concurrentMap(
            count: chunks.count, threads: threads ?? availableThreads
        ) { (chunk) throws -> [StanceProbabilities] in
            try score(chunks[chunk].map { examples[$0] })
        }
        var result = [StanceProbabilities?](repeating: nil, count: examples.count)
        for (chunk, part) in zip(chunks, parts) {
            for (row, probabilities) in zip(chunk, part) { result[row] = probabilities }
        }
        return result
    }

    /// True when the model needs a mention that the example lacks.
    public func abstains(on example: Example) -> Bool {
        model.recipe.needsMention && (example.mentions ?? []).isEmpty
    }

    private static let chunk = 256

    private func score(_ examples: [Example]) throws -> [StanceProbabilities] {
        let matrix = try features(of: examples)
        var scores = [Double](repeating: 0, count: examples.count * Stance.count)
        matrix.multiply(
            model.parameters, classCount: Stance.count, addingBias: true, into: &scores, threads: 1)
        Softmax.apply(&scores, classCount: Stance.count)
        return examples.indices.map { row in
            StanceProbabilities(
                critical: scores[row * 3], neutral: scores[row * 3 + 1],
                supportive: scores[row * 3 + 2])
        }
    }

    /// The feature rows of examples, n x d.
    package func features(of examples: [Example]) throws -> CSRMatrix {
        var terms = try ExampleTerms(recipe: model.recipe, casing: model.casing)
        var sinks = model.blocks.map { KnownTerms($0.vocabulary) }
        var builder = CSRBuilder()
        var text: String?
        for example in examples {
            if text != example.text { try terms.setText(example.text) }
            text = example.text
            terms.setActor(mentions: example.mentions ?? [], others: example.others)
            var firstColumn = 0
            for (index, block) in model.blocks.enumerated() {
                try terms.add(block.definition.kind, to: &sinks[index])
                builder.append(
                    &sinks[index].row, weighting: block.definition.weighting, idf: block.idf,
                    firstColumn: firstColumn, scale: block.definition.scale)
                firstColumn += block.vocabulary.count
            }
            builder.endRow()
        }
        return builder.matrix(columnCount: model.featureCount)
    }
}
