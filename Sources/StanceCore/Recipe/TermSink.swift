/// What takes the terms of a row one by one: a counter in fitting, a row builder in scoring.
package protocol TermSink {
    /// Adds `amount` to the frequency of a term of the current row.
    ///
    /// - Parameters:
    ///   - span: the term within `text`.
    ///   - tag: tells apart terms of equal bytes, for example those left and right of the actor.
    mutating func add(
        _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double) throws
}

extension TermCounter: TermSink {
    package mutating func add(
        _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) throws {
        try add(span, of: text, tag: tag, weight: amount)
    }
}

/// Sums the terms that a vocabulary knows and drops the others.
///
/// A class, because the row it owns cannot be copied; each thread has its own.
final class KnownTerms: TermSink {
    let vocabulary: Vocabulary
    var row: RowAccumulator

    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        row = RowAccumulator(columnCount: vocabulary.count)
    }

    @inline(__always)
    func add(
        _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, amount: Double
    ) {
        let bytes = text.bytes.span.extracting(Int(span.start)..<Int(span.end))
        let column = vocabulary.column(key: TermKey.hash(bytes, tag: tag))
        guard column >= 0 else { return }
        row.add(column, amount)
    }
}
