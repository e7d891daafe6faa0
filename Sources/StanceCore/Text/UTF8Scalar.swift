/// One Unicode scalar of a UTF-8 text: its code point and how many bytes it takes.
struct UTF8Scalar {
    var code: UInt32
    var length: Int

    /// Decodes the scalar whose first byte is at `index`.
    ///
    /// Malformed bytes never trap: a stray or cut-off sequence reads as U+FFFD.
    @inline(__always)
    init(_ bytes: borrowing Span<UInt8>, at index: Int) {
        let first = bytes[index]
        guard first >= 0x80 else {
            self.init(code: UInt32(first), length: 1)
            return
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else {
            self.init(code: 0xFFFD, length: 1)
            return
        }
        var code = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            code = code << 6 | UInt32(bytes[index + offset] & 0x3F)
        }
        self.init(code: code < 0x110000 ? code : 0xFFFD, length: length)
    }

    @inline(__always)
    private init(code: UInt32, length: Int) {
        self.code = code
        self.length = length
    }

    /// The first byte of the scalar that ends just before `index`, which is above 0.
    static func start(before index: Int, in bytes: borrowing Span<UInt8>) -> Int {
        var start = index - 1
        while start > 0, index - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }
}

extension [UInt8] {
    /// Appends the UTF-8 form of a code point; a surrogate is written as U+FFFD.
    mutating func append(scalar code: UInt32) {
        guard code >= 0x80 else {
            append(UInt8(code))
            return
        }
        append(
            contentsOf: UTF8.encode(Unicode.Scalar(code) ?? "\u{FFFD}")
                ?? UTF8.encodedReplacementCharacter)
    }
}
