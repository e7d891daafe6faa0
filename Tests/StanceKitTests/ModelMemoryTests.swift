import Foundation
import StanceKit
import Testing

#if os(Linux)

/// What loading a model takes: the file is mapped, and beside it no more than twice its size is used,
/// and up to 6 MB for the tables of a lexicon, whatever the file's size.
///
/// Peaks of a whole process are measured, so nothing else may run, and freed memory must go back to
/// the system: `make damage` runs these alone and sees to it.
@Suite("Memory of loading a model", .serialized)
struct ModelMemoryTests {
    private static let isAsked = ProcessInfo.processInfo.environment["STANCE_MEMORY"] != nil

    @Test(
        "a model of 300,000 words", .enabled(if: isAsked, "make damage measures memory alone"))
    func words() throws {
        var terms = TermList()
        for term in 0..<300_000 { terms.append("word\(term) \(term % 977)".utf8) }
        let count = terms.count
        let shipped = try StanceModel(path: Self.path("models/news-en.stance"))
        let block = try FeatureBlock(
            definition: BlockKind.words.definition, vocabulary: Vocabulary(terms),
            idf: (0..<count).map { 1 + Double($0 % 100) / 8 })
        let bytes = try StanceModel(
            recipe: .bagOfWords, casing: CasingLexicon(words: []), blocks: [block],
            weights: (0..<3 * count).map { Double($0 % 13) / 8 }, bias: [0, 0, 0],
            facts: shipped.facts
        ).fileBytes()
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("memory-\(UUID().uuidString).stance").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try check(path)
    }

    @Test("the shipped model", .enabled(if: isAsked, "make damage measures memory alone"))
    func shipped() throws { try check(Self.path("models/news-en.stance"), tables: 6 << 20) }

    /// Loads a model twice: the first time for what the runtime takes once, the second to measure.
    private func check(_ path: String, tables: Int = 0) throws {
        let size = try #require(
            try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        _ = try StanceModel(path: path)
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        let before = try memory("VmRSS")
        let model = try StanceModel(path: path)
        let peak = try memory("VmHWM") - before - size
        let kept = try memory("RssAnon")
        let ratio = Double(peak) / Double(size)
        print(
            "\(URL(fileURLWithPath: path).lastPathComponent): \(size) bytes,",
            "\(peak) more at the peak of loading,", "\(ratio) times the file; anonymous \(kept)")
        #expect(peak <= 2 * size + tables)
        #expect(model.featureCount > 0)
    }

    /// A figure of `/proc/self/status`, in bytes.
    private func memory(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
        return try #require(line.split(separator: " ").compactMap { Int($0) }.first) * 1024
    }

    private static func path(_ name: String) -> String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.appendingPathComponent(name).path
    }
}
#endif
