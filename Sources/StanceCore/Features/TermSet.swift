/// A set of plain terms, such as a stop list, asked by bytes.
struct TermSet: Sendable {
    private var terms = TermList()
    private var table = KeyTable()

    /// Takes words; repeated ones count once.
    ///
    /// - Throws: `internalFailure` if two different words have the same key.
    init(_ words: [String]) throws {
        for word in words {
            let bytes = Array(word.utf8)
            let key = TermKey.hash(bytes.span, tag: 0)
            let found = table.find(key)
            guard found >= 0 else {
                table.insert(key, Int32(terms.count))
                terms.append(bytes)
                continue
            }
            guard terms.holds(bytes.span, tag: 0, at: Int(found)) else {
                throw StanceError.keyCollision(word, terms.string(Int(found)))
            }
        }
    }

    /// Whether a word of these bytes is in the set; exact.
    func contains(_ word: borrowing Span<UInt8>) -> Bool {
        let found = table.find(TermKey.hash(word, tag: 0))
        return found >= 0 && terms.holds(word, tag: 0, at: Int(found))
    }
}

extension StanceError {
    /// Two different terms with the same 64-bit key.
    static func keyCollision(_ first: String, _ second: String) -> StanceError {
        StanceError(
            .internalFailure,
            "the terms \"\(first)\" and \"\(second)\" have the same 64-bit key; leave one of them out"
        )
    }
}
