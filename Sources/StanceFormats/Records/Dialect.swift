import StanceCore

/// How the fields of a table are told apart.
package struct Dialect: Sendable, Hashable {
    /// The byte between two fields.
    package var delimiter: UInt8
    /// Whether quotes hold fields together; else they are ordinary characters.
    package var quoting: Bool

    /// Describes a dialect.
    package init(delimiter: UInt8, quoting: Bool) {
        self.delimiter = delimiter
        self.quoting = quoting
    }

    /// What it is that another dialect is not, in words; nil where they are the same.
    func difference(from other: Dialect) -> String? {
        var words: [String] = []
        if delimiter != other.delimiter {
            words.append("fields separated by \(Self.name(of: delimiter))")
        }
        if quoting != other.quoting, !quoting {
            words.append("quotes taken as ordinary characters")
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private static func name(of delimiter: UInt8) -> String {
        delimiter == UInt8(ascii: "\t") ? "tabs" : String(UnicodeScalar(delimiter))
    }
}

/// The byte that parts the fields of a table.
public struct Delimiter: Sendable, Hashable {
    /// Its code in ASCII.
    public let byte: UInt8

    /// Reads comma, tab, semicolon, pipe, `\t`, or the character itself.
    ///
    /// A letter, a digit, a quote or a line end parts no fields: nil.
    public init?(word: String) {
        switch word {
        case "comma": byte = UInt8(ascii: ",")
        case "tab", "\\t": byte = UInt8(ascii: "\t")
        case "semicolon": byte = UInt8(ascii: ";")
        case "pipe": byte = UInt8(ascii: "|")
        default:
            guard word.utf8.count == 1, let scalar = word.unicodeScalars.first,
                scalar == "\t" || (0x20..<0x7f).contains(scalar.value),
                scalar != "\"", !scalar.properties.isAlphabetic,
                scalar.properties.numericType == nil
            else { return nil }
            byte = UInt8(scalar.value)
        }
    }
}
