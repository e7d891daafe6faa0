import StanceKit

/// A text whose strongest words are marked by the stance they speak for, wrapped at 80 columns.
///
///     <Moscow> was [-condemned], [=said] and [+praised]
///
/// The marks are there with colour too, which not everybody sees.
struct MarkedText {
    private let explanation: Explanation
    private let bytes: [UInt8]
    private let colour: Bool

    /// How many words are marked at most.
    private static let limit = 12

    init(_ explanation: Explanation, of text: String, colour: Bool) {
        self.explanation = explanation
        bytes = Array(text.utf8)
        self.colour = colour
    }

    /// The text, then what the marks mean.
    var lines: String {
        var text = wrapped
        guard !explanation.mentions.isEmpty || !highlights.isEmpty else { return text }
        var legend: [String] = explanation.mentions.isEmpty ? [] : ["<actor>"]
        for stance in Stance.allCases where highlights.contains(where: { $0.stance == stance }) {
            let words = "[\(MarkedText.sign(stance))speaks for \(stance.name)]"
            legend.append(Terminal.paint(words, colour ? Terminal.Colour(stance) : nil))
        }
        text += "\n  " + legend.joined(separator: "  ") + "\n"
        return text
    }

    private var highlights: [Explanation.Highlight] {
        explanation.highlights(limit: MarkedText.limit, least: 0.25)
    }

    private static func sign(_ stance: Stance) -> String {
        switch stance {
        case .critical: "-"
        case .neutral: "="
        case .supportive: "+"
        }
    }

    /// A piece of text in one colour.
    private struct Piece {
        var text: String
        var colour: Terminal.Colour?
    }

    private var pieces: [Piece] {
        let mentions = explanation.mentions.map { (range: $0, stance: Stance?.none) }
        let words = highlights.map { (range: $0.range, stance: Stance?.some($0.stance)) }
        var pieces: [Piece] = []
        var position = 0
        for mark in (mentions + words).sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where mark.range.lowerBound >= position {
            pieces.append(Piece(text: string(position..<mark.range.lowerBound)))
            let text = string(mark.range)
            if let stance = mark.stance {
                pieces.append(
                    Piece(
                        text: "[\(MarkedText.sign(stance))\(text)]",
                        colour: Terminal.Colour(stance)))
            } else {
                pieces.append(Piece(text: "<\(text)>"))
            }
            position = mark.range.upperBound
        }
        pieces.append(Piece(text: string(position..<bytes.count)))
        return pieces
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Lines of at most 80 columns, broken at white space.
    private var wrapped: String {
        var words: [[Piece]] = [[]]
        for piece in pieces {
            let parts = piece.text.split(
                omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
            for (number, part) in parts.enumerated() {
                if number > 0 { words.append([]) }
                if !part.isEmpty {
                    words[words.count - 1].append(
                        Piece(text: Terminal.safe(String(part)), colour: piece.colour))
                }
            }
        }
        var text = ""
        var width = 0
        for word in words where !word.isEmpty {
            let length = word.reduce(0) { $0 + $1.text.count }
            let breaks = width > 0 && width + 1 + length > 80
            if width == 0 || breaks {
                text += (breaks ? "\n" : "") + "  "
                width = 2
            } else {
                text += " "
                width += 1
            }
            for piece in word { text += Terminal.paint(piece.text, colour ? piece.colour : nil) }
            width += length
        }
        return text + "\n"
    }
}
