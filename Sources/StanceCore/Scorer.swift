import StanceNumerics

/// Text and actors -> probabilities, with a fitted model.
///
/// A row's probabilities are the same bits alone, in any batch, in any order and for any number of
/// threads.
public struct Scorer: Sendable {
    /// The model in use.
    public let model: StanceModel
    /// For recipes that see plain text alone.
    private let onePass: OnePassScorer?
    /// For the others, where their norms allow it.
    private let blocks: BlockScorer?

    /// Why an example got no score.
    public static let actorNotMentioned = "actor not mentioned"
    /// Why a per-actor model gave an example no score.
    public static let actorNotInModel = "actor not in the model"

    /// Why an example got no score in which the model knows no word.
    public static let nothingKnown = "no known word"

    /// Scores with this model.
    public init(model: StanceModel) {
        self.model = model
        onePass = model.recipe == .bagOfWords ? OnePassScorer(model: model) : nil
        blocks = onePass == nil ? BlockScorer(model) : nil
    }

    /// Scores examples.
    ///
    /// Those of one text should stand together: its tokens are then cut once.
    /// - Parameters:
    ///   - examples: with their mentions found (see `MentionResolver`).
    ///   - threads: how many to use; nil for one per core.
    /// - Returns: the probabilities of each example; nil where the recipe needs a mention and there
    ///   is none, or an actor of the model and it is another, or the model knows nothing in the text
    ///   but the actor: the bias alone would be a guess.
    /// - Throws: `StanceError.badData` when a text has 256 MiB or more.
    /// - Complexity: O(bytes of text * actors); memory O(examples * terms of a row) / threads.
    public func probabilities(
        of examples: [Example], threads: Int? = nil
    ) throws -> [StanceProbabilities?] {
        let rows = examples.indices.filter { !abstains(on: examples[$0]) }
        let parts = try concurrentChunks(rows.count, threads: threads) {
            try score(rows[$0].map { examples[$0] })
        }
        var result = [StanceProbabilities?](repeating: nil, count: examples.count)
        for (row, probabilities) in zip(rows, parts.joined()) { result[row] = probabilities }
        return result
    }

    /// True when the model needs a mention that the example lacks, or knows other actors alone.
    public func abstains(on example: Example) -> Bool { reasonToAbstain(on: example) != nil }

    /// Why the model gives an example no score whatever its words are, or nil.
    public func reasonToAbstain(on example: Example) -> String? {
        if let actors = model.actors {
            let isKnown = example.actor.map { actors[$0] != nil } ?? false
            return isKnown ? nil : Scorer.actorNotInModel
        }
        guard model.recipe.needsMention, (example.mentions ?? []).isEmpty else { return nil }
        return Scorer.actorNotMentioned
    }

    private func score(_ examples: [Example]) throws -> [StanceProbabilities?] {
        var unknown: [Int] = []
        var scores: [Double]
        if let onePass {
            scores = try onePass.scores(of: examples)
            // Without a known term the sums are empty and the bias is all there is.
            unknown = examples.indices.filter {
                scores[$0 * Stance.count..<($0 + 1) * Stance.count].elementsEqual(model.bias)
            }
        } else if let blocks {
            scores = try blocks.scores(of: examples, unknown: &unknown)
        } else {
            scores = try scoresInTwoSteps(examples, unknown: &unknown)
        }
        Softmax.apply(&scores, classCount: Stance.count)
        var result: [StanceProbabilities?] = examples.indices.map { row in
            StanceProbabilities(
                critical: scores[row * 3], neutral: scores[row * 3 + 1],
                supportive: scores[row * 3 + 2])
        }
        for row in unknown { result[row] = nil }
        return result
    }

    /// The scores z by rows of features and their product with the weights, n x 3.
    package func scoresInTwoSteps(_ examples: [Example]) throws -> [Double] {
        var unknown: [Int] = []
        return try scoresInTwoSteps(examples, unknown: &unknown)
    }

    private func scoresInTwoSteps(
        _ examples: [Example], unknown: inout [Int]
    ) throws -> [Double] {
        let (matrix, domains) = try rows(of: examples, unknown: &unknown)
        var scores = [Double](repeating: 0, count: examples.count * Stance.count)
        matrix.multiply(
            model.parameters, classCount: Stance.count, addingBias: true, into: &scores, threads: 1)
        for domain in Set(domains).sorted() where domain > 0 {
            var others = [Double](repeating: 0, count: scores.count)
            matrix.multiply(
                model.parameters(ofDomain: domain), classCount: Stance.count, addingBias: true,
                into: &others, threads: 1)
            for row in domains.indices where domains[row] == domain {
                for entry in row * Stance.count..<(row + 1) * Stance.count {
                    scores[entry] = others[entry]
                }
            }
        }
        return scores
    }

    /// The feature rows of examples, n x d.
    package func features(of examples: [Example]) throws -> CSRMatrix {
        var unknown: [Int] = []
        return try rows(of: examples, unknown: &unknown).features
    }

    /// The feature rows of examples, n x d, the domain of each one's actor, and the places of those
    /// in which nothing is known but the actor.
    private func rows(
        of examples: [Example], unknown: inout [Int]
    ) throws -> (features: CSRMatrix, domains: [Int]) {
        let looksForWords = model.recipe == .targetAware
        var domains: [Int] = []
        domains.reserveCapacity(examples.count)
        var terms = try ExampleTerms(
            recipe: model.recipe, casing: model.casing, lexicon: model.lexicon,
            sentenceCost: model.sentenceCost, actors: model.actors)
        let rows = model.blocks.map { BlockRow($0) }
        var builder = CSRBuilder()
        var text: String?
        for (place, example) in examples.enumerated() {
            if text != example.text { try terms.setText(example.text) }
            text = example.text
            terms.setActor(
                example.actor, mentions: example.mentions ?? [], others: example.others)
            if looksForWords, !terms.holdWord(knownTo: model.knows) { unknown.append(place) }
            domains.append(model.domains?.domain(of: terms.mentionWords) ?? 0)
            var firstColumn = 0
            for (block, var row) in zip(model.blocks, rows) {
                try terms.add(block.kind, to: &row)
                row.append(to: &builder, firstColumn: firstColumn)
                firstColumn += block.features.columnCount
            }
            builder.endRow()
        }
        return (builder.matrix(columnCount: model.featureCount), domains)
    }
}

extension OnePassScorer {
    /// For a model whose only block are the words of the plain text; nil for another.
    fileprivate convenience init?(model: StanceModel) {
        guard model.blocks.count == 1, let block = model.blocks.first, block.kind == .words,
            let analyzer = try? TextAnalyzer(ExampleTerms.wordOptions)
        else { return nil }
        self.init(
            analyzer: analyzer, features: block.features, parameters: model.parameters,
            classCount: Stance.count, scale: block.definition.scale)
    }

    /// The scores of examples, n x 3.
    fileprivate func scores(of examples: [Example]) throws -> [Double] {
        try scores(count: examples.count) { row, score in
            var text = examples[row].text
            try text.withUTF8 { try score($0.span) }
        }
    }
}

/// Maps contiguous chunks of `0..<count` to values, in order.
///
/// A chunk pays once for its threads' buffers, which grow with the model; there are four to a thread,
/// so that threads end at about the same time. What a row yields does not depend on its chunk.
func concurrentChunks<Value: Sendable>(
    _ count: Int, threads: Int?, _ body: @Sendable (Range<Int>) throws -> Value
) throws -> [Value] {
    let threads = threads ?? availableThreads
    let size = max(64, (count + 4 * threads - 1) / (4 * threads))
    return try concurrentMap(count: (count + size - 1) / size, threads: threads) {
        (chunk) throws -> Value in
        try body(chunk * size..<min((chunk + 1) * size, count))
    }
}
