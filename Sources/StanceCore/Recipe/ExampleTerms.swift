/// Cuts examples into the terms of a recipe's blocks; one per thread, its buffers kept.
package struct ExampleTerms {
    private let recipe: Recipe
    private let casing: CasingLexicon
    private var passage = Passage()
    private var view = ActorView()
    private var buffer = TermBuffer()
    private var words: TermReader?
    private let lexicon: Lexicon?
    private var lexiconView = LexiconView()
    private var valences = ValenceTerms()
    private var roles = RoleTerms()

    /// The bag-of-words recipe: 1- and 2-grams of every run of word characters.
    package static var wordOptions: TextAnalyzer.Options {
        var options = TextAnalyzer.Options()
        options.longestNGram = 2
        options.tokenPattern = #"(?u)\b\w+\b"#
        return options
    }

    /// Prepares for a recipe; blocks that need a lexicon have no terms without one.
    package init(recipe: Recipe, casing: CasingLexicon, lexicon: Lexicon? = nil) throws {
        self.recipe = recipe
        self.lexicon = lexicon
        self.casing = casing
        if recipe == .bagOfWords {
            words = try TextAnalyzer(ExampleTerms.wordOptions).makeReader()
        }
    }

    /// Takes the text of the examples that follow.
    package mutating func setText(_ text: String) throws {
        let bytes = Array(text.utf8)
        if recipe.needsMention {
            passage.assign(bytes)
        } else {
            try words?.read(bytes.span)
        }
    }

    /// Looks at the text from one actor; recipes that need no mention ignore it.
    package mutating func setActor(mentions: [Range<Int>], others: [Range<Int>]) {
        guard recipe.needsMention else { return }
        view.assign(passage, mentions: mentions, others: others, casing: casing)
        if let lexicon { lexiconView.assign(view, lexicon) }
    }

    /// The masked tokens of the current view.
    package var maskedStream: [String] { view.stream.spans.map { view.stream.string($0) } }
    /// The signed distances of the current view.
    package var distances: [Int] { view.distances }

    /// Hands the terms of one block to a sink.
    package mutating func add(
        _ kind: BlockKind, to sink: inout some TermSink
    ) throws {
        switch kind {
        case .words:
            guard let terms = words?.terms else { return }
            try sink.add(termsOf: terms)
        case .masked: try TargetTerms.addMasked(view, to: &sink)
        case .sided: try TargetTerms.addSided(view, to: &sink)
        case .lexicon:
            if lexicon != nil { try valences.add(view, lexiconView, to: &sink) }
        case .roles:
            if lexicon != nil { try roles.add(view, lexiconView, to: &sink) }
        case .names: try TargetTerms.addNames(view, passage, scratch: &buffer, to: &sink)
        }
    }
}
