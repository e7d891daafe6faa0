/// Cuts examples into the terms of a recipe's blocks; one per thread, its buffers kept.
package struct ExampleTerms {
    private let recipe: Recipe
    private let casing: CasingLexicon
    private(set) var passage = Passage()
    private(set) var view: ActorView
    private var buffer = TermBuffer()
    private(set) var words: TermReader?
    private(set) var characters: TermReader?
    private let actors: ModelActors?
    /// The number of the current actor among `actors`.
    private var actor: Int?
    private var actorTerm = TermBuffer()
    private let lexicon: Lexicon?
    private(set) var lexiconView = LexiconView()
    private var valences = ValenceTerms()
    private var roles = RoleTerms()

    /// The bag-of-words recipe: 1- and 2-grams of every run of word characters.
    package static var wordOptions: TextAnalyzer.Options {
        var options = TextAnalyzer.Options()
        options.longestNGram = 2
        options.tokenPattern = #"(?u)\b\w+\b"#
        return options
    }

    /// The per-actor recipe's words: 1- to 3-grams of every run of word characters.
    package static var wordOptions3: TextAnalyzer.Options {
        var options = wordOptions
        options.longestNGram = 3
        return options
    }

    /// The per-actor recipe's characters: 2- to 5-grams within words.
    package static var characterOptions: TextAnalyzer.Options {
        var options = TextAnalyzer.Options()
        options.unit = .characterWithinWords
        options.shortestNGram = 2
        options.longestNGram = 5
        return options
    }

    /// The one term of the actor block.
    package static let biasTerm = "bias"

    /// Prepares for a recipe; blocks that need a lexicon or actors have no terms without them.
    ///
    /// Sinks that go by keys need no `keepsText`: the bytes of masked terms.
    package init(
        recipe: Recipe, casing: CasingLexicon, lexicon: Lexicon? = nil,
        sentenceCost: Int = Recipe.sentenceCost, actors: ModelActors? = nil,
        keepsText: Bool = true
    ) throws {
        self.recipe = recipe
        self.actors = actors
        view = ActorView(sentenceCost: sentenceCost, keepsStream: keepsText)
        self.lexicon = lexicon
        self.casing = casing
        switch recipe {
        case .targetAware: break
        case .bagOfWords:
            words = try TextAnalyzer(ExampleTerms.wordOptions).makeReader()
        case .perActor:
            words = try TextAnalyzer(ExampleTerms.wordOptions3).makeReader()
            characters = try TextAnalyzer(ExampleTerms.characterOptions).makeReader()
            actorTerm.appendToken(ExampleTerms.biasTerm.utf8)
        }
    }

    /// Takes the text of the examples that follow.
    package mutating func setText(_ text: String) throws {
        let bytes = Array(text.utf8)
        if recipe.needsMention {
            passage.assign(bytes)
        } else {
            try words?.read(bytes.span)
            try characters?.read(bytes.span)
        }
    }

    /// Looks at the text from one actor; recipes that need no mention ignore its mentions, and
    /// those without a list of actors its name.
    package mutating func setActor(
        _ name: String? = nil, mentions: [Range<Int>], others: [Range<Int>]
    ) {
        if let actors { actor = name.flatMap { actors[$0] } }
        guard recipe.needsMention else { return }
        view.assign(passage, mentions: mentions, others: others, casing: casing)
        if let lexicon { lexiconView.assign(view, lexicon) }
    }

    /// The masked tokens of the current view.
    package var maskedStream: [String] { view.stream.spans.map { view.stream.string($0) } }
    /// The signed distances of the current view.
    package var distances: [Int] { view.distances }

    /// The keys of the different words of the actor's mentions, as the passage writes them.
    package var mentionWords: [UInt64] {
        var keys: [UInt64] = []
        for mention in view.mentions {
            for token in passage.tokens[mention] where token.kind == .word {
                let key = ActorDomains.key(of: passage.lower[token.base])
                if !keys.contains(key) { keys.append(key) }
            }
        }
        return keys
    }

    /// Whether the text has a word that is known, the actor's own name aside.
    ///
    /// Complexity: O(1) for ordinary text, whose first words are known.
    @inline(__always)
    func holdWord(knownTo knows: (_ token: UInt64) -> Bool) -> Bool {
        view.keys.contains { KnownWords.mayTell($0) && knows($0) }
            || !lexiconView.matches.isEmpty
    }

    /// Hands the terms of one block to a sink.
    package mutating func add(
        _ kind: BlockKind, to sink: inout some TermSink & ~Copyable
    ) throws {
        switch kind {
        case .words, .words3: try add(words, tag: 0, to: &sink)
        case .characters: try add(characters, tag: 0, to: &sink)
        case .actorWords3: if let tag = actorTag { try add(words, tag: tag, to: &sink) }
        case .actorCharacters:
            if let tag = actorTag { try add(characters, tag: tag, to: &sink) }
        case .actor: if let tag = actorTag { try sink.add(termsOf: actorTerm, tag: tag) }
        case .masked: try TargetTerms.addMasked(view, to: &sink)
        case .near: try TargetTerms.addNear(view, to: &sink)
        case .sided: try TargetTerms.addSided(view, to: &sink)
        case .vectors: try TargetTerms.addNearWords(view, to: &sink)
        case .vectorsLeft: try TargetTerms.addWords(view, left: true, to: &sink)
        case .vectorsRight: try TargetTerms.addWords(view, left: false, to: &sink)
        case .lexicon:
            if lexicon != nil { try valences.add(view, lexiconView, to: &sink) }
        case .roles:
            if lexicon != nil { try roles.add(view, lexiconView, to: &sink) }
        case .names: try TargetTerms.addNames(view, passage, scratch: &buffer, to: &sink)
        }
    }

    /// The tag of the current actor's copies; nil where it has none.
    private var actorTag: UInt8? { actor.flatMap { UInt8(exactly: $0) } }

    private func add(
        _ reader: TermReader?, tag: UInt8, to sink: inout some TermSink & ~Copyable
    ) throws {
        guard let terms = reader?.terms else { return }
        try sink.add(termsOf: terms, tag: tag)
    }
}
