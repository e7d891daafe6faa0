/// Counts terms over the documents of a corpus while features are fitted.
///
/// Per term: in how many documents it occurs, and the sum of its weights over all of them. Terms are
/// numbered as they are first seen. The counts of the current document lie in slots stamped with its
/// number, so a new document costs nothing to begin.
public struct TermCounter: Sendable {
    /// The terms seen so far.
    public private(set) var terms = TermList()
    /// n: the number of documents counted.
    public private(set) var documentCount = 0
    /// The terms of the current document, in the order in which it first shows them.
    public private(set) var documentTerms: [Int32] = []

    private var table = KeyTable()
    private var counts: [Counts] = []

    /// What is known of one term: 32 bytes, half a cache line.
    private struct Counts {
        /// The last document that has it.
        var stamp = -1
        var documentFrequency = 0
        var total = 0.0
        var documentWeight = 0.0
    }

    /// Nothing counted.
    public init() {}

    /// df: the number of documents that have a term.
    public func documentFrequency(_ term: Int32) -> Int { counts[Int(term)].documentFrequency }

    /// The sum of a term's weights over the corpus.
    public func total(_ term: Int32) -> Double { counts[Int(term)].total }

    /// Counts every term of the current document, once per occurrence.
    ///
    /// - Throws: `internalFailure` if two terms share a key.
    public mutating func add(termsOf text: borrowing TermBuffer, tag: UInt8 = 0) throws {
        let bytes = text.bytes.span
        let spans = text.spans.span
        for index in 0..<spans.count {
            let span = spans[index]
            let term = bytes.extracting(Int(span.start)..<Int(span.end))
            try add(term, key: TermKey.hash(term, tag: tag), tag: tag, weight: 1)
        }
    }

    /// Counts an occurrence of a term in the current document.
    ///
    /// - Parameters:
    ///   - span: the term within `text`.
    ///   - text: the document's terms.
    ///   - tag: the term's tag.
    ///   - weight: what the occurrence counts; finite, 1 for a plain count.
    /// - Throws: `internalFailure` if the term shares its key with a different one.
    /// - Complexity: O(bytes of the term), amortised.
    public mutating func add(
        _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8 = 0, weight: Double = 1
    ) throws {
        try add(span, of: text, tag: tag, weight: weight, key: text.key(span))
    }

    /// As above, of a term whose key, that of tag 0, is known.
    mutating func add(
        _ span: TermSpan, of text: borrowing TermBuffer, tag: UInt8, weight: Double, key: UInt64
    ) throws {
        try add(
            text.bytes.span.extracting(Int(span.start)..<Int(span.end)),
            key: TermKey.tagged(key, tag), tag: tag, weight: weight)
    }

    @inline(__always)
    private mutating func add(
        _ bytes: borrowing Span<UInt8>, key: UInt64, tag: UInt8, weight: Double
    ) throws {
        var term = Int(table.find(key))
        if term < 0 {
            term = terms.count
            table.insert(key, Int32(term))
            bytes.withUnsafeBufferPointer { terms.append($0, tag: tag) }
            counts.append(Counts())
        } else if !terms.holds(bytes, tag: tag, at: term) {
            let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            throw StanceError.keyCollision(text, terms.string(term))
        }
        count(term, weight)
    }

    @inline(__always)
    private mutating func count(_ term: Int, _ weight: Double) {
        counts.withUnsafeMutableBufferPointer { counts in
            // Safe: `term` is below the number of terms, which is that of the counts.
            if counts[term].stamp != documentCount {
                counts[term].stamp = documentCount
                counts[term].documentFrequency += 1
                counts[term].documentWeight = 0
                documentTerms.append(Int32(term))
            }
            counts[term].documentWeight += weight
            counts[term].total += weight
        }
    }

    /// The weight of one of `documentTerms` in the current document.
    public func documentWeight(_ term: Int32) -> Double { counts[Int(term)].documentWeight }

    /// Ends the current document; the next `add` begins another.
    public mutating func endDocument() {
        documentCount += 1
        documentTerms.removeAll(keepingCapacity: true)
    }
}
