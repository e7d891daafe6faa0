import StanceKit

/// One explanation in the layout of `explain --json`; spans count Unicode scalars, to exclusive.
struct ExplanationJSON: Encodable {
    struct Logits: Encodable {
        var critical: Double
        var neutral: Double
        var supportive: Double

        init(_ values: StanceLogits) {
            critical = values.critical
            neutral = values.neutral
            supportive = values.supportive
        }

        init(_ values: StanceProbabilities) {
            critical = values.critical
            neutral = values.neutral
            supportive = values.supportive
        }
    }

    struct Block: Encodable {
        var block: String
        var scale: Double
        var norm: Double
        var terms: Int
        var unknown: Int
        var contribution: Logits
    }

    struct Term: Encodable {
        var block: String
        var term: String
        var wording: String
        var frequency: Double
        var idf: Double
        var value: Double
        var contribution: Logits
        var difference: Double
        var spans: [[Int]]
    }

    struct Word: Encodable {
        var text: String
        var span: [Int]
        var contribution: Logits
    }

    var document: String
    var paragraph: Int
    var actor: String?
    var text: String
    var abstained: Bool
    var reason: String?
    var stance: String?
    var rival: String?
    var probabilities: Logits?
    var logits: Logits?
    /// ln(P(stance) / P(rival)).
    var difference: Double?
    var bias: Logits?
    var domain: String?
    var mentions: [[Int]]?
    var blocks: [Block]?
    /// The strongest by their part of the difference.
    var terms: [Term]?
    /// What all terms that are not listed add.
    var otherTerms: Logits?
    var words: [Word]?

    init(
        _ paragraph: ParagraphToScore, _ example: Example, _ explanation: Explanation?,
        reason: String?, top: Int
    ) {
        document = paragraph.document
        self.paragraph = paragraph.number
        actor = example.actor
        text = example.text
        abstained = explanation == nil
        guard let explanation else {
            self.reason = reason
            return
        }
        let spans = ScalarSpans(example.text)
        let (chosen, rival) = (explanation.stance, explanation.rival)
        stance = chosen.name
        self.rival = rival.name
        probabilities = Logits(explanation.probabilities)
        logits = Logits(explanation.logits)
        difference = explanation.logits[chosen] - explanation.logits[rival]
        bias = Logits(explanation.bias)
        domain = explanation.domain
        mentions = explanation.mentions.map { spans[$0] }
        blocks = explanation.blocks.map {
            Block(
                block: $0.kind.rawValue, scale: $0.scale, norm: $0.norm, terms: $0.termCount,
                unknown: $0.unknownCount, contribution: Logits($0.contribution))
        }
        let strongest = explanation.strongestTerms(for: chosen, against: rival)
        terms = strongest.prefix(top).map {
            Term(
                block: $0.block.rawValue, term: $0.label, wording: $0.wording,
                frequency: $0.frequency, idf: $0.idf, value: $0.value,
                contribution: Logits($0.contribution),
                difference: $0.contribution[chosen] - $0.contribution[rival],
                spans: $0.places.map { spans[$0.range] })
        }
        otherTerms = Logits(
            strongest.dropFirst(top).reduce(StanceLogits.zero) { $0 + $1.contribution })
        words = explanation.words.map { word in
            let utf8 = Array(example.text.utf8)[word.range]
            return Word(
                text: String(decoding: utf8, as: UTF8.self), span: spans[word.range],
                contribution: Logits(word.contribution))
        }
    }
}

/// Byte ranges of a text as pairs of Unicode scalars.
struct ScalarSpans {
    /// The number of scalars before each byte, and behind the last.
    private let scalars: [Int]

    init(_ text: String) {
        var count = 0
        var scalars: [Int] = []
        for byte in text.utf8 {
            if byte & 0xC0 != 0x80 { count += 1 }
            scalars.append(count - 1)
        }
        self.scalars = scalars + [count]
    }

    /// From and, exclusive, to.
    subscript(range: Range<Int>) -> [Int] {
        [scalars[range.lowerBound], scalars[range.upperBound]]
    }
}
