import StanceNumerics

/// The entries of a lexicon, read when they are first asked for: scoring goes by their numbers alone.
final class LexiconEntryList: Sendable {
    private let read: Guarded<[LexiconEntry]?>
    private let source: @Sendable () -> [LexiconEntry]

    /// Entries that are there already.
    init(_ entries: [LexiconEntry]) {
        read = Guarded(entries)
        source = { [] }
    }

    /// Entries that `source` yields, which must be the same whenever it is called.
    init(reading source: @escaping @Sendable () -> [LexiconEntry]) {
        read = Guarded(nil)
        self.source = source
    }

    /// The entries.
    var entries: [LexiconEntry] {
        read.withLock { read in
            if let read { return read }
            let entries = source()
            read = entries
            return entries
        }
    }
}
