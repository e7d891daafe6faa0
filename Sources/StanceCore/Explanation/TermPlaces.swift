/// Where the terms of an example stand in its text.
struct TermPlaces {
    private let terms: ExampleTerms
    private let text: [UInt8]
    private let streamStarts: [Int: Int]
    private let streamEnds: [Int: Int]
    private let streamRanges: [Range<Int>]
    private let words: BufferOrigin?
    private let characters: BufferOrigin?

    init(_ terms: ExampleTerms, text: String) {
        self.terms = terms
        self.text = Array(text.utf8)
        let spans = terms.view.stream.spans
        streamStarts = Dictionary(
            spans.enumerated().map { (Int($1.start), $0) }, uniquingKeysWith: { first, _ in first })
        streamEnds = Dictionary(
            spans.enumerated().map { (Int($1.end), $0) }, uniquingKeysWith: { first, _ in first })
        streamRanges = TermPlaces.ranges(of: terms, in: self.text)
        words = terms.words.map { BufferOrigin(words: $0.terms, of: text) }
        characters = terms.characters.map { BufferOrigin(characters: $0.terms, of: text) }
    }

    /// The words, numbers and marks of the text.
    ///
    /// - Parameter text: the example's text.
    /// - Returns: their bytes, ascending, and whether each is a word or a number.
    static func tokens(of text: String) -> [(range: Range<Int>, isWord: Bool)] {
        var passage = Passage()
        passage.assign(Array(text.utf8))
        return passage.tokens.map { ($0.range, $0.kind != .other) }
    }

    /// The places of each known column of a block.
    func places(
        _ block: FeatureBlock, _ uses: [TermRecorder.Use]
    ) throws -> [Int: [Explanation.Place]] {
        switch block.kind {
        case .masked, .near, .sided, .vectors, .vectorsLeft, .vectorsRight:
            collect(uses) { use in
                guard let first = streamStarts[Int(use.span.start)],
                    let last = streamEnds[Int(use.span.end)]
                else { return nil }
                return streamRanges[first].lowerBound..<streamRanges[last].upperBound
            }
        case .words, .words3, .actorWords3: collect(uses) { words?.range(of: $0.span) }
        case .characters, .actorCharacters: collect(uses) { characters?.range(of: $0.span) }
        case .names:
            // `TargetTerms.addNames` adds the words of each mention, then the mention.
            collect(uses) { [ranges = nameRanges] in ranges[$0.order] }
        case .lexicon: try valencePlaces(block)
        case .roles: try rolePlaces(block)
        case .actor: [:]
        }
    }

    private func collect(
        _ uses: [TermRecorder.Use], _ range: (TermRecorder.Use) -> Range<Int>?
    ) -> [Int: [Explanation.Place]] {
        var places: [Int: [Explanation.Place]] = [:]
        for use in uses {
            guard let range = range(use) else { continue }
            places[use.column, default: []].append(
                Explanation.Place(range: range, amount: use.amount))
        }
        return places
    }

    private var nameRanges: [Range<Int>] {
        terms.view.mentions.flatMap { mention -> [Range<Int>] in
            let tokens = terms.passage.tokens[mention].map(\.range)
            guard let first = tokens.first, let last = tokens.last else { return [] }
            return tokens + [first.lowerBound..<last.upperBound]
        }
    }

    /// The bytes of each masked token; 's and n't stand apart from their word.
    private static func ranges(of terms: ExampleTerms, in text: [UInt8]) -> [Range<Int>] {
        let sources = terms.view.sources
        let tokens = terms.passage.tokens
        return sources.indices.map { index in
            let source = sources[index]
            let whole =
                tokens[source.lowerBound].range
                .lowerBound..<tokens[source.upperBound - 1].range.upperBound
            let last = tokens[source.upperBound - 1]
            let isSecond = index > 0 && sources[index - 1] == source
            let isFirst = index + 1 < sources.count && sources[index + 1] == source
            guard isFirst || isSecond, last.isPossessive || last.isNegated else { return whole }
            // Either apostrophe: one byte, or the three of U+2019.
            var split = whole.upperBound - 1
            while split > whole.lowerBound, text[split] != 0x27, text[split] != 0xE2 { split -= 1 }
            if last.isNegated { split -= 1 }
            return isSecond ? split..<whole.upperBound : whole.lowerBound..<split
        }
    }

    // MARK: Numbers that sum up words of the lexicon

    /// What each word of the lexicon adds alone; the rest of the names go by the word they are about.
    private func valencePlaces(_ block: FeatureBlock) throws -> [Int: [Explanation.Place]] {
        let view = terms.view
        let words = terms.lexiconView
        let loaded = words.matches.filter { words.valences[$0.token] != 0 }
        let nearest = loaded.min {
            (abs(view.distances[$0.token]), words.valences[$0.token], view.distances[$0.token])
                < (
                    abs(view.distances[$1.token]), words.valences[$1.token],
                    view.distances[$1.token]
                )
        }
        var places: [Int: [Explanation.Place]] = [:]
        for match in loaded {
            var valences = ValenceTerms()
            var recorder = TermRecorder(block.features.vocabulary)
            try valences.add(view, words.keeping(match), to: &recorder)
            for use in recorder.uses {
                let name = block.features.vocabulary.terms.string(use.column)
                if name.hasPrefix("net") || name == "none" { continue }
                if name.hasPrefix("first"), match.token != loaded.first?.token { continue }
                if name.hasPrefix("last"), match.token != loaded.last?.token { continue }
                if name.hasPrefix("near"), match.token != nearest?.token { continue }
                places[use.column, default: []].append(
                    Explanation.Place(range: range(of: match), amount: use.amount))
            }
        }
        return places
    }

    private func rolePlaces(_ block: FeatureBlock) throws -> [Int: [Explanation.Place]] {
        var places: [Int: [Explanation.Place]] = [:]
        for match in terms.lexiconView.matches {
            var roles = RoleTerms()
            var recorder = TermRecorder(block.features.vocabulary)
            try roles.add(terms.view, terms.lexiconView.keeping(match), to: &recorder)
            for use in recorder.uses {
                places[use.column, default: []].append(
                    Explanation.Place(range: range(of: match), amount: use.amount))
            }
        }
        return places
    }

    private func range(of match: LexiconView.Match) -> Range<Int> {
        streamRanges[match.token]
            .lowerBound..<streamRanges[match.token + match.count - 1].upperBound
    }
}
