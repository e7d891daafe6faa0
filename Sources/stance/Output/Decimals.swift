import StanceKit

/// Numbers for people: fixed decimals, a point in every locale.
enum Decimals {
    /// A number rounded half away from zero to `places` decimals, 0...9.
    static func text(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "undefined" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 1e15 else { return "\(value)" }
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return sign + padded }
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
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
