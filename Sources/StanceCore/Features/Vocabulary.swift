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
            guard found < 0 else {
                let (first, second) = (terms.string(Int(found)), terms.string(column))
                let same = terms[Int(found)] == terms[column]
                guard same, terms.tags[Int(found)] == terms.tags[column] else {
                    throw StanceError.keyCollision(first, second)
                }
                throw StanceError(
                    .usage, "the vocabulary holds \"\(first)\" twice; each term has one column")
            }
            table.insert(key, Int32(column))
        }
        self.terms = terms
        index = VocabularyIndex(table)
    }

    /// Takes the terms of a vocabulary that was checked before it was stored.
    ///
    /// A model is scored without its columns, so none is looked for until somebody asks. Were a term
    /// there twice all the same, the first would be found.
    init(stored terms: TermList) {
        self.terms = terms
        index = VocabularyIndex(of: terms)
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
