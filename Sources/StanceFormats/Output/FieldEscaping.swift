/// Text as a JSON string or as a cell of a table.
enum FieldEscaping {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// Appends `text` as a JSON string with its quotes.
    ///
    /// U+007F to U+009F are escaped too: a terminal would obey them.
    /// - SeeAlso: RFC 8259, section 7: quote, backslash and U+0000 to U+001F must be escaped.
    static func appendJSON(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(quote)
        if text.utf8.contains(where: { needsJSONEscape($0) || $0 == leadOfC1 }) {
            var lead: UInt8?
            for byte in text.utf8 {
                if byte == leadOfC1 {
                    lead = byte
                    continue
                }
                if let lead, byte >= 0xa0 { bytes.append(lead) }
                if lead != nil, byte < 0xa0 {
                    appendHex(byte, to: &bytes)
                } else {
                    appendJSON(byte, to: &bytes)
                }
                lead = nil
            }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(quote)
    }

    /// The first byte of U+0080 to U+00BF in UTF-8; the second is the scalar's own number.
    private static let leadOfC1: UInt8 = 0xc2

    private static func needsJSONEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == quote || byte == backslash || byte == 0x7f
    }

    private static func appendJSON(_ byte: UInt8, to bytes: inout [UInt8]) {
        guard needsJSONEscape(byte) else {
            bytes.append(byte)
            return
        }
        let letter: UInt8
        switch byte {
        case quote, backslash: letter = byte
        case 0x08: letter = UInt8(ascii: "b")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0a: letter = UInt8(ascii: "n")
        case 0x0c: letter = UInt8(ascii: "f")
        case 0x0d: letter = UInt8(ascii: "r")
        default:
            appendHex(byte, to: &bytes)
            return
        }
        bytes.append(backslash)
        bytes.append(letter)
    }

    private static func appendHex(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(hexDigits[Int(byte >> 4)])
        bytes.append(hexDigits[Int(byte & 15)])
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
