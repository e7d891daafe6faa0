import Synchronization

/// The keys of a vocabulary's terms, and its columns by key, each made when first asked for.
final class VocabularyIndex: Sendable {
    private struct Made {
        var keys: [UInt64]?
        var table: KeyTable?
    }

    private let made: Mutex<Made>
    private let terms: TermList

    /// What is there already of these terms' index.
    init(of terms: TermList, keys: [UInt64]? = nil, table: KeyTable? = nil) {
        made = Mutex(Made(keys: keys, table: table))
        self.terms = terms
    }

    /// The key of each term, in their order.
    ///
    /// - Complexity: O(bytes) the first time.
    var keys: [UInt64] {
        made.withLock { keys(&$0) }
    }

    /// The columns by key.
    ///
    /// - Complexity: O(bytes) the first time.
    var table: KeyTable {
        made.withLock { made in
            if let table = made.table { return table }
            var table = KeyTable(capacity: terms.count)
            for (column, key) in keys(&made).enumerated() where table.find(key) < 0 {
                table.insert(key, Int32(column))
            }
            made.table = table
            return table
        }
    }

    private func keys(_ made: inout Made) -> [UInt64] {
        let keys = made.keys ?? TermKey.keys(of: terms)
        made.keys = keys
        return keys
    }
}
