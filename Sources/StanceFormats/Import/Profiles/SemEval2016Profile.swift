import StanceCore

/// SemEval-2016 Task 6: `ID Target Tweet Stance`, tab-separated, quotes as ordinary characters.
///
/// A file called .csv is read as RFC 4180 has it, as in the authors' own archive of tweets; `ID` may
/// then be missing. The hashtag `#SemST`, which the organisers put behind every tweet, is taken off.
/// - SeeAlso: Mohammad et al. 2016, SemEval-2016 Task 6: Detecting Stance in Tweets.
struct SemEval2016Profile: ImportProfile {
    private static let mark = "#SemST"
    private let labels: ImportLabels

    init(_ options: ImportOptions) { labels = ImportLabels(options.stanceMap) }

    func layout(of path: String) -> ImportLayout {
        let isCSV = RowFormat(path: path) == .csv
        return .table(
            delimiter: isCSV ? UInt8(ascii: ",") : UInt8(ascii: "\t"), quoting: isCSV,
            required: ["Target", "Tweet", "Stance"])
    }

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        guard case .cells(let cells) = record else { return [] }
        let label = cells.text("Stance")
        // What the test files say until the gold labels are out.
        if ["", "UNKNOWN", "?"].contains(label) { return [.leftOut(reason: "not labelled")] }
        var row = ImportedRow(
            text: Self.withoutMark(cells.text("Tweet")), actor: cells.text("Target"),
            stance: try labels.stance(label))
        row.id = cells.given("ID")
        return [.row(row)]
    }

    private static func withoutMark(_ tweet: String) -> String {
        var text = tweet[...]
        func trim() { while text.last?.isWhitespace ?? false { text.removeLast() } }
        trim()
        guard text.hasSuffix(mark) else { return tweet }
        text.removeLast(mark.count)
        trim()
        return String(text)
    }
}
