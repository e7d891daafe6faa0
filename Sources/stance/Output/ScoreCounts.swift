import StanceKit

/// What went in and came out: no row vanishes.
struct ScoreCounts {
    let progress: ProgressLine
    var documents = 0
    var paragraphs = 0
    /// Rows of actors that were not asked for.
    var leftOut = 0
    private var scored = 0
    private var abstained = 0

    init(progress: ProgressLine) { self.progress = progress }

    mutating func record(_ row: ScoredRow) {
        switch row.outcome {
        case .scored: scored += 1
        case .abstained: abstained += 1
        }
    }

    func showProgress() {
        progress.show(
            Counted.text(documents, "document") + ", " + Counted.text(paragraphs, "paragraph"))
    }

    var text: String {
        Counted.text(documents, "document") + ", " + Counted.text(paragraphs, "paragraph") + ": "
            + Counted.text(scored, "row") + " scored, \(abstained) abstained"
            + (leftOut > 0 ? ", \(leftOut) of other actors left out" : "")
    }
}
