import StanceCore
import StanceNumerics

/// The raw term frequencies of all training rows, counted once for every fold of a search.
///
/// A fold picks its columns from them: terms that enough of its own rows have, with an idf of its own
/// rows, so that nothing of a held-out article is in the features it is judged by.
package struct FeatureCounts {
    /// One block's counts in compressed rows: row i has terms[offsets[i]..<offsets[i + 1]].
    struct Block {
        var definition: BlockDefinition
        var terms: TermList
        var offsets: [Int] = [0]
        var ids: [Int32] = []
        var amounts: [Double] = []
        /// What the columns are where words enter through their vectors; else nil.
        var projection: WordProjection?
    }

    let recipe: Recipe
    let casing: CasingLexicon
    let lexicon: Lexicon?
    /// The actors with copies of their own; nil for recipes without.
    let actors: ModelActors?
    private(set) var blocks: [Block] = []
    /// The domains of the rows and what tells them; nil where there is one only.
    private(set) var domains: DomainCopies?

    /// n, the number of rows.
    let rowCount: Int

    /// Counts the terms of every example; examples of one text should stand together.
    package init(
        _ examples: [Example], recipe: Recipe, blocks kinds: [BlockKind], lexicon: Lexicon? = nil,
        vectors: WordVectors? = nil
    ) throws {
        self.recipe = recipe
        actors = recipe == .perActor ? try ModelActors(of: examples) : nil
        self.lexicon = lexicon
        rowCount = examples.count
        casing =
            recipe.needsMention
            ? CasingLexicon(texts: examples.map(\.text)) : CasingLexicon(words: [])
        let definitions = kinds.map(\.definition)
        var counters = definitions.map { _ in TermCounter() }
        blocks = definitions.map { Block(definition: $0, terms: TermList()) }
        var terms = try ExampleTerms(
            recipe: recipe, casing: casing, lexicon: lexicon, actors: actors)
        var mentionWords: [[UInt64]] = []
        var text: String?
        for example in examples {
            if text != example.text { try terms.setText(example.text) }
            text = example.text
            terms.setActor(
                example.actor, mentions: example.mentions ?? [], others: example.others)
            mentionWords.append(recipe.needsMention ? terms.mentionWords : [])
            for index in blocks.indices {
                try terms.add(blocks[index].definition.kind, to: &counters[index])
                for id in counters[index].documentTerms {
                    blocks[index].ids.append(id)
                    blocks[index].amounts.append(counters[index].documentWeight(id))
                }
                blocks[index].offsets.append(blocks[index].ids.count)
                counters[index].endDocument()
            }
        }
        domains = try DomainCopies(examples, words: mentionWords)
        let projection = vectors.map { WordProjection($0) }
        for index in blocks.indices {
            blocks[index].terms = counters[index].terms
            if kinds[index].needsVectors { blocks[index].projection = projection }
        }
    }

    /// Chooses columns and idf from some of the rows.
    package func fit(rows: [Int]) -> FittedColumns {
        FittedColumns(blocks: blocks.map { FittedColumns.Block($0, rows: rows) })
    }

    /// The feature rows of some examples under fitted columns.
    package func matrix(rows: [Int], columns: FittedColumns) -> CSRMatrix {
        let sums = columns.blocks.map { BlockSums(columnCount: $0.termCount) }
        var builder = CSRBuilder()
        for row in rows {
            var firstColumn = 0
            for (index, block) in blocks.enumerated() {
                let fitted = columns.blocks[index]
                for entry in block.offsets[row]..<block.offsets[row + 1] {
                    let column = fitted.columnOfTerm[Int(block.ids[entry])]
                    if column >= 0 { sums[index].row.add(column, block.amounts[entry]) }
                }
                if let projection = block.projection {
                    sums[index].append(
                        through: projection, to: &builder, firstColumn: firstColumn,
                        scale: block.definition.scale)
                } else {
                    builder.append(
                        &sums[index].row, weighting: block.definition.weighting, idf: fitted.idf,
                        firstColumn: firstColumn, scale: block.definition.scale)
                }
                firstColumn += fitted.columnCount
            }
            builder.endRow()
        }
        return builder.matrix(columnCount: columns.columnCount)
    }

    /// The blocks that a model keeps.
    package func featureBlocks(_ columns: FittedColumns) throws -> [FeatureBlock] {
        try zip(blocks, columns.blocks).map { block, fitted in
            if let projection = block.projection {
                return try FeatureBlock(
                    definition: block.definition, vocabulary: projection.words, idf: [])
            }
            var terms = TermList()
            for id in fitted.terms {
                terms.append(block.terms[Int(id)], tag: block.terms.tags[Int(id)])
            }
            return try FeatureBlock(
                definition: block.definition, vocabulary: try Vocabulary(terms), idf: fitted.idf)
        }
    }

    /// The weights of a model's features from those of the fitted columns, three a column.
    func featureWeights(_ columns: FittedColumns, fitted weights: [Double]) -> [Double] {
        var result: [Double] = []
        var first = 0
        for (block, fitted) in zip(blocks, columns.blocks) {
            let end = first + fitted.columnCount * Stance.count
            let own = weights[first..<end]
            result +=
                block.projection?.wordWeights(own, classCount: Stance.count) ?? Array(own)
            first = end
        }
        return result
    }
}

/// The current row of one block; a class, because an accumulator cannot be copied into an array.
private final class BlockSums {
    var row: RowAccumulator
    private var vector: [Double] = []

    init(columnCount: Int) { row = RowAccumulator(columnCount: columnCount) }

    /// Appends the vector of the row's words, and empties the row.
    func append(
        through projection: WordProjection, to builder: inout CSRBuilder, firstColumn: Int,
        scale: Double
    ) {
        vector = [Double](repeating: 0, count: projection.dimensions)
        var total = 0.0
        row.drain { word, amount in
            total += amount
            projection.add(word, amount, to: &vector)
        }
        guard total > 0 else { return }
        let factor = scale / total.squareRoot()
        for (index, value) in vector.enumerated() where value != 0 {
            builder.append(column: firstColumn + index, value: value * factor)
        }
    }
}
