/// Terms by every form in which a text may write them.
///
/// Forms are cut into tokens as paragraphs are, so that "war-torn" is three tokens and "don't" two,
/// and looked up by the key of the tokens with single spaces between. Where two entries share a
/// form the one whose lemma it is counts, else the first. Values are rounded to hundredths, which is
/// what a model file keeps.
public struct Lexicon: Sendable {
    /// The entries, each term once, in their order.
    public let entries: [LexiconEntry]
    private var forms: [UInt64: Form] = [:]
    /// The most tokens of a form, by the key of its first token.
    private var longest: [UInt64: UInt8] = [:]

    /// One written form of an entry.
    struct Form: Sendable {
        var entry: Int32
        /// May be a past participle.
        var isParticiple: Bool
        /// Is the lemma itself.
        var isLemma: Bool
    }

    /// The most tokens that a form may have.
    static let maximumTokens = 12

    /// Takes entries.
    ///
    /// - Throws: `StanceError.badData` naming the entry when a term is empty, too long or there
    ///   twice, and when a number is not in -1...1.
    public init(_ entries: [LexiconEntry]) throws(StanceError) {
        self.entries = entries.map(\.rounded)
        var passage = Passage()
        var terms: [String: Int] = [:]
        for (number, entry) in entries.enumerated() {
            for value in [entry.valence, entry.agent ?? 0, entry.patient ?? 0]
            where !(-1...1).contains(value) {
                throw StanceError(
                    .badData, "\"\(entry.term)\" has the value \(value); expected -1 to 1",
                    at: entry.location)
            }
            if let first = terms.updateValue(number, forKey: entry.term) {
                let line = entries[first].location.map { " (\($0))" } ?? ""
                throw StanceError(
                    .badData, "\"\(entry.term)\" is there twice\(line)", at: entry.location)
            }
            try insert(entry, number, &passage)
        }
    }

    private mutating func insert(
        _ entry: LexiconEntry, _ number: Int, _ passage: inout Passage
    ) throws(StanceError) {
        for (place, form) in Self.inflected(entry).enumerated() {
            var tokens = TermBuffer()
            passage.assign(Array(form.word.utf8))
            for token in passage.tokens { passage.appendForm(of: token, to: &tokens) }
            guard let first = tokens.spans.first, let last = tokens.spans.last,
                tokens.spans.count <= Self.maximumTokens
            else {
                throw StanceError(
                    .badData,
                    "\"\(entry.term)\" has \(tokens.spans.count) tokens; expected 1 to "
                        + "\(Self.maximumTokens)", at: entry.location)
            }
            let key = tokens.key(TermSpan(start: Int(first.start), end: Int(last.end)))
            if let known = forms[key], known.isLemma || place > 0 { continue }
            forms[key] = Form(
                entry: Int32(number), isParticiple: form.isParticiple, isLemma: place == 0)
            let head = tokens.key(first)
            longest[head] = max(longest[head] ?? 0, UInt8(tokens.spans.count))
        }
    }

    /// A verb's first word and a noun's last one are inflected.
    private static func inflected(_ entry: LexiconEntry) -> [Inflection.Form] {
        let words = entry.term.split(separator: " ").map(String.init)
        guard let head = words.first, let tail = words.last else {
            return [Inflection.Form(word: "")]
        }
        switch entry.kind {
        case .verb:
            return Inflection.verb(head, irregular: entry.forms).map {
                Inflection.Form(
                    word: ([$0.word] + words.dropFirst()).joined(separator: " "),
                    isParticiple: $0.isParticiple)
            }
        case .event, .noun:
            return Inflection.noun(tail, irregular: entry.forms).map {
                Inflection.Form(word: (words.dropLast() + [$0.word]).joined(separator: " "))
            }
        case .adjective, .adverb, .function:
            return [Inflection.Form(word: words.joined(separator: " "))]
        }
    }

    /// The longest form that begins at a token, and how many tokens it has.
    func longestMatch(
        in stream: TermBuffer, at token: Int
    ) -> (form: Form, count: Int)? {
        let first = stream.spans[token]
        guard let most = longest[stream.key(first)] else { return nil }
        var count = min(Int(most), stream.spans.count - token)
        while count > 0 {
            let end = stream.spans[token + count - 1].end
            if let form = forms[stream.key(TermSpan(start: Int(first.start), end: Int(end)))] {
                return (form, count)
            }
            count -= 1
        }
        return nil
    }
}

extension LexiconEntry {
    fileprivate var rounded: LexiconEntry {
        func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        var entry = self
        entry.valence = hundredths(valence)
        entry.agent = agent.map(hundredths)
        entry.patient = patient.map(hundredths)
        return entry
    }
}

extension Lexicon: Equatable {
    /// Equal entries, equal lexicon.
    public static func == (a: Lexicon, b: Lexicon) -> Bool {
        a.entries.elementsEqual(b.entries) { first, second in
            var (first, second) = (first, second)
            first.location = nil
            second.location = nil
            return first == second
        }
    }
}

extension TermBuffer {
    /// The key of some bytes of the buffer.
    func key(_ span: TermSpan) -> UInt64 {
        TermKey.hash(bytes.span.extracting(Int(span.start)..<Int(span.end)), tag: 0)
    }
}
