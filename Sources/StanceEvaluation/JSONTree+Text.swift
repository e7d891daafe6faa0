#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension JSONTree {
    /// The value as `JSONEncoder` lays it out with `.sortedKeys`, `.prettyPrinted` and
    /// `.withoutEscapingSlashes`, to the byte, in UTF-8.
    ///
    /// - Throws: what `JSONEncoder` throws.
    /// - Complexity: O(bytes), but for the keys of an object, which are sorted.
    package func text() throws -> [UInt8] {
        var writer = JSONTreeWriter()
        try writer.write(self)
        return writer.bytes
    }
}

/// Lays a tree out as text.
private struct JSONTreeWriter {
    var bytes: [UInt8] = []
    private var depth = 0
    /// For texts that need an escape, which are few.
    private let encoder = JSONEncoder()

    init() { encoder.outputFormatting = .withoutEscapingSlashes }

    mutating func write(_ tree: JSONTree) throws {
        switch tree {
        case .null: bytes.append(contentsOf: Self.null)
        case .integer(let number): append(number.description)
        case .unsigned(let number): append(number.description)
        case .number(let number):
            // No metric is ever anything else; a broken promise is written as what it is: no number.
            guard number.isFinite else { return bytes.append(contentsOf: Self.null) }
            append(number.description)
            if bytes.suffix(2).elementsEqual(Self.noFraction) { bytes.removeLast(2) }
        case .text(let text): try write(text)
        case .list(let values):
            try nested(Self.brackets, values.count) { try $0.write(values[$1]) }
        case .made(let count, let value):
            try nested(Self.brackets, count) { try $0.write(value($1)) }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            try nested(Self.braces, sorted.count) { writer, place in
                try writer.write(sorted[place].key)
                writer.bytes.append(contentsOf: Self.colon)
                try writer.write(sorted[place].value)
            }
        }
    }

    private static let null = Array("null".utf8)
    private static let noFraction = Array(".0".utf8)
    private static let colon = Array(" : ".utf8)
    private static let brackets = (first: UInt8(ascii: "["), last: UInt8(ascii: "]"))
    private static let braces = (first: UInt8(ascii: "{"), last: UInt8(ascii: "}"))
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    private mutating func write(_ text: String) throws {
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == Self.quote || $0 == Self.backslash })
        else {
            bytes.append(contentsOf: try encoder.encode(text))
            return
        }
        bytes.append(Self.quote)
        append(text)
        bytes.append(Self.quote)
    }

    private mutating func nested(
        _ marks: (first: UInt8, last: UInt8), _ count: Int,
        _ element: (inout JSONTreeWriter, Int) throws -> Void
    ) rethrows {
        bytes.append(marks.first)
        depth += 1
        for place in 0..<count {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            startLine()
            try element(&self, place)
        }
        depth -= 1
        // An empty list is a blank line between its brackets.
        if count == 0 { bytes.append(UInt8(ascii: "\n")) }
        startLine()
        bytes.append(marks.last)
    }

    private mutating func startLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }
}
