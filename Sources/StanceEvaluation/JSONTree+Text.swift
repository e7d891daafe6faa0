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
        case .null: append("null")
        case .integer(let number): append(number.description)
        case .unsigned(let number): append(number.description)
        case .number(let number):
            // No metric is ever anything else; a broken promise is written as what it is: no number.
            guard number.isFinite else { return append("null") }
            let text = number.description
            append(text.hasSuffix(".0") ? text.dropLast(2) : text[...])
        case .text(let text): try write(text)
        case .list(let values):
            try nested("[", values.count, "]") { writer, place in try writer.write(values[place]) }
        case .made(let count, let value):
            try nested("[", count, "]") { writer, place in try writer.write(value(place)) }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            try nested("{", sorted.count, "}") { writer, place in
                try writer.write(sorted[place].key)
                writer.append(" : ")
                try writer.write(sorted[place].value)
            }
        }
    }

    private mutating func write(_ text: String) throws {
        let needsEscape = text.utf8.contains {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }
        guard !needsEscape else {
            bytes.append(contentsOf: try encoder.encode(text))
            return
        }
        append("\"")
        append(text)
        append("\"")
    }

    private mutating func nested(
        _ start: String, _ count: Int, _ end: String,
        _ element: (inout JSONTreeWriter, Int) throws -> Void
    ) rethrows {
        append(start)
        append("\n")
        depth += 1
        for place in 0..<count {
            if place > 0 { append(",\n") }
            indent()
            try element(&self, place)
        }
        depth -= 1
        append("\n")
        indent()
        append(end)
    }

    private mutating func indent() {
        for _ in 0..<depth { append("  ") }
    }

    private mutating func append(_ text: some StringProtocol) {
        bytes.append(contentsOf: text.utf8)
    }
}
