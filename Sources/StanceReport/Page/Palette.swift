import StanceCore

/// The colours of a report.
///
/// Hue means stance and nothing else; the rest is grey.
package struct Palette: Sendable {
    /// A colour of the style sheet: its variable and its value as `#rrggbb`.
    package typealias Entry = (name: String, value: String)

    /// Behind everything.
    package let page: String
    /// Behind cards.
    package let card: String
    /// Text.
    package let ink: String
    /// Text that steps back.
    package let quiet: String
    /// Rules and grids.
    package let line: String
    /// Marks of figures that mean no stance.
    package let mark: String
    /// The three stances, in class order.
    package let stances: [String]
    /// Behind words that speak for a stance, in class order.
    package let tints: [String]

    /// On white.
    package static let light = Palette(
        page: "#fbfaf8", card: "#ffffff", ink: "#1d1d1b", quiet: "#5d5c57", line: "#e4e2dc",
        mark: "#6b6a64", stances: ["#a8321f", "#555f6e", "#0b6b5d"],
        tints: ["#fae3de", "#e9ecf0", "#d9f0ea"])

    /// On near black.
    package static let dark = Palette(
        page: "#161716", card: "#1e201f", ink: "#ecebe6", quiet: "#a9a8a1", line: "#343633",
        mark: "#9c9b94", stances: ["#ff9e8c", "#b3bcc9", "#72d6bd"],
        tints: ["#4a2620", "#31363e", "#123f37"])

    /// The declarations of the style sheet's variables.
    var declarations: String {
        var entries: [Entry] = [
            ("page", page), ("card", card), ("ink", ink), ("quiet", quiet), ("line", line),
            ("mark", mark),
        ]
        for stance in Stance.allCases {
            entries.append((stance.name, stances[stance.rawValue]))
            entries.append((stance.name + "-tint", tints[stance.rawValue]))
        }
        return entries.map { "--\($0.name):\($0.value);" }.joined()
    }
}

extension Stance {
    /// The sign that stands beside its colour: − critical, = neutral, + supportive.
    var sign: String {
        switch self {
        case .critical: "−"
        case .neutral: "="
        case .supportive: "+"
        }
    }
}
