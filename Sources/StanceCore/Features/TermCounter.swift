/// Counts terms over the documents of a corpus while features are fitted.
///
/// Per term: in how many documents it occurs, and the sum of its weights over all of them. Terms are
/// numbered as they are first seen. The counts of the current document lie in slots stamped with its
/// number, so a new document costs nothing to begin.
public struct TermCounter: Sendable {
    /// The terms seen so far.
    public private(set) var terms = TermList()
    /// df: the number of documents that have each term.
    public private(set) var documentFrequencies: [Int] = []
    /// The sum of each term's weights over the corpus.
    public private(set) var totals: [Double] = []
    /// n: the number of documents counted.
    public private(set) var documentCount = 0
    /// The terms of the current document, in the order in which it first shows them.
    public private(set) var documentTerms: [Int32] = []

    private var table = KeyTable()
    private var stamps: [Int] = []
    private var documentWeights: [Double] = []

    /// Nothing counted.
    public init() {}

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
        let bytes = text.bytes.span.extracting(Int(span.start)..<Int(span.end))
        let key = TermKey.hash(bytes, tag: tag)
        var term = Int(table.find(key))
        if term < 0 {
            term = terms.count
            table.insert(key, Int32(term))
            terms.append(text.bytes[Int(span.start)..<Int(span.end)], tag: tag)
            documentFrequencies.append(0)
            totals.append(0)
            stamps.append(-1)
            documentWeights.append(0)
        } else if !terms.holds(bytes, tag: tag, at: term) {
            throw StanceError.keyCollision(text.string(span), terms.string(term))
        }
        if stamps[term] != documentCount {
            stamps[term] = documentCount
            documentFrequencies[term] += 1
            documentWeights[term] = 0
            documentTerms.append(Int32(term))
        }
        documentWeights[term] += weight
        totals[term] += weight
    }

    /// The weight of one of `documentTerms` in the current document.
    public func documentWeight(_ term: Int32) -> Double { documentWeights[Int(term)] }

    /// Ends the current document; the next `add` begins another.
    public mutating func endDocument() {
        documentCount += 1
        documentTerms.removeAll(keepingCapacity: true)
    }
}
