import StanceCore

/// How the bytes of a data set are read as text.
///
/// Never guessed: bytes that are not of the encoding asked for reject their record.
public enum ImportEncoding: String, Sendable, CaseIterable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// Windows-1252, as the Encoding Standard's index has it, but for its five holes, which reject.
    case windows1252 = "windows-1252"

    /// The text of some bytes.
    ///
    /// - Throws: `ImportFault` naming the first byte that is none of the encoding's.
    func text(_ bytes: UnsafeRawBufferPointer) throws -> String {
        switch self {
        case .utf8:
            guard TextEncoding.isUTF8(bytes) else { throw ImportFault(Self.invalidUTF8(bytes)) }
            return String(decoding: bytes, as: UTF8.self)
        case .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes {
                guard let scalar = Self.windows1252Scalar(byte) else {
                    throw ImportFault(
                        "byte 0x\(Self.hexadecimal(byte)) means nothing in windows-1252")
                }
                text.append(scalar)
            }
            return String(text)
        }
    }

    /// The complaint about bytes that are not UTF-8.
    static func invalidUTF8(_ bytes: UnsafeRawBufferPointer) -> String {
        let bad = bytes[TextEncoding.firstInvalidByte(bytes)]
        return "invalid UTF-8 (0x\(hexadecimal(bad))); expected UTF-8, or say "
            + "--encoding windows-1252"
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count < 2 ? "0" + digits : digits
    }

    private static func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80..<0xa0).contains(byte) else { return Unicode.Scalar(byte) }
        let value = high[Int(byte) - 0x80]
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    /// What 0x80 to 0x9F mean; 0 for the holes.
    ///
    /// - SeeAlso: WHATWG Encoding Standard, index-windows-1252.txt; the holes 81, 8D, 8F, 90 and 9D
    ///   are those of Microsoft's table (cp1252.txt of the Unicode Consortium).
    private static let high: [UInt16] = [
        0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
        0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
    ]
}

extension TextEncoding {
    /// Whether the bytes are well-formed UTF-8.
    fileprivate static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        (try? check(bytes, file: "", line: 0, offset: 0)) != nil
    }
}
