/// A piece of markup that text cannot break: literals are markup, whatever is interpolated is data.
///
///     let name = "<script>"
///     HTML("<td>\(name)</td>")        <td>&lt;script&gt;</td>
///
/// Text is escaped for elements and for attributes in double quotes alike. Characters that would act
/// on what stands around them are shown as `[U+202E]` instead: controls and marks of direction.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    /// The markup.
    package private(set) var markup: String

    package init(stringLiteral literal: String) { markup = literal }

    package init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    /// Text as markup.
    package init(text: String) { markup = HTML.escaped(text) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var markup = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { markup += literal }

        package mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }

        package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

        package mutating func appendInterpolation(_ number: Int) { markup += String(number) }

        /// A number with fixed decimals; coordinates need no more than one.
        package mutating func appendInterpolation(_ number: Double, places: Int = 1) {
            markup += ReportNumber.text(number, places: places)
        }
    }

    static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

    static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum += right
        return sum
    }

    /// Pieces one after another.
    static func joined(_ pieces: some Sequence<HTML>) -> HTML {
        pieces.reduce(into: "") { $0 += $1 }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                if isShownByNumber(scalar) {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
                    result += "[U+\(zeros)\(digits)]"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    /// Controls, marks that turn the direction of what follows, and code points that are no characters.
    private static func isShownByNumber(_ scalar: Unicode.Scalar) -> Bool {
        let code = scalar.value
        return code < 0x20 || (0x7F..<0xA0).contains(code) || code == 0x061C
            || (0x200E...0x200F).contains(code) || (0x2028...0x202E).contains(code)
            || (0x2066...0x206F).contains(code) || code & 0xFFFE == 0xFFFE
            || (0xFDD0...0xFDEF).contains(code)
    }
}
