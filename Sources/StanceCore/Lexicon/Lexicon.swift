/// Terms by every form in which a text may write them.
///
/// Forms are cut into tokens as paragraphs are, so that "war-torn" is three tokens and "don't" two,
/// and looked up by the key of the tokens with single spaces between. Where two entries share a
/// form the one whose lemma it is counts, else the first. Values are rounded to hundredths, which is
/// what a model file keeps.
public struct Lexicon: Sendable {
    private let list: LexiconEntryList
    /// What scoring asks of each entry.
    let facts: [WordFacts]
    private var forms: [Form] = []
    /// The key of each form.
    private var formKeys: [UInt64] = []
    private var headKeys: [UInt64] = []
    /// The number of each form among `forms`, by the key of its tokens.
    private var numbers = KeyTable()
    /// The most tokens of a form, by the number of its first token among `heads`.
    private var longest: [Int32] = []
    /// The form that a head is by itself, or -1, by the number of the head.
    private var singles: [Int32] = []
    /// The first tokens of forms, by key.
    private var heads = TermTable(keys: [])

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
        let rounded = entries.map(\.rounded)
        list = LexiconEntryList(rounded)
        facts = rounded.map(WordFacts.init)
        var passage = Passage()
        var terms: [String: Int] = [:]
        var longest: [UInt64: Int32] = [:]
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
            try insert(entry, number, &passage, &longest)
        }
        // In the order of the keys, so that equal entries make equal tables.
        headKeys = longest.keys.sorted()
        heads = TermTable(keys: headKeys)
        self.longest = headKeys.map { longest[$0] ?? 0 }
        singles = headKeys.map { [numbers] in numbers.find($0) }
    }

    /// Takes entries with their forms, as `compiled` gave them; nil where numbers lie outside, or keys
    /// were made in another way than now.
    ///
    /// - Parameters:
    ///   - list: the entries, rounded.
    ///   - facts: what scoring asks of each.
    ///   - compiled: the forms.
    init?(_ list: LexiconEntryList, facts: [WordFacts], compiled: [UInt32]) {
        var next = 0
        func number() -> UInt32 {
            defer { next += 1 }
            return compiled[next]
        }
        func key() -> UInt64 { UInt64(number()) | UInt64(number()) << 32 }
        guard compiled.count >= 4, key() == Lexicon.probe else { return nil }
        let (formCount, headCount) = (Int(number()), Int(number()))
        guard compiled.count - next == 3 * (formCount + headCount) else { return nil }
        self.list = list
        self.facts = facts
        numbers = KeyTable(capacity: formCount)
        forms.reserveCapacity(formCount)
        formKeys.reserveCapacity(formCount)
        for form in 0..<formCount {
            let (key, word) = (key(), number())
            guard key != 0, word >> 2 < UInt32(facts.count), numbers.find(key) < 0 else {
                return nil
            }
            numbers.insert(key, Int32(form))
            formKeys.append(key)
            forms.append(
                Form(entry: Int32(word >> 2), isParticiple: word & 2 != 0, isLemma: word & 1 != 0))
        }
        for _ in 0..<headCount {
            headKeys.append(key())
            longest.append(Int32(min(number(), UInt32(Self.maximumTokens))))
        }
        guard zip(headKeys, headKeys.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        heads = TermTable(keys: headKeys)
        singles = headKeys.map { [numbers] in numbers.find($0) }
    }

    /// The entries, each term once, in their order.
    public var entries: [LexiconEntry] { list.entries }

    /// The forms and the heads as numbers of 32 bits, so that a model need not inflect every entry.
    ///
    /// A probe's key, their counts; of each form its key, and entry * 4 + participle * 2 + lemma; of
    /// each head its key and its longest form. Keys are two numbers, the low half first.
    var compiled: [UInt32] {
        func halves(_ key: UInt64) -> [UInt32] {
            [UInt32(truncatingIfNeeded: key), UInt32(key >> 32)]
        }
        var numbers = halves(Lexicon.probe) + [UInt32(forms.count), UInt32(headKeys.count)]
        for (key, form) in zip(formKeys, forms) {
            numbers += halves(key)
            numbers.append(
                UInt32(form.entry) * 4 + (form.isParticiple ? 2 : 0) + (form.isLemma ? 1 : 0))
        }
        for (key, most) in zip(headKeys, longest) { numbers += halves(key) + [UInt32(most)] }
        return numbers
    }

    /// Tells whether stored keys are those that this build makes.
    private static let probe = TermKey.hash("the lexicon of a model")

    private mutating func insert(
        _ entry: LexiconEntry, _ number: Int, _ passage: inout Passage,
        _ longest: inout [UInt64: Int32]
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
            let form = Form(
                entry: Int32(number), isParticiple: form.isParticiple, isLemma: place == 0)
            let known = Int(numbers.find(key))
            if known < 0 {
                numbers.insert(key, Int32(forms.count))
                forms.append(form)
                formKeys.append(key)
            } else if forms[known].isLemma || place > 0 {
                continue
            } else {
                forms[known] = form
            }
            let head = tokens.key(first)
            longest[head] = max(longest[head] ?? 0, Int32(tokens.spans.count))
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

    /// For each token of a stream, the number of the head that it is; `headCount` for no head.
    func heads(of keys: [UInt64], into found: inout [UInt32]) {
        let missing = keys.count - found.count
        if missing > 0 { found.append(contentsOf: repeatElement(0, count: missing)) }
        keys.withUnsafeBufferPointer { keys in
            found.withUnsafeMutableBufferPointer { found in
                // Safe: there are at least as many places as keys.
                guard let found = found.baseAddress else { return }
                heads.find(keys, missing: heads.count, into: found)
            }
        }
    }

    /// The number of different first tokens.
    var headCount: Int { heads.count }

    /// The longest form that begins at a token, and how many tokens it has.
    ///
    /// `keys` are those of the tokens of a stream, and `head` the number of the token among the heads.
    func longestMatch(
        _ keys: borrowing Span<UInt64>, at token: Int, head: UInt32
    ) -> (form: Form, count: Int)? {
        let most = min(Int(longest[Int(head)]), keys.count - token)
        var key = keys[token]
        var found = (number: singles[Int(head)], count: 1)
        for count in 2..<max(2, most + 1) {
            key = TermKey.join(key, keys[token + count - 1])
            let number = numbers.find(key)
            if number >= 0 { found = (number, count) }
        }
        return found.number < 0 ? nil : (forms[Int(found.number)], found.count)
    }
}

/// What scoring asks of a lexicon's entry: numbers alone, which are copied in no time.
struct WordFacts: Sendable {
    let valence: Double
    let agent: Double?
    let patient: Double?
    let isEvent: Bool
    /// Turns round what follows and says nothing itself.
    let isNegator: Bool

    init(_ entry: LexiconEntry) {
        valence = entry.valence
        agent = entry.agent
        patient = entry.patient
        isEvent = entry.kind == .event
        isNegator = entry.classes.contains(.negator) && entry.valence == 0
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
