import Foundation
import StanceCore
import StanceReport
import Testing

@Suite("Report of scored articles")
struct ArticlePageTests {
    private static let critical = StanceProbabilities(
        critical: 0.7, neutral: 0.2, supportive: 0.1)

    private static func article(
        _ document: String, _ text: String, actor: String?, mentions: [Range<Int>] = [],
        paragraphs: Int = 2
    ) -> ScoredArticle {
        ScoredArticle(
            document: document,
            paragraphs: (1...paragraphs).map { number in
                ScoredArticle.Paragraph(
                    number: number, text: text,
                    scores: [
                        ScoredArticle.Score(
                            actor: actor,
                            outcome: actor == nil
                                ? .abstained(reason: "no actor mentioned") : .scored(critical),
                            mentions: mentions)
                    ])
            })
    }

    @Test("a mention wears the sign and the word of its stance, not only its colour")
    func mention() {
        var page = ArticlePage(title: "a.txt")
        page.add(Self.article("a.txt", "They met Moscow.", actor: "Russia", mentions: [9..<15]))
        let bytes = page.html
        Markup.check(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("They met <mark class=\"critical\" title=\"Russia: critical 0.70\">"))
        #expect(
            text.contains("−</span>Moscow<span class=\"hidden\"> (Russia: critical)</span></mark>.")
        )
        #expect(text.contains("mean −0.60"))
        #expect(text.contains("1 document, 2 paragraphs."))
    }

    @Test("no actor, no text, no document")
    func empty() {
        var page = ArticlePage(title: "")
        Markup.check(page.html)
        page.add(Self.article("", "", actor: nil))
        Markup.check(page.html)
        #expect(String(decoding: page.html, as: UTF8.self).contains("No actor was found"))
    }

    @Test("text of users is data, wherever it stands", arguments: Hostile.texts)
    func hostile(_ text: String) {
        func page(_ text: String) -> [UInt8] {
            var page = ArticlePage(title: text, introduction: [text])
            // Ranges that cut scalars apart or reach out of the text do no harm.
            page.add(
                Self.article(
                    text, text, actor: text, mentions: [0..<1, 2..<4, 3..<9, 5..<9_000_000]))
            return page.html
        }
        Markup.check(page(text), "\(text.prefix(40))")
        let count = text.utf8.count
        let harmless = page(String(repeating: "x", count: count))
        #expect(Markup(page(text)).tags.count == Markup(harmless).tags.count)
    }

    @Test("10,000 rows stay below 3 MB; what is not shown is counted")
    func size() {
        var page = ArticlePage(title: "many.jsonl")
        let text = String(repeating: "Moscow said little. ", count: 25)
        for document in 0..<5_000 {
            page.add(
                Self.article("d\(document)", text, actor: "A\(document)", mentions: [0..<6]))
        }
        let bytes = page.html
        #expect(page.isFull && bytes.count < 3_000_000 && bytes.count > 1_500_000)
        Markup.check(bytes)
        let words = Markup(bytes).text
        #expect(words.contains("5,000 documents, 10,000 paragraphs."))
        #expect(words.contains("paragraphs more are counted above and not shown"))
        #expect(words.contains("4,940 actors more, not shown"))
    }

    @Test("one article too long for a page is cut")
    func longArticle() {
        var page = ArticlePage(title: "long.txt")
        page.add(
            Self.article(
                "long.txt", String(repeating: "Moscow. ", count: 900), actor: "Russia",
                mentions: [0..<6], paragraphs: 2_000))
        let bytes = page.html
        #expect(bytes.count < 3_000_000)
        Markup.check(bytes)
    }
}
