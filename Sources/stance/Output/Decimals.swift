import StanceKit

/// Numbers in the terminal: those of a report with signs that every terminal has.
enum Decimals {
    /// A number rounded half away from zero to `places` decimals, 0...9.
    static func text(_ value: Double, places: Int) -> String {
        ReportNumber.text(value, places: places)
    }

    /// The same with a plus sign for numbers above zero.
    static func signed(_ value: Double, places: Int) -> String {
        let text = text(value, places: places)
        return value > 0 && text.contains { $0 > "0" && $0 <= "9" } ? "+" + text : text
    }

    /// Both ends of an interval, for example "0.512 to 0.603".
    static func interval(_ interval: ConfidenceInterval, places: Int) -> String {
        text(interval.low, places: places) + " to " + text(interval.high, places: places)
    }

    /// Both ends with their signs, for example "-0.012 to +0.003".
    static func signed(_ interval: ConfidenceInterval, places: Int) -> String {
        signed(interval.low, places: places) + " to " + signed(interval.high, places: places)
    }

    /// A short form of a penalty: no trailing zeros.
    static func short(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e9 ? String(Int(value)) : "\(value)"
    }
}

/// A count and its noun.
enum Counted {
    static func text(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
