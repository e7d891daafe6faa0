extension ArticleScorer {
    /// The examples that `rows(for:)` scores: for each paragraph, one for each actor of its rows.
    ///
    /// - Parameter paragraphs: in any number.
    /// - Returns: for each paragraph at least one example, in the order of its rows; the only one has
    ///   no actor where the paragraph mentions none.
    /// - Throws: `StanceError` when a row's actor has an empty name.
    public func examples(for paragraphs: [ParagraphToScore]) throws -> [[Example]] {
        var scratch = MentionFinder.Scratch()
        return try paragraphs.map { try examples(of: $0, scratch: &scratch) }
    }
}
