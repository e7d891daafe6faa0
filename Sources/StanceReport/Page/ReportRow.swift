import StanceCore
import StanceEvaluation

/// A labelled row as a report lists it, with what explains its score.
public struct ReportRow: Sendable, Hashable {
    /// The paragraph.
    public var text: String
    /// The actor's name; nil where the row has none.
    public var actor: String?
    /// The row's id, or the place where it was read; nil where neither is known.
    public var id: String?
    /// The label given by a person.
    public var gold: Stance
    /// The model's probabilities.
    public var probabilities: StanceProbabilities
    /// The actor's mentions, as UTF-8 bytes of the text.
    public var mentions: [Range<Int>]
    /// Another model's probabilities, where two are compared.
    public var former: StanceProbabilities?
    /// The words that say most, as UTF-8 bytes of the text.
    public var highlights: [Explanation.Highlight]

    /// Describes a row.
    public init(
        text: String, actor: String? = nil, id: String? = nil, gold: Stance,
        probabilities: StanceProbabilities, mentions: [Range<Int>] = [],
        highlights: [Explanation.Highlight] = []
    ) {
        self.text = text
        self.actor = actor
        self.id = id
        self.gold = gold
        self.probabilities = probabilities
        self.mentions = mentions
        self.highlights = highlights
    }

    var html: HTML {
        let name: HTML =
            actor.map { "<span class=\"actor\"><bdi>\($0)</bdi></span>" } ?? ""
        let place: HTML = id.map { "<span class=\"quiet\"><bdi>\($0)</bdi></span>" } ?? ""
        let before: HTML =
            former.map { "<span>before \(StanceMark.html($0.stance))</span> " } ?? ""
        return """
            <li class="row"><p class="head">\(name)<span>labelled \(StanceMark.html(gold))</span>\
            \(before)<span>scored \(StanceMark.html(probabilities.stance))</span>\(place)</p>
            \(paragraph)\(StanceMark.probabilities(probabilities))</li>

            """
    }

    private var paragraph: HTML {
        let words = highlights.filter { word in !mentions.contains { $0.overlaps(word.range) } }
        let marks = mentions.map { MarkedParagraph.Mark.actor($0) } + words.map { .word($0) }
        return MarkedParagraph(text, marks: marks, window: Excerpt.window(of: text, at: mentions))
            .html
    }
}

/// Which rows of an evaluation are worth a look.
public struct RowChoice: Sendable, Hashable {
    /// How many rows of either kind a report lists.
    public static let limit = 25

    /// The wrong rows whose label got the least probability, the least first.
    public let mostWrong: [Int]
    /// How many rows are wrong.
    public let wrongCount: Int
    /// The rows whose predicted stance got the least probability, the least first.
    public let mostUncertain: [Int]

    /// Chooses rows; equal ones stand in their order.
    ///
    /// - Complexity: O(n log n).
    public init(_ predictions: [Prediction]) {
        let wrong = predictions.indices.filter {
            predictions[$0].probabilities.stance != predictions[$0].gold
        }
        wrongCount = wrong.count
        mostWrong = RowChoice.least(wrong) {
            predictions[$0].probabilities[predictions[$0].gold]
        }
        mostUncertain = RowChoice.least(Array(predictions.indices)) {
            predictions[$0].probabilities[predictions[$0].probabilities.stance]
        }
    }

    private static func least(_ rows: [Int], _ value: (Int) -> Double) -> [Int] {
        rows.map { (value($0), $0) }.sorted { $0 < $1 }.prefix(limit).map(\.1)
    }
}
