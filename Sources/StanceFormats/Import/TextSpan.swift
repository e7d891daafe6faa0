/// What a tool counts offsets in.
enum OffsetUnit {
    /// Unicode scalars: code points, as Python counts.
    case scalars
    /// UTF-16 code units, as JavaScript counts.
    case utf16

    var name: String {
        switch self {
        case .scalars: "Unicode scalars"
        case .utf16: "UTF-16 code units"
        }
    }
}

/// The offsets of a text, converted to Unicode scalars and checked.
struct TextSpan {
    /// The scalars from `from` up to, not including, `to`.
    ///
    /// - Throws: `ImportFault` when the span is empty, reaches out of the text or splits a scalar.
    static func scalars(
        _ from: Int64, _ to: Int64, unit: OffsetUnit, in text: String
    ) throws -> Range<Int> {
        let length = unit == .utf16 ? text.utf16.count : text.unicodeScalars.count
        guard from >= 0, from < to, to <= length else {
            throw ImportFault(
                "span [\(from),\(to)] does not lie in the text; "
                    + "expected 0 <= from < to <= \(length) (\(unit.name))")
        }
        guard unit == .utf16, length != text.unicodeScalars.count else {
            return Int(from)..<Int(to)
        }
        let start = text.utf16.index(text.startIndex, offsetBy: Int(from))
        let end = text.utf16.index(start, offsetBy: Int(to - from))
        guard let first = start.samePosition(in: text.unicodeScalars),
            let last = end.samePosition(in: text.unicodeScalars)
        else { throw ImportFault("span [\(from),\(to)] splits a character (\(unit.name))") }
        let scalars = text.unicodeScalars
        let lower = scalars.distance(from: scalars.startIndex, to: first)
        return lower..<lower + scalars.distance(from: first, to: last)
    }

    /// The text of a span.
    static func quote(_ span: Range<Int>, in text: String) -> String {
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: span.lowerBound)
        return String(scalars[start..<scalars.index(start, offsetBy: span.count)])
    }

    /// A span without the white space at its ends; empty when nothing else is there.
    static func trimmed(_ span: Range<Int>, in text: String) -> Range<Int> {
        let scalars = quote(span, in: text).unicodeScalars
        let head = scalars.prefix { $0.properties.isWhitespace }.count
        guard head < scalars.count else { return span.lowerBound..<span.lowerBound }
        let tail = scalars.reversed().prefix { $0.properties.isWhitespace }.count
        return span.lowerBound + head..<span.upperBound - tail
    }

    /// Compares a span with the text that the data set quotes for it, scalar by scalar.
    ///
    /// - Throws: `ImportFault` when they differ.
    static func check(_ span: Range<Int>, quotes expected: String, in text: String) throws {
        let found = quote(span, in: text)
        guard found.unicodeScalars.elementsEqual(expected.unicodeScalars) else {
            throw ImportFault(
                "the span is said to be \"\(Self.short(expected))\", but the text has "
                    + "\"\(Self.short(found))\" there")
        }
    }

    private static func short(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(37) + "..."
    }
}
