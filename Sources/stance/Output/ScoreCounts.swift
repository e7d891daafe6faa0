import StanceKit

extension RunProgress {
    /// What went in and came out, in one line: no row vanishes.
    var text: String {
        Counted.text(documents, "document") + ", " + Counted.text(paragraphs, "paragraph") + ": "
            + Counted.text(scored, "row") + " scored, \(abstained) abstained"
            + (rejected > 0 ? ", \(rejected) rejected" : "")
            + (leftOut > 0 ? ", \(leftOut) of other actors left out" : "")
    }
}
