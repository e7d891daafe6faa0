import CKernels
import StanceNumerics

/// Text -> class scores in one pass: no matrix, no strings, no row of features.
///
///     z_c = b_c + scale * sum_t tf(t) idf(t) W_tc / norm,    norm = sqrt(sum_t (tf(t) idf(t))^2)
///
/// Both sums grow with every occurrence of a term: its c-th one adds what tf and tf^2 gain from c - 1
/// to c. So a document's terms are looked at once, in the order of the text. That is the sum that
/// the two steps `TfidfVectorizer.transform` and X W + b form, in another order: they agree to
/// about 1e-12 of the scores where idf and W are numbers of 32 bits, which a model's are, and to
/// about 1e-6 where they are not. A document's scores are the same bits alone and in any batch.
///
/// Safe: all memory is sized by the number of terms and classes at birth, and by the document's
/// number of terms before it is used; term numbers come from the table, which yields none above.
package final class OnePassScorer: Sendable {
    /// k, the number of classes.
    package let classCount: Int
    private let analyzer: TextAnalyzer
    private let features: WeightedVocabulary
    private let parameters: [Double]
    private let bias: [Double]
    private let scale: Double
    private let table: WeightTable
    private let variant: KernelVariant
    private let pool: ScratchPool<Scratch>

    /// The most terms of a document that the kernel counts; longer ones take the two steps.
    private static let occurrenceLimit = 65_535

    /// What one thread works with.
    private struct Scratch: ~Copyable {
        var reader: WordKeyReader
        var terms = GrowingBuffer<UInt32>(0)
        var stamps = GrowingBuffer<UInt32>(0)
        var increments = GrowingBuffer(ck_increment())
        var sums = GrowingBuffer<Double>(0)
        var incrementCount = 1
        var stamp: UInt32 = 0

        init(reader: consuming WordKeyReader) { self.reader = reader }
    }

    /// Makes the tables; nil where the analyzer or the norm is one that the kernels do not know.
    ///
    /// - Parameters:
    ///   - analyzer: cuts the texts.
    ///   - features: vocabulary, idf and formula.
    ///   - parameters: W, d x k, row-major, and behind it b.
    ///   - k: the number of classes.
    ///   - scale: what the normalised row is multiplied by.
    ///   - variant: which instructions the kernels use.
    package init?(
        analyzer: TextAnalyzer, features: WeightedVocabulary, parameters: [Double],
        classCount k: Int, scale: Double = 1, variant: KernelVariant = .inUse
    ) {
        guard WordKeyReader.reads(analyzer),
            features.weighting.norm.isKnownInOnePass
        else { return nil }
        precondition(parameters.count == (features.columnCount + 1) * k)
        self.analyzer = analyzer
        self.features = features
        self.parameters = parameters
        self.scale = scale
        self.variant = variant
        classCount = k
        bias = Array(parameters.suffix(k))
        table = WeightTable(features, weights: [parameters], classCount: k)
        pool = ScratchPool {
            guard let reader = try WordKeyReader(analyzer, variant: variant) else {
                throw StanceError(.internalFailure, "the analyzer changed")
            }
            return Scratch(reader: reader)
        }
    }

    /// Scores some documents.
    ///
    /// - Parameters:
    ///   - count: the number of documents.
    ///   - document: hands a document's UTF-8 to its second argument.
    /// - Returns: the scores z, n x k, row-major.
    /// - Throws: as `TermReader.read`.
    /// - Complexity: O(bytes + n-grams).
    package func scores(
        count: Int, _ document: (Int, (borrowing Span<UInt8>) throws -> Void) throws -> Void
    ) throws -> [Double] {
        var scores = [Double](repeating: 0, count: count * classCount)
        try pool.withScratch { scratch in
            for index in 0..<count {
                try document(index) { text in
                    try score(
                        text, &scratch, into: &scores,
                        at: index * classCount..<(index + 1) * classCount)
                }
            }
        }
        return scores
    }

    private func score(
        _ text: borrowing Span<UInt8>, _ scratch: inout Scratch, into scores: inout [Double],
        at place: Range<Int>
    ) throws {
        try scratch.reader.read(text)
        let keys = scratch.reader.keys
        guard keys.count <= OnePassScorer.occurrenceLimit else {
            try scoreInTwoSteps(text, into: &scores, at: place)
            return
        }
        scratch.terms.reserve(keys.count)
        let found = table.terms.find(keys, into: scratch.terms.pointer, variant: variant)
        sum(found, &scratch)
        let sums = scratch.sums.pointer
        let factor = WeightTable.factor(
            scale: scale, squares: sums[0], norm: features.weighting.norm)
        for c in 0..<classCount {
            scores[place.lowerBound + c] = bias[c] + factor * sums[1 + c]
        }
    }

    /// Adds up the first `count` of the scratch's terms.
    private func sum(_ count: Int, _ scratch: inout Scratch) {
        scratch.stamps.reserve(table.terms.count)
        scratch.stamp += 1
        if scratch.stamp > 65_535 {
            scratch.stamps.clear()
            scratch.stamp = 1
        }
        scratch.sums.reserve(table.stride)
        scratch.sums.clear()
        prepareIncrements(upTo: count, &scratch)
        table.rows.withUnsafeBufferPointer { rows in
            ck_accumulate(
                scratch.terms.pointer, count, rows.baseAddress, table.stride,
                scratch.stamps.pointer, scratch.stamp, scratch.increments.pointer,
                scratch.sums.pointer, variant.code)
        }
    }

    private func prepareIncrements(upTo count: Int, _ scratch: inout Scratch) {
        guard scratch.incrementCount <= count else { return }
        scratch.increments.reserve(count + 1)
        let weighting = features.weighting
        for occurrence in scratch.incrementCount..<scratch.increments.capacity {
            let new = weighting.tf(Double(occurrence))
            let old = occurrence == 1 ? 0 : weighting.tf(Double(occurrence - 1))
            scratch.increments.pointer[occurrence] = ck_increment(
                squares: new * new - old * old, first: new - old, second: new - old,
                third: new - old)
        }
        scratch.incrementCount = scratch.increments.capacity
    }

    /// A row of features and its product with W: for documents with very many terms.
    private func scoreInTwoSteps(
        _ text: borrowing Span<UInt8>, into scores: inout [Double], at place: Range<Int>
    ) throws {
        var reader = try analyzer.makeReader()
        var row = RowAccumulator(columnCount: features.columnCount)
        var lookup = TermLookup()
        var builder = CSRBuilder()
        try reader.read(text)
        features.add(termsOf: reader.terms, to: &row, using: &lookup)
        features.append(&row, to: &builder, scale: scale)
        builder.endRow()
        var product = [Double](repeating: 0, count: classCount)
        builder.matrix(columnCount: features.columnCount).multiply(
            parameters, classCount: classCount, addingBias: true, into: &product, threads: 1)
        scores.replaceSubrange(place, with: product)
    }
}
