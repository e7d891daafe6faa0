/// Text as a JSON string or as a cell of a table.
enum FieldEscaping {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// Appends `text` as a JSON string with its quotes.
    ///
    /// - SeeAlso: RFC 8259, section 7: quote, backslash and U+0000 to U+001F must be escaped.
    static func appendJSON(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(quote)
        if text.utf8.contains(where: needsJSONEscape) {
            for byte in text.utf8 { appendJSON(byte, to: &bytes) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(quote)
    }

    private static func needsJSONEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == quote || byte == backslash
    }

    private static func appendJSON(_ byte: UInt8, to bytes: inout [UInt8]) {
        guard needsJSONEscape(byte) else {
            bytes.append(byte)
            return
        }
        bytes.append(backslash)
        switch byte {
        case quote, backslash: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(hexDigits[Int(byte >> 4)])
            bytes.append(hexDigits[Int(byte & 15)])
        }
    }

    /// Appends `text` as a cell: in quotes, quotes doubled, where RFC 4180 (section 2.6) asks it.
    static func appendCell(_ text: String, delimiter: UInt8, to bytes: inout [UInt8]) {
        let needsQuotes = text.utf8.contains { byte in
            byte == delimiter || byte == quote || byte == 0x0a || byte == 0x0d
        }
        guard needsQuotes else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(quote)
        for byte in text.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
