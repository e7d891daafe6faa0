/// Terms as bytes in one blob, each with a tag: the storage of every vocabulary.
///
///     term t = bytes[offsets[t]..<offsets[t + 1]], tags[t]
///
/// A tag tells apart equal bytes that mean different features ("left of the actor", "right of the
/// actor"); plain terms have tag 0. Invariants: `offsets` has one entry more than there are terms,
/// begins with 0, ascends and ends with `bytes.count`; there are at most Int32.max terms.
public struct TermList: Sendable, Equatable {
    /// The bytes of all terms, one after another.
    public private(set) var bytes: [UInt8] = []
    /// Where each term begins; the last entry is `bytes.count`.
    public private(set) var offsets: [Int] = [0]
    /// The tag of each term.
    public private(set) var tags: [UInt8] = []

    /// No terms.
    public init() {}

    /// Takes terms as they were stored.
    ///
    /// - Throws: `badData` if the invariants do not hold or a term is not UTF-8.
    public init(bytes: [UInt8], offsets: [Int], tags: [UInt8]) throws {
        guard offsets.count == tags.count + 1, tags.count <= Int(Int32.max) else {
            throw StanceError(
                .badData,
                "a list of \(tags.count) terms needs \(tags.count + 1) offsets, found \(offsets.count)"
            )
        }
        guard offsets.first == 0, offsets.last == bytes.count else {
            throw StanceError(
                .badData, "the offsets of the terms must run from 0 to \(bytes.count)")
        }
        self.bytes = bytes
        self.offsets = offsets
        self.tags = tags
        for term in 0..<tags.count {
            let start = offsets[term]
            guard start <= offsets[term + 1], offsets[term + 1] <= bytes.count else {
                throw StanceError(.badData, "the offsets of term \(term) do not ascend")
            }
            guard start == bytes.count || bytes[start] & 0xC0 != 0x80 else {
                throw StanceError(.badData, "term \(term) is not valid UTF-8")
            }
        }
        // Valid as a whole and cut where scalars begin, each term is valid.
        guard (try? UTF8Span(validating: bytes.span)) != nil else {
            throw StanceError(.badData, "the terms are not valid UTF-8")
        }
    }

    /// The number of terms.
    public var count: Int { tags.count }

    /// Appends a term.
    ///
    /// - Precondition: there are less than Int32.max terms.
    public mutating func append(_ term: some Collection<UInt8>, tag: UInt8 = 0) {
        precondition(tags.count < Int(Int32.max))
        bytes.append(contentsOf: term)
        offsets.append(bytes.count)
        tags.append(tag)
    }

    /// The bytes of one term.
    public subscript(term: Int) -> ArraySlice<UInt8> {
        bytes[offsets[term]..<offsets[term + 1]]
    }

    /// The text of one term, without its tag.
    public func string(_ term: Int) -> String {
        String(decoding: self[term], as: UTF8.self)
    }

    /// The key of one term.
    func key(_ term: Int) -> UInt64 {
        TermKey.hash(bytes.span.extracting(offsets[term]..<offsets[term + 1]), tag: tags[term])
    }

    /// Whether term `term` is these bytes with this tag.
    func holds(_ bytes: borrowing Span<UInt8>, tag: UInt8, at term: Int) -> Bool {
        let start = offsets[term]
        guard tags[term] == tag, offsets[term + 1] - start == bytes.count else { return false }
        for index in 0..<bytes.count where self.bytes[start + index] != bytes[index] {
            return false
        }
        return true
    }
}
