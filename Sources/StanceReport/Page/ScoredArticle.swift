import StanceCore

/// A document as a report shows it: its paragraphs with the scores of their actors.
public struct ScoredArticle: Sendable, Hashable {
    /// The score of one actor in one paragraph.
    public struct Score: Sendable, Hashable {
        /// The actor's name; nil where the paragraph mentions none.
        public var actor: String?
        /// A score, or the reason why there is none.
        public var outcome: ScoredRow.Outcome
        /// The actor's mentions, as UTF-8 bytes of the paragraph.
        public var mentions: [Range<Int>]

        /// Describes a score.
        public init(actor: String?, outcome: ScoredRow.Outcome, mentions: [Range<Int>]) {
            self.actor = actor
            self.outcome = outcome
            self.mentions = mentions
        }
    }

    /// One paragraph.
    public struct Paragraph: Sendable, Hashable {
        /// Its number in the document, from 1.
        public var number: Int
        /// Its text.
        public var text: String
        /// The scores of its actors.
        public var scores: [Score]

        /// Describes a paragraph.
        public init(number: Int, text: String, scores: [Score]) {
            self.number = number
            self.text = text
            self.scores = scores
        }
    }

    /// The document's id, or its path as given.
    public var document: String
    /// Its paragraphs, ascending.
    public var paragraphs: [Paragraph]

    /// Describes a document.
    public init(document: String, paragraphs: [Paragraph]) {
        self.document = document
        self.paragraphs = paragraphs
    }
}

extension ScoredArticle.Paragraph {
    /// The text with its mentions coloured, and the scores beside it.
    var html: HTML {
        var marks: [MarkedParagraph.Mark] = []
        var items: HTML = ""
        for score in scores {
            guard let actor = score.actor else { continue }
            switch score.outcome {
            case .abstained(let reason):
                marks += score.mentions.map { .actor($0) }
                items += """
                    <li><span class="actor"><bdi>\(actor)</bdi></span> \
                    <span class="quiet">no score: \(reason)</span></li>

                    """
            case .scored(let probabilities):
                marks += score.mentions.map { .mention($0, of: actor, probabilities) }
                items += """
                    <li><span class="actor"><bdi>\(actor)</bdi></span> \
                    \(StanceMark.html(probabilities.stance))\
                    \(StanceMark.probabilities(probabilities))</li>

                    """
            }
        }
        let text = MarkedParagraph(
            self.text, marks: marks,
            window: Excerpt.window(of: self.text, at: [], size: Excerpt.paragraphSize)
        ).html
        guard !scores.allSatisfy({ $0.actor == nil }) else {
            return """
                <div class="paragraph"><p class="number">\(number)</p>\(text)</div>

                """
        }
        return """
            <div class="paragraph scored"><p class="number">\(number)</p>\(text)<ul class="scores">
            \(items)</ul></div>

            """
    }
}
