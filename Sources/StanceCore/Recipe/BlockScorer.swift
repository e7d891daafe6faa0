import CKernels
import StanceNumerics

/// Examples -> the scores of the three classes, block by block and without a matrix.
///
///     z = b + sum over the blocks of scale * x W / norm     W, b: those of the actor's domain
///
/// The sums are those of the feature rows and their product with W, in another order: the scores of
/// both agree to about 1e-12.
package final class BlockScorer: Sendable {
    private let model: StanceModel
    private let blocks: [OnePassBlock]
    private let pool: ScratchPool<Scratch>
    /// For recipes in which every row has the features of its actor, if no other.
    private let looksForWords: Bool

    /// What one thread works with; `totals` are those of the blocks, one after another.
    private struct Scratch: ~Copyable {
        var terms: ExampleTerms
        var collector = TermCollector()
        var totals = GrowingBuffer(ck_total())
        var stamp: UInt64 = 0
        var scores: [Double] = []

        init(terms: ExampleTerms, totalCount: Int) {
            self.terms = terms
            totals.reserve(totalCount)
        }
    }

    /// Lays out the blocks; nil where one has a norm that is not known until a row is complete.
    package init?(_ model: StanceModel, variant: KernelVariant = .inUse) {
        guard model.blocks.allSatisfy({ $0.definition.weighting.norm.isKnownInOnePass }) else {
            return nil
        }
        self.model = model
        looksForWords = model.recipe == .targetAware
        let parameters = [model.parameters] + model.laterParameters
        var blocks: [OnePassBlock] = []
        var first = 0
        for block in model.blocks {
            let table = WeightTable(
                block.features, weights: parameters, classCount: Stance.count, firstColumn: first)
            blocks.append(OnePassBlock(block, table, variant: variant))
            first += block.features.columnCount
        }
        self.blocks = blocks
        let totalCount = blocks.reduce(0) { $0 + $1.totalCount }
        pool = ScratchPool {
            Scratch(
                terms: try ExampleTerms(
                    recipe: model.recipe, casing: model.casing, lexicon: model.lexicon,
                    sentenceCost: model.sentenceCost, actors: model.actors, keepsText: false),
                totalCount: totalCount)
        }
    }

    /// The scores z of examples, n x 3; those of one text should stand together.
    ///
    /// - Throws: as `ExampleTerms.setText`.
    package func scores(of examples: [Example]) throws -> [Double] {
        var unknown: [Int] = []
        return try scores(of: examples, unknown: &unknown)
    }

    /// The same, and the places of examples in which the model knows nothing.
    func scores(of examples: [Example], unknown: inout [Int]) throws -> [Double] {
        try pool.withScratch { scratch in
            var scores: [Double] = []
            scores.reserveCapacity(examples.count * Stance.count)
            var text: String?
            for (place, example) in examples.enumerated() {
                if text != example.text { try scratch.terms.setText(example.text) }
                text = example.text
                let isKnown = try append(example, &scratch, to: &scores)
                if !isKnown { unknown.append(place) }
            }
            return scores
        }
    }

    /// Appends a row's scores; false where nothing is known but the actor.
    private func append(
        _ example: Example, _ scratch: inout Scratch, to scores: inout [Double]
    ) throws -> Bool {
        scratch.terms.setActor(
            example.actor, mentions: example.mentions ?? [], others: example.others)
        let domain = model.domains?.domain(of: scratch.terms.mentionWords) ?? 0
        scratch.scores.removeAll(keepingCapacity: true)
        for _ in 0...model.laterParameters.count { scratch.scores += model.bias }
        scratch.stamp += 1
        // Each block has its own part of the totals.
        var totals = scratch.totals.pointer
        var isKnown =
            looksForWords
            && scratch.terms.holdWord { token in blocks.contains { $0.knows(token) } }
        for block in blocks {
            try scratch.terms.add(block.kind, to: &scratch.collector)
            block.add(&scratch.collector, totals, stamp: scratch.stamp, to: &scratch.scores)
            totals += block.totalCount
            // An actor's own term is in all of its rows; any other leaves its mark on the scores.
            if !isKnown, !looksForWords, block.kind != .actor {
                isKnown = zip(scratch.scores, model.bias).contains { $0 != $1 }
            }
        }
        scores += scratch.scores[domain * Stance.count..<(domain + 1) * Stance.count]
        return isKnown
    }
}
