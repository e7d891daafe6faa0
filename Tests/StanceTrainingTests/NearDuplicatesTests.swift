import StanceEvaluation
import StanceTraining
import Testing

@Suite("Near-duplicates")
struct NearDuplicatesTests {
    /// Clusters by comparing every pair.
    static func slow(_ texts: [String]) -> [Int] {
        let sets = texts.map { Set(NearDuplicates.runs(of: $0)) }
        var cluster = Array(texts.indices)
        for a in texts.indices {
            for b in 0..<a {
                let shared = Double(sets[a].intersection(sets[b]).count)
                let union = Double(sets[a].union(sets[b]).count)
                guard shared >= NearDuplicates.threshold * union else { continue }
                let (from, to) = (cluster[a], cluster[b])
                for text in cluster.indices where cluster[text] == from { cluster[text] = to }
            }
        }
        var known: [Int: Int] = [:]
        return cluster.map { id in
            let number = known[id] ?? known.count
            known[id] = number
            return number
        }
    }

    @Test("the clusters are those of comparing every pair", arguments: 0..<8)
    func exact(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var texts: [String] = []
        for _ in 0..<120 {
            if let earlier = texts.randomElement(using: &generator),
                generator.nextIndex(below: 2) == 0
            {
                // An earlier text with a few words changed, cut or added.
                var words = earlier.split(separator: " ").map(String.init)
                for _ in 0...generator.nextIndex(below: 4) {
                    words[generator.nextIndex(below: words.count)] =
                        "w\(generator.nextIndex(below: 9))"
                }
                texts.append(words.joined(separator: " "))
            } else {
                texts.append(
                    (0...generator.nextIndex(below: 18))
                        .map { _ in "w\(generator.nextIndex(below: 9))" }.joined(separator: " "))
            }
        }
        let clusters = NearDuplicates(texts).clusterOfText
        #expect(clusters == Self.slow(texts))
        #expect(Set(clusters).count < Set(texts).count)
    }

    @Test("case, marks and a changed word make no other text; other words do")
    func examples() {
        let texts = [
            "The minister said on Monday that the talks in Oslo had failed.",
            "the Minister said, on Monday, that the talks in Oslo had FAILED!",
            "The minister said on Monday that the talks in Oslo had ended.",
            "She praised the talks in Bern.", "", "", "one", "One!",
        ]
        #expect(NearDuplicates(texts).clusterOfText == [0, 0, 0, 1, 2, 2, 3, 3])
        #expect(NearDuplicates([]).clusterOfText.isEmpty)
    }
}
