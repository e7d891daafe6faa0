import StanceKit

/// What an import says about itself.
enum ImportText {
    /// What went in and came out, a line; why units were left out, a line more.
    static func counts(_ counts: ImportCounts, files: Int) -> String {
        let units =
            counts.units == counts.records ? "" : " with \(Counted.text(counts.units, "label"))"
        var lines = [
            Counted.text(files, "file") + ", " + Counted.text(counts.records, "record") + units
                + ": " + Counted.text(counts.rows, "row")
                + " written, \(counts.leftOutCount) left out, \(counts.rejected) rejected"
        ]
        if !counts.leftOut.isEmpty {
            let reasons = counts.leftOut.map { "\($0.reason) (\($0.count))" }
            lines.append("left out: " + reasons.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }
}
