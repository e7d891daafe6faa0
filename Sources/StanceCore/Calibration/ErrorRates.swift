/// How a model errs on rows that it was not fitted on, and how sure that is.
///
/// Counts by predicted stance of the rows of each true stance: whoever knows them can correct the
/// shares that a model predicts (docs/prevalence.md). The resampled counts come from drawing whole
/// articles anew, so that intervals can hold what the error rates themselves leave open.
public struct ErrorRates: Sendable, Hashable {
    /// The nine counts row by row: 3 * true + predicted.
    public let counts: [Int]
    /// The same of each resample.
    public let resampled: [[Int]]

    /// Takes counts; nil unless there are nine of them each time, none negative.
    package init?(counts: [Int], resampled: [[Int]]) {
        let cells = Stance.count * Stance.count
        guard ([counts] + resampled).allSatisfy({ $0.count == cells && $0.allSatisfy { $0 >= 0 } })
        else { return nil }
        self.counts = counts
        self.resampled = resampled
    }
}
