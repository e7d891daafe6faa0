import StanceNumerics

/// The columns of a vocabulary by key, made when they are first asked for.
final class VocabularyIndex: Sendable {
    private let made: Guarded<KeyTable?>
    private let terms: TermList

    /// A table that is there already.
    init(_ table: KeyTable) {
        made = Guarded(table)
        terms = TermList()
    }

    /// A table to be made of these terms; of equal ones the first counts.
    init(of terms: TermList) {
        made = Guarded(nil)
        self.terms = terms
    }

    /// The table.
    ///
    /// - Complexity: O(terms) the first time.
    var table: KeyTable {
        made.withLock { made in
            if let made { return made }
            var table = KeyTable(capacity: terms.count)
            for (column, key) in TermKey.keys(of: terms).enumerated() where table.find(key) < 0 {
                table.insert(key, Int32(column))
            }
            made = table
            return table
        }
    }
}
