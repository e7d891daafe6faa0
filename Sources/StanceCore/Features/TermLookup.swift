/// Finds the columns of all terms of a document at once, with buffers that are used again.
public struct TermLookup: Sendable {
    private var keys: [UInt64] = []
    /// The column of each term of the document, or -1; entries past its last term mean nothing.
    public private(set) var columns: [Int32] = []

    /// Empty buffers.
    public init() {}

    /// Fills `columns` for the terms of a document.
    ///
    /// - Complexity: O(bytes of the terms).
    public mutating func find(
        termsOf text: borrowing TermBuffer, tag: UInt8 = 0, in vocabulary: Vocabulary
    ) {
        let bytes = text.bytes.span
        let spans = text.spans.span
        keys.removeAll(keepingCapacity: true)
        keys.reserveCapacity(spans.count)
        for index in 0..<spans.count {
            let span = spans[index]
            keys.append(
                TermKey.hash(bytes.extracting(Int(span.start)..<Int(span.end)), tag: tag))
        }
        keys.withUnsafeBufferPointer { vocabulary.columns(keys: $0, into: &columns) }
    }

    /// Fills `columns` for terms given by their keys.
    mutating func find(_ keys: UnsafeBufferPointer<UInt64>, in vocabulary: Vocabulary) {
        vocabulary.columns(keys: keys, into: &columns)
    }
}
