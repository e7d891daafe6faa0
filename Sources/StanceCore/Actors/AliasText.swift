/// Text as aliases are compared with it: white space runs are one space, apostrophes are straight,
/// hyphens plain.
///
/// Keeps for every byte where it came from, so that a match can be named in the original text.
struct AliasText {
    /// The normalised bytes.
    private(set) var bytes: [UInt8] = []
    /// For each normalised byte the byte of the original text at which its scalar begins.
    private(set) var origins: [Int] = []
    /// For each normalised byte whether it belongs to a letter, digit, mark or underscore.
    private(set) var isWord: [Bool] = []
    private(set) var originalCount = 0

    /// Normalises UTF-8 text, in lower case if asked; malformed bytes stay as they are.
    mutating func assign(_ text: [UInt8], folded: Bool) {
        bytes.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        isWord.removeAll(keepingCapacity: true)
        originalCount = text.count
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte < 0x80 {
                assignASCII(byte, from: position, folded: folded)
                position += 1
                continue
            }
            let (scalar, length) = UTF8Scalars.decode(text, at: position)
            assign(scalar, text, from: position, length: length, folded: folded)
            position += length
        }
    }

    private mutating func assignASCII(_ byte: UInt8, from origin: Int, folded: Bool) {
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
            appendSpace(from: origin)
        } else {
            let isUpper = (0x41...0x5A).contains(byte)
            append(folded && isUpper ? byte | 0x20 : byte, from: origin, word: byte.isASCIIWord)
        }
    }

    private mutating func assign(
        _ scalar: Unicode.Scalar, _ text: [UInt8], from origin: Int, length: Int, folded: Bool
    ) {
        if scalar.properties.isWhitespace {
            appendSpace(from: origin)
        } else if scalar == "\u{2019}" || scalar == "\u{02BC}" {
            append(0x27, from: origin, word: false)
        } else if scalar == "\u{2010}" || scalar == "\u{2011}" {
            append(0x2D, from: origin, word: false)
        } else {
            let word = scalar.isWordScalar
            if folded, scalar.properties.changesWhenLowercased {
                for byte in scalar.properties.lowercaseMapping.utf8 {
                    append(byte, from: origin, word: word)
                }
            } else {
                for offset in 0..<length {
                    append(text[origin + offset], from: origin, word: word)
                }
            }
        }
    }

    private mutating func appendSpace(from origin: Int) {
        if bytes.last != 0x20 { append(0x20, from: origin, word: false) }
    }

    private mutating func append(_ byte: UInt8, from origin: Int, word: Bool) {
        bytes.append(byte)
        origins.append(origin)
        isWord.append(word)
    }

    /// A name as it is compared: normalised, in lower case if asked, without space at its ends.
    static func form(of name: String, folded: Bool) -> [UInt8] {
        if let form = asciiForm(of: name, folded: folded) { return form }
        var text = AliasText()
        text.assign(Array(name.utf8), folded: folded)
        return text.bytes.trimmingSpaces()
    }

    /// The same for a name of ASCII alone, without a record of where bytes came from; else nil.
    private static func asciiForm(of name: String, folded: Bool) -> [UInt8]? {
        var form: [UInt8] = []
        form.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            guard byte < 0x80 else { return nil }
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                if !form.isEmpty, form.last != 0x20 { form.append(0x20) }
            } else {
                let isUpper = (0x41...0x5A).contains(byte)
                form.append(folded && isUpper ? byte | 0x20 : byte)
            }
        }
        if form.last == 0x20 { form.removeLast() }
        return form
    }

    /// True when a match may begin here: not inside a word, nor inside a scalar.
    func isWordStart(_ position: Int) -> Bool {
        position == 0
            || (origins[position] != origins[position - 1]
                && !(isWord[position] && isWord[position - 1]))
    }

    /// True when a match may end before this place: not inside a word.
    func isWordEnd(_ position: Int) -> Bool {
        position == bytes.count || !(isWord[position] && isWord[position - 1])
    }

    /// The original bytes of a normalised range.
    func original(_ range: Range<Int>) -> Range<Int> {
        let end = range.upperBound == bytes.count ? originalCount : origins[range.upperBound]
        return origins[range.lowerBound]..<end
    }
}

extension [UInt8] {
    fileprivate func trimmingSpaces() -> [UInt8] {
        guard let first = firstIndex(where: { $0 != 0x20 }),
            let last = lastIndex(where: { $0 != 0x20 })
        else { return [] }
        return Array(self[first...last])
    }
}
