import CKernels
import StanceNumerics

/// One block of a model, laid out to be summed up as its terms are handed over: no columns are sorted
/// and no matrix is made.
///
///     z_c += scale * sum_t tf(s_t) idf(t) W_tc / norm,    s_t = the sum of the amounts of t
///
/// Every amount of a term adds what tf and tf^2 gain by it, so that a row needs no second look. Sums
/// run in the order in which terms come: a row has the same bits in any batch.
struct OnePassBlock: Sendable {
    /// What its terms are.
    let kind: BlockKind
    private let table: WeightTable
    private let scale: Double
    private let norm: TFIDF.Norm
    private let frequency: ck_tf
    /// 1 + ln c by c, for the counts that are usual.
    private let logarithms: [Double]
    private let variant: KernelVariant

    /// Lays out a block.
    ///
    /// - Precondition: its norm is known in one pass.
    init(_ block: FeatureBlock, _ table: WeightTable, variant: KernelVariant) {
        kind = block.kind
        self.table = table
        self.variant = variant
        scale = block.definition.scale
        let weighting = block.definition.weighting
        norm = weighting.norm
        logarithms = (0..<64).map { weighting.tf(Double($0)) }
        frequency =
            switch weighting.termFrequency {
            case .raw: CK_TF_RAW
            case .sublinear: CK_TF_SUBLINEAR
            case .binary: CK_TF_BINARY
            }
    }

    /// The number of totals that a row needs: one a term, and one for terms that are not there.
    var totalCount: Int { table.terms.count + 1 }

    /// Whether the block has the word with this key as a term.
    func knows(_ token: UInt64) -> Bool {
        kind.wordTags.contains { table.terms.find(TermKey.tagged(token, $0)) != nil }
    }

    /// Adds the block's part of every score of a row, and forgets the collected terms.
    ///
    /// Safe: `collector` has room for a found term for every key, `totals` is the caller's part of at
    /// least `totalCount`, and the sums are reserved for the table's stride.
    ///
    /// - Parameters:
    ///   - collector: the row's terms.
    ///   - totals: this block's own, as the row before left them.
    ///   - stamp: not 0, and not given before.
    ///   - scores: as many numbers as a column has weights.
    func add(
        _ collector: inout TermCollector, _ totals: UnsafeMutablePointer<ck_total>,
        stamp: UInt64, to scores: inout [Double]
    ) {
        collector.find(in: table.terms, variant: variant)
        collector.sums.reserve(table.stride)
        collector.sums.clear()
        table.rows.withUnsafeBufferPointer { rows in
            logarithms.withUnsafeBufferPointer { logarithms in
                var frequency = ck_term_frequency(
                    tf: frequency, known: logarithms.baseAddress, known_count: logarithms.count)
                ck_accumulate_amounts(
                    collector.terms.pointer, collector.amounts.pointer, collector.count,
                    rows.baseAddress, table.stride, totals, stamp, &frequency,
                    collector.sums.pointer, variant.code)
            }
        }
        collector.removeAll()
        let sums = collector.sums.pointer
        let factor = WeightTable.factor(scale: scale, squares: sums[0], norm: norm)
        for number in scores.indices { scores[number] += factor * sums[1 + number] }
    }
}

/// The terms of one block of a row, as keys and amounts.
///
/// Safe: keys and amounts are reserved together, before they are written.
struct TermCollector: ~Copyable, TermSink {
    fileprivate var keys = GrowingBuffer<UInt64>(0)
    fileprivate var amounts = GrowingBuffer<Double>(0)
    fileprivate var terms = GrowingBuffer<UInt32>(0)
    fileprivate var sums = GrowingBuffer<Double>(0)
    fileprivate private(set) var count = 0

    @inline(__always)
    mutating func add(
        _ key: UInt64, _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) {
        if count == keys.capacity {
            keys.reserve(count + 256)
            amounts.reserve(count + 256)
        }
        keys.pointer[count] = TermKey.tagged(key, tag)
        amounts.pointer[count] = amount
        count &+= 1
    }

    mutating func add(termsOf text: borrowing TermBuffer, tag: UInt8) {
        for span in text.spans { add(text.key(span), span, of: text, tag: tag, amount: 1) }
    }

    fileprivate mutating func find(in table: TermTable, variant: KernelVariant) {
        terms.reserve(count)
        table.find(
            UnsafeBufferPointer(start: keys.pointer, count: count), missing: table.count,
            into: terms.pointer, variant: variant)
    }

    fileprivate mutating func removeAll() { count = 0 }
}
