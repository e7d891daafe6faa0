import StanceCore

/// How much of a cross-validated macro-F1 comes from rows that resemble each other.
///
/// Every row is scored three times, each time by a fit that did not see it: folds of single rows, folds
/// that keep articles whole, and folds that also keep articles with near-duplicate texts together. What
/// the first has more than the second, and the second more than the third, is not there for new texts.
public struct LeakageGap: Sendable, Hashable {
    /// Folds of single rows, beside those of articles.
    public let randomOverArticles: PairedDifference
    /// Folds of articles, beside those of articles and near-duplicates.
    public let articlesOverNearDuplicates: PairedDifference
    /// Folds of single rows, beside those of articles and near-duplicates.
    public let randomOverNearDuplicates: PairedDifference
    /// The rows whose text has a near-duplicate in another article.
    public let rowsWithNearDuplicate: Int

    /// Macro-F1 with folds of single rows.
    public var random: Double { randomOverArticles.candidate }
    /// Macro-F1 with folds that keep articles whole.
    public var articles: Double { randomOverArticles.baseline }
    /// Macro-F1 with folds that keep articles and near-duplicates together.
    public var nearDuplicates: Double { articlesOverNearDuplicates.baseline }

    /// Measures the gaps; row i of every list is the same row.
    ///
    /// - Parameters:
    ///   - random: scores with folds of single rows.
    ///   - articles: scores with folds of articles.
    ///   - nearDuplicates: scores with folds of articles and near-duplicates; their groups are what
    ///     the bootstrap draws.
    ///   - rowsWithNearDuplicate: the rows whose text has a near-duplicate in another article.
    ///   - bootstrap: how to make the intervals.
    /// - Throws: as `PairedBootstrap.compare(baseline:candidate:)`.
    public init(
        random: [Prediction], articles: [Prediction], nearDuplicates: [Prediction],
        rowsWithNearDuplicate: Int, bootstrap: BootstrapOptions = .standard
    ) throws(StanceError) {
        func regrouped(_ rows: [Prediction]) -> [Prediction] {
            zip(rows, nearDuplicates).map { row, unit in
                var row = row
                row.group = unit.group
                return row
            }
        }
        let (single, whole) = (regrouped(random), regrouped(articles))
        let paired = PairedBootstrap(bootstrap)
        randomOverArticles = try paired.compare(baseline: whole, candidate: single).macroF1
        articlesOverNearDuplicates = try paired.compare(
            baseline: nearDuplicates, candidate: whole
        ).macroF1
        randomOverNearDuplicates = try paired.compare(
            baseline: nearDuplicates, candidate: single
        ).macroF1
        self.rowsWithNearDuplicate = rowsWithNearDuplicate
    }
}
