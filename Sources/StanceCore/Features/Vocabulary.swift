/// Terms and their columns: term j of the list is column j.
///
/// The hot path asks by key alone; keys are checked against bytes when a vocabulary is made, so no two
/// of its terms share a key. A term outside the vocabulary is taken for one inside it only if their
/// keys collide (see `TermKey` for the chance).
public struct Vocabulary: Sendable, Equatable {
    /// The terms in column order.
    public let terms: TermList
    private let index: VocabularyIndex

    /// Numbers the terms of a list in their order.
    ///
    /// - Throws: `usage` if a term occurs twice; `internalFailure` if two terms share a key.
    /// - Complexity: O(bytes).
    public init(_ terms: TermList) throws {
        var table = KeyTable(capacity: terms.count)
        for column in 0..<terms.count {
            let key = terms.key(column)
            let found = table.find(key)
            guard found < 0 else { throw Vocabulary.repeated(Int(found), column, of: terms) }
            table.insert(key, Int32(column))
        }
        self.terms = terms
        index = VocabularyIndex(table)
    }

    /// Numbers terms whose keys are known to differ, as those that were counted by their keys.
    package init(distinct terms: TermList) {
        self.terms = terms
        index = VocabularyIndex(of: terms)
    }

    /// Takes the terms of a vocabulary that was stored, be it by whomever.
    ///
    /// No table is made, as a model is scored without one: a first look at all keys marks those that
    /// may be there twice, and only these few are compared.
    /// - Throws: as `init(_:)`.
    /// - Complexity: O(bytes).
    package init(stored terms: TermList) throws {
        if let (first, second) = RepeatedKeys.firstRepeat(in: TermKey.keys(of: terms)) {
            throw Vocabulary.repeated(first, second, of: terms)
        }
        self.terms = terms
        index = VocabularyIndex(of: terms)
    }

    /// The error for two terms that have one key.
    private static func repeated(_ first: Int, _ second: Int, of terms: TermList) -> StanceError {
        let text = terms.string(first)
        guard terms[first] == terms[second], terms.tags[first] == terms.tags[second] else {
            return StanceError.keyCollision(text, terms.string(second))
        }
        return StanceError(
            .usage, "the vocabulary holds \"\(text)\" twice; each term has one column")
    }

    /// Numbers the given plain terms in their order.
    ///
    /// - Throws: as `init(_:)`.
    public init(_ terms: [String]) throws {
        var list = TermList()
        for term in terms { list.append(term.utf8) }
        try self.init(list)
    }

    /// d, the number of columns.
    public var count: Int { terms.count }

    /// The columns by key, for whoever asks often.
    var table: KeyTable { index.table }

    /// The columns of the terms with these keys, or -1, as the first entries of `columns`.
    func columns(keys: UnsafeBufferPointer<UInt64>, into columns: inout [Int32]) {
        table.find(keys, into: &columns)
    }

    /// The column of a term, or nil; exact.
    public func column(of term: String, tag: UInt8 = 0) -> Int? {
        let bytes = Array(term.utf8)
        return column(of: bytes.span, tag: tag)
    }

    /// The column of the term with these bytes, or nil; exact, and without a String.
    func column(of term: borrowing Span<UInt8>, tag: UInt8) -> Int? {
        let column = Int(table.find(TermKey.hash(term, tag: tag)))
        guard column >= 0, terms.holds(term, tag: tag, at: column) else { return nil }
        return column
    }

    /// Equal terms in equal order.
    public static func == (left: Vocabulary, right: Vocabulary) -> Bool {
        left.terms == right.terms
    }
}
