import StanceNumerics

/// Reads documents into counted rows of a vocabulary: by keys where the analyzer's words allow it, else
/// by terms.
struct DocumentRows: ~Copyable {
    private var words: WordKeyReader?
    private var terms: TermReader
    private var lookup = TermLookup()

    /// Prepares for an analyzer.
    ///
    /// - Throws: as `TextAnalyzer.makeReader`.
    init(_ analyzer: TextAnalyzer) throws {
        words = try WordKeyReader(analyzer)
        terms = try analyzer.makeReader()
    }

    /// Adds every term of a document to a row, once per occurrence, unless the vocabulary lacks it.
    ///
    /// - Throws: as `TermReader.read`.
    mutating func add(
        _ document: borrowing Span<UInt8>, of features: WeightedVocabulary,
        to row: inout RowAccumulator
    ) throws {
        if words != nil {
            try words?.read(document)
            if let keys = words?.keys { features.add(keys, to: &row, using: &lookup) }
        } else {
            try terms.read(document)
            features.add(termsOf: terms.terms, to: &row, using: &lookup)
        }
    }
}
