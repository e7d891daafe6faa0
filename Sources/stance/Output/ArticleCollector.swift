import Foundation
import StanceKit

/// Gathers scored paragraphs into the documents of a report.
final class ArticleCollector {
    private let scorer: ArticleScorer
    private var page: ArticlePage
    private var article: ScoredArticle?

    init(_ scorer: ArticleScorer, inputs: [String], modelPath: String) {
        self.scorer = scorer
        let names = inputs.prefix(3).map {
            $0 == ByteSource.standardInput
                ? "standard input" : URL(fileURLWithPath: $0).lastPathComponent
        }
        let more = inputs.count > 3 ? " and \(inputs.count - 3) more" : ""
        page = ArticlePage(
            title: names.joined(separator: ", ") + more,
            introduction: [
                "Scored with \(URL(fileURLWithPath: modelPath).lastPathComponent)."
            ])
    }

    /// Takes paragraphs and all of their rows, in the same order.
    func add(_ paragraphs: [ParagraphToScore], _ rows: [ScoredRow]) throws {
        var next = rows.startIndex
        for (paragraph, examples) in zip(paragraphs, try scorer.examples(for: paragraphs)) {
            let scores = zip(rows[next...], examples).map { row, example in
                ScoredArticle.Score(
                    actor: row.actor, outcome: row.outcome, mentions: example.mentions ?? [])
            }
            next += scores.count
            add(
                ScoredArticle.Paragraph(
                    number: paragraph.number, text: paragraph.text, scores: scores),
                of: paragraph.document)
        }
    }

    private func add(_ paragraph: ScoredArticle.Paragraph, of document: String) {
        let last = article?.paragraphs.last?.number ?? 0
        // Two documents of one name, one after the other, stay two: paragraphs begin again.
        if article?.document != document || paragraph.number <= last { endArticle() }
        if article == nil { article = ScoredArticle(document: document, paragraphs: []) }
        article?.paragraphs.append(paragraph)
    }

    private func endArticle() {
        if let article { page.add(article) }
        article = nil
    }

    /// The file; to be asked for after the last paragraph.
    func html() -> [UInt8] {
        endArticle()
        return page.html
    }
}
