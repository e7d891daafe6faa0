/// The tokens of one paragraph, as the stance recipe sees them, before any actor is masked.
///
/// A token is, tried in this order:
///
///     letters with inner apostrophes     Pakistan's   didn't
///     digits with inner . or ,           1,200.5
///     one scalar that is neither word nor white space
///     one underscore or number of another script
///
/// - SeeAlso: the model card's recipe; the same rules serve training and scoring.
struct Passage {
    /// What a token is made of.
    enum Kind: UInt8 { case word, number, other }

    /// One token; ranges are half-open byte ranges.
    struct Token {
        /// Where it stands in the text.
        var range: Range<Int>
        /// Its lower-case form in `lower`, apostrophes straight.
        var lower: Range<Int>
        var kind: Kind
        /// Begins with a capital letter.
        var isCapitalised = false
        /// Has no capital letter.
        var isLowerCase = false
        /// Is the word "I".
        var isPronounI = false
        /// Has letters only: no apostrophe inside.
        var isPlainWord = false
        /// Ends in 's.
        var isPossessive = false
        /// Ends in n't and is longer than that.
        var isNegated = false
        /// After it a sentence or a quotation may begin.
        var opensSentence = false
        /// Is a full stop, question or exclamation mark that ends a sentence.
        var endsSentence = false
        /// Key of `base`.
        var baseKey: UInt64 = 0

        /// Key of the first token that it becomes in a stream: the form, or what is left of it without
        /// 's or n't.
        var formKey: UInt64 = 0
        /// That first token ends in -ly.
        var isLyForm = false

        /// The lower-case form without a possessive 's.
        var base: Range<Int> { lower.lowerBound..<lower.upperBound - (isPossessive ? 2 : 0) }
    }

    private(set) var tokens: [Token] = []
    /// The lower-case forms one after the other.
    private(set) var lower: [UInt8] = []

    private static let sentenceOpeners: Set<Unicode.Scalar> = [
        ".", "!", "?", "\u{201C}", "\"", "\u{201D}", ":", "\u{2014}",
    ]

    /// Splits UTF-8 text into tokens, reusing this value's storage.
    mutating func assign(_ text: [UInt8]) {
        tokens.removeAll(keepingCapacity: true)
        lower.removeAll(keepingCapacity: true)
        var position = 0
        while position < text.count {
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            if scalar.isLetter {
                position = appendWord(text, from: position)
            } else if scalar.value < 0x80, UInt8(scalar.value).isASCIIDigit {
                position = appendNumber(text, from: position)
            } else {
                if !scalar.isSpace { appendOther(scalar, text, from: position, length: length) }
                position += length
            }
        }
    }

    /// Lays a token's lower-case form into a buffer: "didn't" as did n't, "Russia's" as russia 's.
    ///
    /// - Returns: the number of pieces.
    @discardableResult
    func appendForm(of token: Token, to buffer: inout TermBuffer) -> Int {
        let form = lower[token.lower]
        if token.isNegated {
            buffer.appendToken(form.dropLast(Passage.negation.count))
            buffer.appendToken(Passage.negation)
        } else if token.isPossessive {
            buffer.appendToken(form.dropLast(Passage.possessive.count))
            buffer.appendToken(Passage.possessive)
        } else {
            buffer.appendToken(form)
            return 1
        }
        return 2
    }

    static let possessive = Array("'s".utf8)
    static let negation = Array("n't".utf8)
    static let possessiveKey = TermKey.hash("'s")
    static let negationKey = TermKey.hash("n't")

    private mutating func appendWord(_ text: [UInt8], from start: Int) -> Int {
        let lowerStart = lower.count
        var position = start
        var plain = true
        var lowerCase = true
        while position < text.count {
            let byte = text[position]
            if byte.isASCIILetter {
                lowerCase = lowerCase && byte & 0x20 != 0
                lower.append(byte | 0x20)
                position += 1
                continue
            }
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            if scalar.isLetter || (scalar.value >= 0x80 && scalar.isLetterOrMark) {
                lowerCase = lowerCase && !scalar.isCapital
                appendLower(scalar, text, from: position, length: length)
                position += length
            } else if scalar == "'" || scalar == "\u{2019}", position + length < text.count,
                UTF8Scalars.decode(text, at: position + length).0.isLetter
            {
                plain = false
                lower.append(0x27)
                position += length
            } else {
                break
            }
        }
        var token = Token(range: start..<position, lower: lowerStart..<lower.count, kind: .word)
        let first = UTF8Scalars.decode(text, at: start).0
        token.isCapitalised = first.isCapital
        token.isPronounI = position - start == 1 && first == "I"
        token.isPlainWord = plain
        token.isLowerCase = lowerCase
        let count = token.lower.count
        token.isPossessive = !plain && count > 2 && lowerEnds(0x27, 0x73)
        token.isNegated =
            !plain && count > 3 && lowerEnds(0x27, 0x74) && lower[lower.count - 3] == 0x6E
        token.baseKey = key(of: token.base)
        var form = token.base
        if token.isNegated {
            form = token.lower.lowerBound..<token.lower.upperBound - Passage.negation.count
        }
        token.formKey = token.isNegated ? key(of: form) : token.baseKey
        token.isLyForm =
            form.count >= 2 && lower[form.upperBound - 2] == 0x6C
            && lower[form.upperBound - 1] == 0x79
        tokens.append(token)
        return position
    }

    /// Whether the last two bytes of `lower` are these.
    private func lowerEnds(_ first: UInt8, _ last: UInt8) -> Bool {
        lower[lower.count - 2] == first && lower[lower.count - 1] == last
    }

    /// The key of some bytes of `lower`.
    @inline(__always)
    private func key(of range: Range<Int>) -> UInt64 {
        TermKey.hash(lower.span.extracting(range), tag: 0)
    }

    private mutating func appendLower(
        _ scalar: Unicode.Scalar, _ text: [UInt8], from position: Int, length: Int
    ) {
        if scalar.value < 0x80 {
            let byte = UInt8(scalar.value)
            lower.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        } else if scalar.isCapital {
            lower.append(scalar: UnicodeClasses.shared.lower(scalar.value))
        } else {
            lower.append(contentsOf: text[position..<position + length])
        }
    }

    private mutating func appendNumber(_ text: [UInt8], from start: Int) -> Int {
        var position = start + 1
        while position < text.count {
            if text[position].isASCIIDigit {
                position += 1
            } else if text[position] == 0x2E || text[position] == 0x2C,
                position + 1 < text.count, text[position + 1].isASCIIDigit
            {
                position += 2
            } else {
                break
            }
        }
        let lowerStart = lower.count
        lower.append(contentsOf: text[start..<position])
        tokens.append(
            Token(range: start..<position, lower: lowerStart..<lower.count, kind: .number))
        return position
    }

    private mutating func appendOther(
        _ scalar: Unicode.Scalar, _ text: [UInt8], from start: Int, length: Int
    ) {
        let lowerStart = lower.count
        lower.append(contentsOf: String(scalar).utf8)
        var token = Token(
            range: start..<start + length, lower: lowerStart..<lower.count, kind: .other)
        token.formKey = key(of: token.lower)
        token.opensSentence = Passage.sentenceOpeners.contains(scalar)
        token.endsSentence = endsSentence(scalar, text, before: start + length)
        tokens.append(token)
    }

    /// Whether a mark ends a sentence: one before white space or the end of the text does.
    ///
    /// Closing quotes and brackets are passed over; a full stop ends none after an initial
    /// ("J. Smith", "U.S.") or an abbreviation.
    private func endsSentence(
        _ scalar: Unicode.Scalar, _ text: [UInt8], before next: Int
    ) -> Bool {
        guard scalar == "." || scalar == "!" || scalar == "?" else { return false }
        if scalar == ".", let word = tokens.last, word.kind == .word,
            (word.isCapitalised && word.lower.count == 1)
                || CommonWords.abbreviations.contains(word.baseKey)
        {
            return false
        }
        var position = next
        while position < text.count {
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            if scalar.isSpace { return true }
            guard Passage.closers.contains(scalar) else { return false }
            position += length
        }
        return true
    }

    private static let closers: Set<Unicode.Scalar> = [
        "\"", "'", "\u{201D}", "\u{2019}", ")", "]", "\u{BB}",
    ]
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool {
        value < 0x80
            ? UInt8(value).isASCIILetter
            : UnicodeClasses.shared.holds(value, UnicodeClasses.word)
                && properties.numericType == nil
    }

    fileprivate var isSpace: Bool {
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }

    fileprivate var isCapital: Bool {
        value < 0x80
            ? (0x41...0x5A).contains(value)
            : UnicodeClasses.shared.holds(value, UnicodeClasses.upper)
    }
}
