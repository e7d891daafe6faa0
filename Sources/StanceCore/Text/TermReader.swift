/// Reads documents one after another into their terms, with buffers that are used again.
///
/// One reader belongs to one thread. What it yields for a document depends on that document alone.
public struct TermReader {
    /// The terms of the document read last.
    public private(set) var terms = TermBuffer()

    private enum Splitting {
        case words(WordScanner)
        case pattern(PythonPattern.Matcher, stopWords: TermSet?)
        case characters(CharacterNGrams)
        case charactersWithinWords(CharacterNGrams)
    }

    private let options: TextAnalyzer.Options
    private let normalizer: TextNormalizer
    private let splitting: Splitting
    private var text: [UInt8] = []
    private var edges: [Int] = []

    init(_ analyzer: TextAnalyzer) throws {
        options = analyzer.options
        normalizer = analyzer.normalizer
        let characters = CharacterNGrams(
            shortest: options.shortestNGram, longest: options.longestNGram)
        switch (options.unit, analyzer.pattern) {
        case (.character, _):
            splitting = .characters(characters)
        case (.characterWithinWords, _):
            splitting = .charactersWithinWords(characters)
        case (.word, .regex(let pattern)):
            splitting = .pattern(try pattern.matcher(), stopWords: analyzer.stopWordSet)
        case (.word, .wordRuns(let length)):
            splitting = .words(
                WordScanner(minimumLength: length, stopWords: analyzer.stopWordSet))
        case (.word, nil):
            splitting = .words(WordScanner(minimumLength: 2, stopWords: analyzer.stopWordSet))
        }
    }

    /// The number of bytes that a document may not reach: 256 MiB.
    ///
    /// NFKD grows a text up to elevenfold and padding words adds a little, and term spans count
    /// bytes in 32 bits.
    public static let documentLimit = 1 << 28

    /// Reads a document given as text.
    ///
    /// - Throws: `badData` if it has `documentLimit` bytes or more.
    public mutating func read(_ document: String) throws {
        try read(Array(document.utf8).span)
    }

    /// Reads a document given as valid UTF-8.
    ///
    /// - Throws: `badData` if it has `documentLimit` bytes or more.
    /// - Complexity: O(bytes x n-gram sizes).
    public mutating func read(_ document: Span<UInt8>) throws {
        guard document.count < Self.documentLimit else {
            throw StanceError(
                .badData,
                "a document of \(document.count) bytes; expected less than \(Self.documentLimit)")
        }
        switch splitting {
        case .words(let scanner):
            normalizer.normalize(document, into: &text)
            scanner.scan(&text, into: &terms, joined: options.longestNGram > 1)
        case .pattern(let matcher, let stopWords):
            normalizer.normalize(document, into: &text)
            terms.removeAll()
            matcher.forEachToken(in: String(decoding: text, as: UTF8.self)) { token in
                let bytes = Array(token.utf8)
                if stopWords?.contains(bytes.span) != true { terms.appendToken(bytes) }
            }
        case .characters(let ngrams):
            normalizer.normalize(document, into: &text)
            ngrams.cut(text, into: &terms, edges: &edges)
            return
        case .charactersWithinWords(let ngrams):
            normalizer.normalize(document, into: &text)
            ngrams.cutWithinWords(text, into: &terms, edges: &edges)
            return
        }
        terms.formNGrams(from: options.shortestNGram, through: options.longestNGram)
    }
}
