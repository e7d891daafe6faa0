import CKernels
import StanceNumerics

/// Reads documents into the keys of their word n-grams, without building strings.
///
/// The keys are those that `TermKey` gives to the terms of a `TermReader` with the same options, in
/// the same order. Most texts are read by kernels, 64 bytes at a time; a text with a scalar that
/// they leave to the caller is normalised and cut as `TermReader` does it.
///
/// Safe: every buffer is made large enough for the document, as the kernels' headers ask for,
/// before its pointer is handed over.
package struct WordKeyReader: ~Copyable {
    private let shortest: Int
    private let longest: Int
    private let minimumLength: Int
    private let variant: KernelVariant
    private let lowercase: Bool
    private let keepsAccents: Bool
    private let stopKeys: KeyTable?
    private var general: TermReader
    private var lower = GrowingBuffer<UInt8>(0)
    private var words = GrowingBuffer<UInt64>(0)
    private var edges = GrowingBuffer<UInt32>(0)
    private var tokens = GrowingBuffer<UInt64>(0)
    private var previous = GrowingBuffer<UInt64>(0)
    private var ngrams = GrowingBuffer<UInt64>(0)
    private let keepsSpans: Bool
    /// Where each token begins and ends: in `lower`, or in the general reader's bytes.
    private var spans = GrowingBuffer<UInt32>(0)
    private var isGeneral = false
    private let classes = UnicodeClasses.shared

    /// The number of tokens of the document read last, stop words left out.
    package private(set) var tokenCount = 0
    private var ngramCount = 0

    /// Nil for an analyzer whose terms are no n-grams of plain runs of word characters.
    ///
    /// - Parameters:
    ///   - analyzer: cuts the texts.
    ///   - keepsSpans: whether `appendTerm` will be asked.
    ///   - variant: which instructions the kernels use.
    /// - Throws: as `TextAnalyzer.init`.
    package init?(
        _ analyzer: TextAnalyzer, keepsSpans: Bool = false, variant: KernelVariant = .inUse
    ) throws {
        guard WordKeyReader.reads(analyzer), case .wordRuns(let length) = analyzer.pattern else {
            return nil
        }
        shortest = analyzer.options.shortestNGram
        longest = analyzer.options.longestNGram
        minimumLength = length
        self.variant = variant
        self.keepsSpans = keepsSpans
        lowercase = analyzer.options.lowercase
        keepsAccents = analyzer.options.stripAccents == nil
        var plain = analyzer.options
        plain.shortestNGram = 1
        plain.longestNGram = 1
        plain.stopWords = .none
        general = try TextAnalyzer(plain).makeReader()
        let stopWords = analyzer.options.stopWords.words
        if stopWords.isEmpty {
            stopKeys = nil
        } else {
            var table = KeyTable(capacity: stopWords.count)
            for key in Set(stopWords.map { TermKey.hash($0) }) { table.insert(key, 0) }
            stopKeys = table
        }
    }

    /// Whether the kernels know how to cut a text for this analyzer.
    package static func reads(_ analyzer: TextAnalyzer) -> Bool {
        guard analyzer.options.unit == .word, case .wordRuns(let length) = analyzer.pattern else {
            return false
        }
        return length <= 2
    }

    /// The keys of the document's n-grams, shorter ones first; valid until the next `read`.
    package var keys: UnsafeBufferPointer<UInt64> {
        longest == 1
            ? UnsafeBufferPointer(start: tokens.pointer, count: tokenCount)
            : UnsafeBufferPointer(start: ngrams.pointer, count: ngramCount)
    }

    /// Reads a document given as valid UTF-8.
    ///
    /// - Throws: as `TermReader.read`.
    /// - Complexity: O(bytes + n-grams).
    package mutating func read(_ document: borrowing Span<UInt8>) throws {
        try readTokens(document)
        let read = tokenCount
        if let stopKeys { tokenCount = tokens.drop(stopKeys, of: read, spans: spans.pointer) }
        guard longest > 1 else { return }
        previous.reserve(tokenCount)
        ngrams.reserve(tokenCount * (longest - shortest + 1))
        ngramCount = ck_ngram_keys(
            tokens.pointer, tokenCount, Int32(shortest), Int32(longest), previous.pointer,
            ngrams.pointer)
    }

    private mutating func readTokens(_ document: borrowing Span<UInt8>) throws {
        let count = document.count
        guard count < TermReader.documentLimit else {
            try general.read(document)
            return
        }
        lower.reserve(count + Int(CK_PADDING))
        words.reserve((count + 63) / 64 + 1)
        edges.reserve(count + 16)
        tokens.reserve(count + 1)
        spans.reserve(2 * (count + 1))
        isGeneral = false
        let (lower, words) = (lower.pointer, words.pointer)
        let status = document.withUnsafeBufferPointer { text in
            classes.withKernelTables(lowercase: lowercase, asciiOnly: !keepsAccents) { tables in
                ck_classify(text.baseAddress, count, tables, lower, words, variant.code)
            }
        }
        guard status == CK_TEXT_READ else {
            try readGenerally(document)
            return
        }
        tokenCount = ck_token_keys(
            lower, words, count, Int32(minimumLength), edges.pointer, tokens.pointer,
            keepsSpans ? spans.pointer : nil, variant.code)
    }

    private mutating func readGenerally(_ document: borrowing Span<UInt8>) throws {
        try general.read(document)
        let spans = general.terms.spans
        tokens.reserve(spans.count)
        self.spans.reserve(2 * spans.count)
        for index in spans.indices {
            tokens.pointer[index] = general.terms.key(spans[index])
            self.spans.pointer[2 * index] = spans[index].start
            self.spans.pointer[2 * index + 1] = spans[index].end
        }
        tokenCount = spans.count
        isGeneral = true
    }

    /// Appends the bytes of a term of the document read last: its tokens, parted by single spaces.
    ///
    /// - Precondition: spans are kept; `index` is that of a key.
    package func appendTerm(_ index: Int, to bytes: inout [UInt8]) {
        precondition(keepsSpans)
        var (length, first) = (shortest, index)
        while first >= tokenCount - length + 1 {
            first -= tokenCount - length + 1
            length += 1
        }
        precondition(length <= longest && first >= 0)
        for token in first..<first + length {
            if token > first { bytes.append(0x20) }
            let range = Int(spans.pointer[2 * token])..<Int(spans.pointer[2 * token + 1])
            if isGeneral {
                bytes.append(contentsOf: general.terms.bytes[range])
            } else {
                bytes.append(
                    contentsOf: UnsafeBufferPointer(
                        start: lower.pointer + range.lowerBound, count: range.count))
            }
        }
    }
}

extension GrowingBuffer<UInt64> {
    /// Takes some keys, and their spans, out of the first `count`; returns how many stay.
    fileprivate func drop(
        _ keys: KeyTable, of count: Int, spans: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var kept = 0
        for index in 0..<count {
            let key = pointer[index]
            pointer[kept] = key
            spans[2 * kept] = spans[2 * index]
            spans[2 * kept + 1] = spans[2 * index + 1]
            if keys.find(key) < 0 { kept += 1 }
        }
        return kept
    }
}

extension UnicodeClasses {
    /// Hands the tables to a kernel in its own form.
    @inline(__always)
    fileprivate func withKernelTables<Value>(
        lowercase: Bool, asciiOnly: Bool, _ body: (UnsafePointer<ck_unicode>) -> Value
    ) -> Value {
        flags.withUnsafeBufferPointer { flags in
            lowerRuns.withUnsafeBufferPointer { runs in
                // Safe: both arrays outlive the call, and `flags` has a byte for every code point.
                var tables = ck_unicode(
                    flags: flags.baseAddress, lower_runs: runs.baseAddress,
                    lower_run_count: runs.count, word_flag: UnicodeClasses.word,
                    upper_flag: UnicodeClasses.upper, lowercase: lowercase ? 1 : 0,
                    ascii_only: asciiOnly ? 1 : 0)
                return body(&tables)
            }
        }
    }
}
