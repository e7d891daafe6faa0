/// Numbers for people: fixed decimals, a point in every locale.
package enum ReportNumber {
    /// A number rounded half away from zero to `places` decimals, 0...9; "undefined" where it is none.
    package static func text(_ value: Double?, places: Int) -> String {
        guard let value, value.isFinite else { return "undefined" }
        let scale = (0..<places).reduce(1.0) { scale, _ in 10 * scale }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 1e15 else { return "\(value)" }
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return places == 0
            ? sign + padded : sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// The same with a sign: a minus as wide as the plus.
    static func signed(_ value: Double, places: Int) -> String {
        let text = text(value, places: places)
        if text.hasPrefix("-") { return "−" + text.dropFirst() }
        return text.contains { $0 > "0" && $0 <= "9" } ? "+" + text : text
    }

    /// A share of 1 in percent.
    static func percent(_ value: Double, places: Int = 0) -> String {
        text(100 * value, places: places) + " %"
    }

    /// A count with its thousands parted.
    static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A count and its noun.
    static func counted(_ value: Int, _ noun: String) -> String {
        "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
    }
}
