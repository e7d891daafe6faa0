import StanceCore
import StanceEvaluation
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("JSON tree")
struct JSONTreeTests {
    @Test("text is what JSONEncoder makes of the tree, to the byte")
    func layout() throws {
        let texts = [
            "", "a/b", "\"q\" \\ \u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}", "é\u{2028}🙂\u{202e}", "null",
        ]
        let numbers = [
            0, -0.0, 1, 0.1, 1e-7, 1e16, 1.5e300, -2, 0.30000000000000004, .leastNonzeroMagnitude,
            123_456_789_012, .ulpOfOne,
        ]
        let tree: JSONTree = [
            "z": .list([]), "a": [:], "m": .list(texts.map(JSONTree.text)),
            "macro_f1": .list(numbers.map(JSONTree.number)), "é": .null, "B": .integer(.min),
            "c": .unsigned(.max), "made": .made(count: 3) { ["n": .integer($0)] },
            "none": .made(count: 0) { _ in .null },
            "nested": ["y": ["x": .list([.list([.null])])], "\"": .init(nil as Double?)],
            "text": .init("t"), "no": .init(nil as String?),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let expected = String(decoding: try encoder.encode(tree), as: UTF8.self)
        #expect(String(decoding: try tree.text(), as: UTF8.self) == expected)
        #expect(expected.contains(#""macro_f1" : ["#) && expected.contains("18446744073709551615"))
    }

    @Test("a report's text is what JSONEncoder makes of the report")
    func report() throws {
        let rows = ClusterBootstrapTests.rows(seed: 5)
        let report = try EvaluationReport(
            rows, abstained: 2, bootstrap: BootstrapOptions(replicates: 20, seed: .max),
            slices: [
                SliceColumn(
                    name: "a \"b\"", values: rows.indices.map { $0 % 4 == 0 ? nil : "\($0 % 3)" })
            ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // The command's strategy: it must not change a key.
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let expected = String(decoding: try encoder.encode(report), as: UTF8.self)
        #expect(String(decoding: try report.json.text(), as: UTF8.self) == expected)
    }

    @Test("what is no number is never written as one")
    func notFinite() throws {
        let tree = JSONTree.list([.number(.nan), .number(.infinity), .number(-.infinity)])
        #expect(
            try tree.text() == JSONTree.list([.null, .null, .null]).text())
    }
}
