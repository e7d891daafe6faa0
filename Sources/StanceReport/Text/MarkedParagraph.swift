import StanceCore

/// A text with some of its stretches marked.
struct MarkedParagraph {
    /// A stretch and the markup around it.
    struct Mark {
        /// UTF-8 bytes of the text.
        var range: Range<Int>
        var before: HTML
        var after: HTML
    }

    private let bytes: [UInt8]
    private let window: Range<Int>
    private var marks: [Mark]

    /// Shows a part of a text.
    ///
    /// Of marks that overlap the first one counts; those that reach out of the part do not.
    init(_ text: String, marks: [Mark], window: Range<Int>) {
        bytes = Array(text.utf8)
        self.window = window.clamped(to: 0..<bytes.count)
        self.marks = []
        var end = self.window.lowerBound
        for mark in marks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where mark.range.lowerBound >= end && mark.range.upperBound <= self.window.upperBound
            && !mark.range.isEmpty
        {
            self.marks.append(mark)
            end = mark.range.upperBound
        }
    }

    var html: HTML {
        var result: HTML = "<p class=\"text\" dir=\"auto\">"
        if window.lowerBound > 0 { result += "<span class=\"quiet\">[…] </span>" }
        var position = window.lowerBound
        for mark in marks {
            result += HTML(text: string(position..<mark.range.lowerBound))
            result += mark.before + HTML(text: string(mark.range)) + mark.after
            position = mark.range.upperBound
        }
        result += HTML(text: string(position..<window.upperBound))
        if window.upperBound < bytes.count { result += "<span class=\"quiet\"> […]</span>" }
        return result + "</p>\n"
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

extension MarkedParagraph.Mark {
    /// The actor whom a row is about.
    static func actor(_ range: Range<Int>) -> Self {
        Self(range: range, before: "<strong class=\"mention\">", after: "</strong>")
    }

    /// A word that speaks for a stance.
    static func word(_ highlight: Explanation.Highlight) -> Self {
        let stance = highlight.stance
        let kind: HTML = highlight.strength < 0.45 ? " weak" : ""
        return Self(
            range: highlight.range,
            before: """
                <mark class="\(stance.name)\(kind)"><span class="sign" aria-hidden="true">\
                \(stance.sign)</span>
                """,
            after: "<span class=\"hidden\"> (speaks for \(stance.name))</span></mark>")
    }

    /// A mention of an actor toward whom the text has a stance.
    static func mention(
        _ range: Range<Int>, of actor: String, _ probabilities: StanceProbabilities
    ) -> Self {
        let stance = probabilities.stance
        let meaning = "\(actor): \(stance.name)"
        return Self(
            range: range,
            before: """
                <mark class="\(stance.name)" title="\(meaning) \(probabilities[stance], places: 2)">\
                <span class="sign" aria-hidden="true">\(stance.sign)</span>
                """,
            after: "<span class=\"hidden\"> (\(meaning))</span></mark>")
    }
}
