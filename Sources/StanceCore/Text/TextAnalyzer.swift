/// Turns a document into terms: words, n-grams of words or n-grams of characters.
///
/// In scikit-learn's order: lower-case, strip accents, split into tokens, drop stop words, form
/// n-grams. An analyzer is checked when it is made and then works the same for every document;
/// `makeReader` yields the buffers that one thread needs.
public struct TextAnalyzer: Sendable {
    /// What n-grams are made of.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        /// Tokens, joined by one space.
        case word
        /// Scalars of the whole text; white spaces in a row count as one space.
        case character = "char"
        /// Scalars of each word, padded with a space on either side.
        case characterWithinWords = "char_wb"
    }

    /// What scikit-learn calls the parameters of a text vectorizer; the defaults are its defaults.
    public struct Options: Sendable, Hashable {
        /// `analyzer`: what n-grams are made of.
        public var unit = Unit.word
        /// `ngram_range[0]`: the least n.
        public var shortestNGram = 1
        /// `ngram_range[1]`: the greatest n.
        public var longestNGram = 1
        /// `token_pattern`: a Python regular expression; its group, if it has one, is the token.
        public var tokenPattern = Options.defaultTokenPattern
        /// `stop_words`: tokens that are left out; words only.
        public var stopWords = StopWords.none
        /// `lowercase`: Python's `str.lower()`.
        public var lowercase = true
        /// `strip_accents`: nil keeps them.
        public var stripAccents: AccentStripping?

        /// Two or more word characters in a row.
        public static let defaultTokenPattern = #"(?u)\b\w\w+\b"#

        /// scikit-learn's defaults.
        public init() {}
    }

    /// The options, as checked.
    public let options: Options
    let normalizer: TextNormalizer
    let pattern: TokenPattern?
    let stopWordSet: TermSet?

    /// Checks the options.
    ///
    /// - Throws: `usage` for an impossible n-gram range or a token pattern that is malformed, not
    ///   supported or has more than one group.
    public init(_ options: Options = Options()) throws {
        guard 1 <= options.shortestNGram, options.shortestNGram <= options.longestNGram else {
            throw StanceError(
                .usage,
                "the n-gram range (\(options.shortestNGram), \(options.longestNGram)) is invalid;"
                    + " expected 1 <= lower <= upper")
        }
        self.options = options
        normalizer = TextNormalizer(lowercase: options.lowercase, accents: options.stripAccents)
        let words = options.unit == .word ? options.stopWords.words : []
        stopWordSet = words.isEmpty ? nil : try TermSet(words)
        pattern = options.unit == .word ? try TokenPattern(options.tokenPattern) : nil
    }

    /// Stop words that negate, contrast, demand or judge, in the order of the list.
    ///
    /// They are left out all the same; a caller should warn that this costs stance.
    public var stanceBearingStopWords: [String] {
        guard options.unit == .word else { return [] }
        let bearing = Set(StopWords.stanceBearingWords)
        return options.stopWords.words.filter { bearing.contains($0) }
    }

    /// Tokens that the stop words yield when analysed themselves and that are not stop words.
    ///
    /// With the list "won't" the text "won't" yields the token "won", which nothing drops. Sorted.
    ///
    /// - Throws: `usage` as `makeReader`.
    public func inconsistentStopWords() throws -> [String] {
        guard let stopWordSet else { return [] }
        var plain = options
        plain.stopWords = .none
        plain.shortestNGram = 1
        plain.longestNGram = 1
        var reader = try TextAnalyzer(plain).makeReader()
        var found: Set<String> = []
        for word in options.stopWords.words {
            try reader.read(word)
            for span in reader.terms.spans {
                let token = Array(reader.terms.bytes[Int(span.start)..<Int(span.end)])
                if !stopWordSet.contains(token.span) {
                    found.insert(String(decoding: token, as: UTF8.self))
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The buffers for reading documents one after another.
    ///
    /// - Throws: `usage` if the token pattern cannot be compiled.
    public func makeReader() throws -> TermReader { try TermReader(self) }

    /// The terms of one text, as strings: for showing, not for speed.
    ///
    /// - Throws: `usage` as `makeReader`.
    public func terms(of text: String) throws -> [String] {
        var reader = try makeReader()
        try reader.read(text)
        return reader.terms.spans.map { reader.terms.string($0) }
    }
}
