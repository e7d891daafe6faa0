/// Reading Unicode scalars from UTF-8 bytes, and the word class used for actors and passages.
enum UTF8Scalars {
    /// The scalar at `position` and its length in bytes; U+FFFD of length 1 where the bytes are not
    /// well-formed.
    @inline(__always)
    static func decode(_ text: [UInt8], at position: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(text[position])
        if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, position + length <= text.count else { return ("\u{FFFD}", 1) }
        var value = first & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let next = UInt32(text[position + offset])
            guard next & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
            value = value << 6 | (next & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
        return (scalar, length)
    }
}

extension UInt8 {
    /// Letters, digits and the underscore of ASCII.
    @inline(__always)
    var isASCIIWord: Bool { isASCIILetter || isASCIIDigit || self == 0x5F }

    /// A...Z and a...z.
    @inline(__always)
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// 0...9.
    @inline(__always)
    var isASCIIDigit: Bool { self &- 0x30 < 10 }
}

extension Unicode.Scalar {
    /// Letters and the marks that belong to them, in any script.
    var isLetterOrMark: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }

    /// Letters, marks, digits and the underscore: what a word is made of.
    var isWordScalar: Bool {
        isLetterOrMark || properties.numericType != nil || self == "_"
    }
}
