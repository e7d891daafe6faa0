import Foundation
import StanceReport
import Testing

/// Text that tries to be more than text.
enum Hostile {
    /// U+FFFE, U+FDD0 and U+10FFFF, which no source file may hold.
    static let noCharacters = String(
        decoding: [0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90, 0xF4, 0x8F, 0xBF, 0xBF], as: UTF8.self)

    static let texts = [
        "<script>alert(1)</script>", "</title></style></script><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "a & b &lt; &#60; &amp;",
        "\u{202E}gnirts desrever\u{2066}\u{200F}",
        "\u{0}\u{1}\u{8}\u{B}\u{C}\u{E}\u{1B}[31m\u{7F}\u{85}",
        String(repeating: "W", count: 3_000), "-->]]><!--", "javascript:alert(1)",
        noCharacters, "שלום עולם and עוד", "e\u{301}\u{20DD}👩🏽‍🌾",
        "<svg/onload=alert(1)>", "{{constructor}}", "\\u003cscript\\u003e",
    ]
}

@Suite("HTML")
struct HTMLTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var markup: String
        var testDescription: String { markup }
    }

    static let cases = [
        Case(
            text: "a < b & c > \"d\" 'e'", markup: "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;"
        ),
        Case(text: "&lt;", markup: "&amp;lt;"),
        Case(text: "\u{202E}x\u{2069}", markup: "[U+202E]x[U+2069]"),
        Case(text: "\u{0}\u{1B}\u{9F}", markup: "[U+0000][U+001B][U+009F]"),
        Case(text: "\r\n\t", markup: "[U+000D]\n\t"),
        Case(text: Hostile.noCharacters, markup: "[U+FFFE][U+FDD0][U+10FFFF]"),
        Case(text: "naïve 👩🏽‍🌾 שלום", markup: "naïve 👩🏽‍🌾 שלום"),
    ]

    @Test("text is escaped", arguments: cases)
    func escaped(_ row: Case) {
        let html: HTML = "<p title=\"\(row.text)\">\(row.text)</p>"
        #expect(html.markup == "<p title=\"\(row.markup)\">\(row.markup)</p>")
        #expect(HTML(text: row.text).markup == row.markup)
    }

    @Test("what is interpolated as markup stays markup, and is escaped once")
    func nested() {
        let inner: HTML = "<b>\("<")</b>"
        let outer: HTML = "<p>\(inner)\(3)\(1.26)\(0.5, places: 3)</p>"
        #expect(outer.markup == "<p><b>&lt;</b>31.30.500</p>")
    }

    @Test("no hostile text leaves its place", arguments: Hostile.texts)
    func hostile(_ text: String) {
        let markup = HTML(text: text).markup
        #expect(!markup.contains { "<>\"'".contains($0) })
        #expect(
            markup.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && !(0x202A...0x202E).contains($0.value)
            })
    }
}

@Suite("Palette")
struct PaletteTests {
    /// The contrast ratio of WCAG 2.2, section 1.4.3.
    private static func contrast(_ a: String, _ b: String) throws -> Double {
        func luminance(_ colour: String) throws -> Double {
            let value = try #require(Int(colour.dropFirst(), radix: 16))
            let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (first, second) = (try luminance(a), try luminance(b))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    @Test("text is readable on what it stands on, by day and by night")
    func contrast() throws {
        for palette in [Palette.light, Palette.dark] {
            for ground in [palette.page, palette.card] {
                for text in [palette.ink, palette.quiet] + palette.stances {
                    #expect(try Self.contrast(text, ground) >= 4.5, "\(text) on \(ground)")
                }
                #expect(try Self.contrast(palette.mark, ground) >= 3)
            }
            for (stance, tint) in zip(palette.stances, palette.tints) {
                #expect(try Self.contrast(palette.ink, tint) >= 4.5, "ink on \(tint)")
                #expect(try Self.contrast(stance, tint) >= 4.5, "\(stance) on \(tint)")
            }
        }
    }
}
