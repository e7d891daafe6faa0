/// Reading Unicode scalars one by one, for actors and passages.
enum UTF8Scalars {
    /// The scalar at `position` and its length in bytes; malformed bytes never trap.
    @inline(__always)
    static func decode(_ text: [UInt8], at position: Int) -> (Unicode.Scalar, Int) {
        let scalar = UTF8Scalar(text.span, at: position)
        return (Unicode.Scalar(scalar.code) ?? "\u{FFFD}", scalar.length)
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
