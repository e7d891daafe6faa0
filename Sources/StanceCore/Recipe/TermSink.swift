/// What takes the terms of a row one by one: a counter in fitting, a row builder in scoring.
package protocol TermSink: ~Copyable {
    /// Adds `amount` to the frequency of a term of the current row.
    ///
    /// The term is `span` within `text`, and `key` is the key of its bytes; sinks that go by keys
    /// need no text. `tag` tells apart terms of equal bytes, for example those left and right of
    /// the actor.
    mutating func add(
        _ key: UInt64, _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) throws

    /// Adds every term of a text once per occurrence, all with one tag.
    mutating func add(termsOf text: borrowing TermBuffer, tag: UInt8) throws
}

extension TermCounter: TermSink {
    package mutating func add(
        _ key: UInt64, _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) throws {
        try add(span, of: text, tag: tag, weight: amount, key: key)
    }
}

/// The current row of one fitted block: sums the terms that it knows and drops the others.
///
/// A class, because the row it owns cannot be copied; each thread has its own.
final class BlockRow: TermSink {
    private let block: FeatureBlock
    private let columns: KeyTable
    private var row: RowAccumulator
    private var lookup = TermLookup()

    init(_ block: FeatureBlock) {
        self.block = block
        columns = block.features.vocabulary.table
        row = RowAccumulator(columnCount: block.features.columnCount)
    }

    @inline(__always)
    func add(
        _ key: UInt64, _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) {
        let column = columns.find(TermKey.tagged(key, tag))
        if column >= 0 { row.add(column, amount) }
    }

    func add(termsOf text: borrowing TermBuffer, tag: UInt8) {
        block.features.add(termsOf: text, tag: tag, to: &row, using: &lookup)
    }

    /// Appends the row to a matrix, weighted, and empties it.
    func append(to builder: inout CSRBuilder, firstColumn: Int) {
        block.features.append(
            &row, to: &builder, firstColumn: firstColumn, scale: block.definition.scale)
    }
}
