import StanceCore
import Testing

@Suite("Hostile token patterns")
struct HostilePatternTests {
    private static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
        String(repeating: open, count: depth) + "a" + String(repeating: close, count: depth)
    }

    @Test(
        "deep and doubling patterns are refused at once, not tried",
        arguments: [
            (nested(40, "(?:", ")*"), "so long or nested"),
            (nested(51, "(?:", ")"), "more than 50 groups"),
            (nested(100_000, "(?=", ")"), "more than 50 groups"),
            (String(repeating: "a", count: 10_001), "so long or nested"),
        ])
    func refused(_ pattern: String, _ message: String) {
        var options = TextAnalyzer.Options()
        options.tokenPattern = pattern
        let start = ContinuousClock.now
        let error = #expect(throws: StanceError.self) { try TextAnalyzer(options) }
        #expect(error?.kind == .usage && error?.message.contains(message) == true, "\(message)")
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test(
        "what is nested as far as patterns of people are works",
        arguments: [
            nested(20, "(?:", ")"), nested(5, "(?:", ")*"),
        ])
    func accepted(_ pattern: String) throws {
        var options = TextAnalyzer.Options()
        options.tokenPattern = pattern
        #expect(try TextAnalyzer(options).terms(of: "a").contains("a"))
    }
}
