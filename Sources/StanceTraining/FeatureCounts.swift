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
    }

    let recipe: Recipe
    let casing: CasingLexicon
    let lexicon: Lexicon?
    /// The actors with copies of their own; nil for recipes without.
    let actors: ModelActors?
    private(set) var blocks: [Block] = []

    /// n, the number of rows.
    let rowCount: Int

    /// Counts the terms of every example; examples of one text should stand together.
    package init(
        _ examples: [Example], recipe: Recipe, blocks kinds: [BlockKind], lexicon: Lexicon? = nil
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
        var text: String?
        for example in examples {
            if text != example.text { try terms.setText(example.text) }
            text = example.text
            terms.setActor(
                example.actor, mentions: example.mentions ?? [], others: example.others)
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
        for index in blocks.indices { blocks[index].terms = counters[index].terms }
    }

    /// Chooses columns and idf from some of the rows.
    package func fit(rows: [Int]) -> FittedColumns {
        FittedColumns(blocks: blocks.map { FittedColumns.Block($0, rows: rows) })
    }

    /// The feature rows of some examples under fitted columns.
    package func matrix(rows: [Int], columns: FittedColumns) -> CSRMatrix {
        let sums = columns.blocks.map { BlockSums(columnCount: $0.columnCount) }
        var builder = CSRBuilder()
        for row in rows {
            var firstColumn = 0
            for (index, block) in blocks.enumerated() {
                let fitted = columns.blocks[index]
                for entry in block.offsets[row]..<block.offsets[row + 1] {
                    let column = fitted.columnOfTerm[Int(block.ids[entry])]
                    if column >= 0 { sums[index].row.add(column, block.amounts[entry]) }
                }
                builder.append(
                    &sums[index].row, weighting: block.definition.weighting, idf: fitted.idf,
                    firstColumn: firstColumn, scale: block.definition.scale)
                firstColumn += fitted.columnCount
            }
            builder.endRow()
        }
        return builder.matrix(columnCount: columns.columnCount)
    }

    /// The blocks that a model keeps.
    package func featureBlocks(_ columns: FittedColumns) throws -> [FeatureBlock] {
        try zip(blocks, columns.blocks).map { block, fitted in
            var terms = TermList()
            for id in fitted.terms {
                terms.append(block.terms[Int(id)], tag: block.terms.tags[Int(id)])
            }
            return try FeatureBlock(
                definition: block.definition, vocabulary: try Vocabulary(terms), idf: fitted.idf)
        }
    }
}

/// The current row of one block; a class, because an accumulator cannot be copied into an array.
private final class BlockSums {
    var row: RowAccumulator

    init(columnCount: Int) { row = RowAccumulator(columnCount: columnCount) }
}

/// Which terms are columns, and their idf, as fitted on some rows.
package struct FittedColumns {
    struct Block {
        /// The column of each counted term, or -1.
        var columnOfTerm: [Int32]
        /// The term of each column: by falling df, equal ones by tag and bytes.
        var terms: [Int32]
        var idf: [Double]

        var columnCount: Int { terms.count }

        /// The block with the columns for which `isKept` is true.
        fileprivate func keeping(_ isKept: [Bool]) -> Block {
            var block = self
            let kept = terms.indices.filter { isKept[$0] }
            block.terms = kept.map { terms[$0] }
            block.idf = idf.isEmpty ? [] : kept.map { idf[$0] }
            for column in terms.indices { block.columnOfTerm[Int(terms[column])] = -1 }
            for (column, term) in block.terms.enumerated() {
                block.columnOfTerm[Int(term)] = Int32(column)
            }
            return block
        }

        init(_ block: FeatureCounts.Block, rows: [Int]) {
            var frequencies = [Int](repeating: 0, count: block.terms.count)
            for row in rows {
                for entry in block.offsets[row]..<block.offsets[row + 1] {
                    frequencies[Int(block.ids[entry])] += 1
                }
            }
            let minimum = block.definition.minimumDocumentFrequency
            let kept = frequencies.indices.filter { frequencies[$0] >= minimum }.map(Int32.init)
            // Frequent terms first: their sums, idf and weights then lie side by side in the cache.
            // A stable sort of terms that ascend by bytes, so that the order hangs on nothing else.
            let order = block.terms.sortedOrder(kept)
            terms = order.enumerated().sorted { a, b in
                let (first, second) = (frequencies[Int(a.element)], frequencies[Int(b.element)])
                return first != second ? first > second : a.offset < b.offset
            }.map(\.element)
            columnOfTerm = [Int32](repeating: -1, count: block.terms.count)
            for (column, term) in terms.enumerated() { columnOfTerm[Int(term)] = Int32(column) }
            // Rounded as the model file rounds, so that training and scoring see equal rows.
            let weighting = block.definition.weighting
            guard weighting.inverseDocumentFrequency != .off else {
                idf = []
                return
            }
            idf = terms.map {
                Double(
                    Float(
                        weighting.idf(
                            documentFrequency: frequencies[Int($0)], documentCount: rows.count)))
            }
        }
    }

    var blocks: [Block]
    var columnCount: Int { blocks.reduce(0) { $0 + $1.columnCount } }

    /// The same columns without those whose weights are small.
    ///
    /// A column counts by the largest of its weights' distances to their mean; of equal ones the
    /// first stays. Columns keep their order and their idf.
    /// - Parameters:
    ///   - count: at most so many columns stay.
    ///   - weights: `classCount` a column, in column order.
    ///   - classCount: the number of classes.
    /// - Returns: the columns that stay.
    func keeping(_ count: Int, weights: [Double], classCount: Int) -> FittedColumns {
        let size = (0..<columnCount).map { column in
            let row = weights[column * classCount..<(column + 1) * classCount]
            let mean = row.reduce(0, +) / Double(classCount)
            return row.reduce(0) { max($0, abs($1 - mean)) }
        }
        let order = size.indices.sorted { size[$0] != size[$1] ? size[$0] > size[$1] : $0 < $1 }
        var isKept = [Bool](repeating: false, count: columnCount)
        for column in order.prefix(count) { isKept[column] = true }
        var first = 0
        return FittedColumns(
            blocks: blocks.map { block in
                let kept = isKept[first..<first + block.columnCount]
                first += block.columnCount
                return block.keeping(Array(kept))
            })
    }
}
