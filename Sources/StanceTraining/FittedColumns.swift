import StanceCore

/// Which terms are columns, and their idf, as fitted on some rows.
package struct FittedColumns {
    struct Block {
        /// The column of each counted term, or -1; with vectors, the row of its vector.
        var columnOfTerm: [Int32]
        /// The term of each column: by falling df, equal ones by tag and bytes.
        var terms: [Int32]
        var idf: [Double]

        /// The words whose vectors are the columns; nil where each term has its own column.
        private var projection: WordProjection?

        var columnCount: Int { projection?.dimensions ?? terms.count }
        /// The terms that a row may have.
        var termCount: Int { projection?.words.count ?? terms.count }
        /// Whether columns may be left out one by one.
        fileprivate var canShrink: Bool { projection == nil }

        /// The block with the columns for which `isKept` is true.
        fileprivate func keeping(_ isKept: [Bool]) -> Block {
            guard canShrink else { return self }
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
            if let projection = block.projection {
                self.projection = projection
                terms = []
                idf = []
                columnOfTerm = (0..<block.terms.count).map {
                    projection.words.column(of: block.terms.string($0)).map { Int32($0) } ?? -1
                }
                return
            }
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
    /// A column counts by the largest of its weights' distances to their mean, in any domain; of equal
    /// ones the first stays. Columns keep their order and their idf; those of word vectors all stay, and are
    /// not counted.
    /// - Parameters:
    ///   - count: at most so many columns stay.
    ///   - weights: for each domain `classCount` a column, in column order.
    ///   - classCount: the number of classes.
    /// - Returns: the columns that stay.
    func keeping(_ count: Int, weights: [[Double]], classCount: Int) -> FittedColumns {
        let size = (0..<columnCount).map { column in
            weights.reduce(0.0) { size, weights in
                let row = weights[column * classCount..<(column + 1) * classCount]
                let mean = row.reduce(0, +) / Double(classCount)
                return row.reduce(size) { max($0, abs($1 - mean)) }
            }
        }
        var first = 0
        var mayGo: [Int] = []
        for block in blocks {
            if block.canShrink { mayGo += first..<first + block.columnCount }
            first += block.columnCount
        }
        let order = mayGo.sorted { size[$0] != size[$1] ? size[$0] > size[$1] : $0 < $1 }
        var isKept = [Bool](repeating: false, count: columnCount)
        for column in order.prefix(count) { isKept[column] = true }
        first = 0
        return FittedColumns(
            blocks: blocks.map { block in
                let kept = isKept[first..<first + block.columnCount]
                first += block.columnCount
                return block.keeping(Array(kept))
            })
    }
}
