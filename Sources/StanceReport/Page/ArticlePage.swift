import StanceCore

/// Scored articles as one self-contained HTML file: the text with each mention coloured by stance.
///
/// Fed document by document; what no longer fits is counted and left out, so that a page of any
/// number of rows stays small.
public struct ArticlePage: Sendable {
    /// How many bytes of articles a page holds, about.
    public static let byteLimit = 2_000_000
    /// How many actors are listed.
    public static let actorLimit = 60

    /// What was scored, for example the file's name.
    public var title: String
    /// Sentences under the title.
    public var introduction: [String]

    private var tally = ActorTally()
    private var articles: HTML = ""
    private var byteCount = 0
    private var shownParagraphs = 0
    private var paragraphCount = 0
    private var documentCount = 0

    /// No articles.
    public init(title: String, introduction: [String] = []) {
        self.title = title
        self.introduction = introduction
    }

    /// True when no further article will be shown, so that its text need not be kept.
    public var isFull: Bool { byteCount >= ArticlePage.byteLimit }

    /// Adds one document; a page that is full counts its rows.
    ///
    /// - Complexity: O(bytes of its text).
    public mutating func add(_ article: ScoredArticle) {
        documentCount += 1
        paragraphCount += article.paragraphs.count
        var own = ActorTally()
        for score in article.paragraphs.flatMap(\.scores) {
            tally.record(actor: score.actor, score.outcome)
            own.record(actor: score.actor, score.outcome)
        }
        guard !isFull else { return }
        var body: HTML = ""
        if article.paragraphs.count > 1, own.count > 0 {
            body += own.table(caption: "Actors of \(article.document)", limit: 20)
        }
        byteCount += body.markup.utf8.count + 200
        for paragraph in article.paragraphs where !isFull {
            let html = paragraph.html
            byteCount += html.markup.utf8.count
            shownParagraphs += 1
            body += html
        }
        articles += """
            <article class="article"><h3><bdi>\(article.document)</bdi></h3>
            \(body)</article>

            """
    }

    /// The file in UTF-8.
    public var html: [UInt8] {
        let counts =
            "\(ReportNumber.counted(documentCount, "document")), "
            + ReportNumber.counted(paragraphCount, "paragraph") + "."
        return ReportPage(
            kind: "Stance toward each actor", title: title, introduction: [counts] + introduction,
            body: actorSection + articleSection
        ).bytes
    }

    private var actorSection: HTML {
        guard tally.count > 0 else {
            return ReportSection(
                id: "actors", title: "Actors", lead: "No actor was found.", body: ""
            ).html
        }
        return ReportSection(
            id: "actors", title: "Actors",
            lead: "How many paragraphs are critical, neutral and supportive of each. The mean "
                + "score is P(supportive) − P(critical), from −1 to +1. These are the model’s "
                + "readings of single paragraphs, errors included.",
            body: tally.table(caption: "Actors of all documents", limit: ArticlePage.actorLimit)
        ).html
    }

    private var articleSection: HTML {
        let legend =
            StanceMark.legend { stance in
                """
                <mark class="\(stance.name)"><span class="sign" aria-hidden="true">\(stance.sign)\
                </span>\(stance.name)</mark>
                """
            } as HTML
        let rest = paragraphCount - shownParagraphs
        let lead =
            "Each mention in the colour and with the sign of the stance toward its actor."
            + (rest > 0
                ? " \(ReportNumber.counted(rest, "paragraph")) more are counted above and not "
                    + "shown, to keep this file small." : "")
        return ReportSection(
            id: "articles", title: "The text", lead: lead, body: "\(legend)\(articles)"
        ).html
    }
}
