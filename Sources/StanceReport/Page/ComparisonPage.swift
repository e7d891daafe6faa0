import StanceCore

/// A comparison of two models on the same rows as one self-contained HTML file.
public struct ComparisonPage: Sendable {
    /// What is compared, for example "old.stance and new.stance".
    public var title: String
    /// Sentences under the title: the rows, tests, what could not be scored.
    public var introduction: [String]
    /// The differences, in the order of the figure; at least one.
    public var differences: [MetricDifference]
    /// Rows whose predicted stance changed, with `ReportRow.former`, those to look at first.
    public var changedRows: [ReportRow]
    /// How many rows changed.
    public var changedCount: Int

    /// How many changed rows a page lists.
    public static let rowLimit = 50

    /// Gathers what the page shows.
    public init(
        title: String, introduction: [String], differences: [MetricDifference],
        changedRows: [ReportRow], changedCount: Int
    ) {
        self.title = title
        self.introduction = introduction
        self.differences = differences
        self.changedRows = changedRows
        self.changedCount = changedCount
    }

    /// The file in UTF-8.
    public var html: [UInt8] {
        let shown = changedRows.prefix(ComparisonPage.rowLimit)
        let items = HTML.joined(shown.map(\.html))
        var body = ReportSection(
            id: "figures", title: "Which is better", lead: nil,
            body: DifferenceFigure(differences: differences).html
        ).html
        body +=
            ReportSection(
                id: "changed", title: "What changed",
                lead: "Rows whose predicted stance is another one with the candidate: "
                    + "\(shown.count) of \(ReportNumber.count(changedCount)).",
                body: "<ol class=\"rows\">\n\(items)</ol>\n"
            ).html
        return ReportPage(
            kind: "Comparison", title: title, introduction: introduction, body: body
        ).bytes
    }
}
