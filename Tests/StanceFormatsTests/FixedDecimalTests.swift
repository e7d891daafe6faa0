import Foundation
import StanceFormats
import Testing

@Suite struct FixedDecimalTests {
    private func fast(_ value: Double) -> String {
        var bytes: [UInt8] = []
        FixedDecimal.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func reference(_ value: Double) -> String {
        let text = String(format: "%.6f", value)
        return text == "-0.000000" ? "0.000000" : text
    }

    @Test func namedValues() {
        let values: [(Double, String)] = [
            (0, "0.000000"), (-0.0, "0.000000"), (1, "1.000000"), (-1, "-1.000000"),
            (0.5, "0.500000"), (-0.000_000_4, "0.000000"), (0.999_999_5, "1.000000"),
            (0.999_999_4, "0.999999"), (-12.345_678_9, "-12.345679"),
            (999_999_999.999_999, "999999999.999999"), (1e-300, "0.000000"),
        ]
        for (value, text) in values { #expect(fast(value) == text) }
    }

    @Test func agreesWithPrintf() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200_000 {
            let small = Double.random(in: -1...1, using: &generator)
            let large = Double.random(in: -9e8...9e8, using: &generator)
            for value in [small, large] where fast(value) != reference(value) {
                Issue.record("\(value): \(fast(value)), expected \(reference(value))")
            }
        }
    }

    /// The hard ones: values next to a half of the last decimal, and exact halves (k / 2^7 has
    /// seven decimals, the last of them a 5).
    @Test func agreesWithPrintfAtHalves() {
        for index in 0..<100_000 {
            let half = (Double(index) + 0.5) / 1e6
            for value in [half, half.nextUp, half.nextDown, Double(index) / 128, -half]
            where fast(value) != reference(value) {
                Issue.record("\(value): \(fast(value)), expected \(reference(value))")
            }
        }
    }

    @Test func wholeNumbers() {
        for value in [0, 1, -1, 9, 10, 1234567890, Int.max, Int.min] {
            var bytes: [UInt8] = []
            FixedDecimal.append(value, to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == String(value))
        }
    }
}
