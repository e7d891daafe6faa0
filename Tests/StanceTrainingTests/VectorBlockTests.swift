import StanceCore
import StanceTraining
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Vector blocks")
struct VectorBlockTests {
    private static let blocks: [BlockKind] = [.vectors, .vectorsLeft, .vectorsRight]

    /// `text` with Russia, mentioned once.
    private static func example(_ text: String, _ stance: Stance? = nil, group: String) -> Example {
        let start = text.utf8.count - text.range(ofWord: "Russia").utf8.count
        return Example(
            text: text, actor: "Russia", mentions: [start..<start + 6], gold: stance, group: group)
    }

    private static let verbs = ["condemned", "met", "praised"]

    private static func examples(_ articles: Int) -> [Example] {
        (0..<articles).flatMap { article in
            Stance.allCases.map { stance in
                let verb = verbs[(stance.rawValue + (article % 5 == 0 ? 1 : 0)) % 3]
                let tail = article % 2 == 0 ? "" : " and \(verbs[article % 3]) the others later"
                return example(
                    "They \(verb) the envoys. That was Russia\(tail).", stance, group: "a\(article)"
                )
            }
        }
    }

    private static func options(c: Double = 1) throws -> TrainingOptions {
        try TrainingOptions(blocks: blocks, penalty: .fixed(c), tolerance: 1e-9)
    }

    @Test("a word that no row of the training has scores as the word whose vector it shares")
    func twins() throws {
        let vectors = try WordVectors(
            vocabulary: Vocabulary(["condemned", "faulted", "met", "praised", "lauded", "zero"]),
            dimensions: 2, values: [1, 0, 2, 0, 0.5, 0.5, 0, 1, 0, 3, 0, 0])
        let model = try Trainer(Self.options(c: 50), vectors: vectors).train(Self.examples(12))
            .model
        #expect(model.featureCount == 18)
        let score = { (verb: String) in
            try #require(
                try Scorer(model: model).probabilities(
                    of: [Self.example("They \(verb) the envoys. That was Russia.", group: "x")])[0])
        }
        // The lengths of vectors do not matter, their directions do.
        #expect(try score("faulted") == score("condemned"))
        #expect(try score("lauded") == score("praised"))
        #expect(try score("praised").supportive > score("condemned").supportive + 0.1)
        let again = try StanceModel(fileBytes: try model.fileBytes(), file: "m.stance")
        #expect(again == model)
    }

    /// With unit vectors along the axes the weights of words are the fitted ones, so the gradient of
    /// the objective can be written out from the texts: sum (p - y) x + W / C = 0.
    @Test("the fit is the optimum over vectors summed by side and distance")
    func optimum() throws {
        let words = ["condemned", "met", "praised"]
        let vectors = try WordVectors(
            vocabulary: Vocabulary(words), dimensions: 3, values: [1, 0, 0, 0, 1, 0, 0, 0, 1])
        let examples = Self.examples(10)
        let c = 2.0
        let model = try Trainer(Self.options(c: c), vectors: vectors).train(examples).model
        let scores = try Scorer(model: model).probabilities(of: examples)
        var gradient = model.weights.map { $0 / c }
        for (example, score) in zip(examples, scores) {
            let probabilities = try #require(score)
            for (block, row) in Self.rows(of: example.text, words).enumerated() {
                let total = row.reduce(0, +)
                guard total > 0 else { continue }
                for (word, weight) in row.enumerated() {
                    let x = 0.35 * weight / total.squareRoot()
                    for stance in Stance.allCases {
                        let error = probabilities[stance] - (example.gold == stance ? 1 : 0)
                        gradient[(block * 3 + word) * 3 + stance.rawValue] += error * x
                    }
                }
            }
        }
        #expect(model.weights.contains { abs($0) > 0.05 })
        #expect(gradient.allSatisfy { abs($0) < 1e-4 })
    }

    /// The weights of each word near, left and right of Russia, by the formulas of docs/recipes.md.
    private static func rows(of text: String, _ words: [String]) -> [[Double]] {
        let tokens = text.replacing(".", with: " .").split(separator: " ").map(String.init)
        var sentences: [Int] = []
        var sentence = 0
        for token in tokens {
            sentences.append(sentence)
            if token == "." { sentence += 1 }
        }
        guard let target = tokens.firstIndex(of: "Russia") else { return [] }
        var rows = [[Double]](repeating: [0, 0, 0], count: 3)
        for (index, token) in tokens.enumerated() {
            guard let word = words.firstIndex(of: token) else { continue }
            let apart = index - target + 8 * (sentences[index] - sentences[target])
            let decayed = exp(-Double(abs(apart) - 1) / 6)
            if sentences[index] == sentences[target] { rows[0][word] += 1 }
            rows[apart < 0 ? 1 : 2][word] += decayed
        }
        return rows
    }

    @Test("a limit on features leaves the vectors' words alone")
    func pruned() throws {
        let vectors = try WordVectors(
            vocabulary: Vocabulary(["condemned", "praised"]), dimensions: 1, values: [1, -1])
        let options = try TrainingOptions(penalty: .fixed(1), maximumFeatures: 5)
        let model = try Trainer(options, vectors: vectors).train(Self.examples(12)).model
        #expect(model.featureCount == 5 + 3 * 2)
        let counts = model.blocks.filter { $0.kind.needsVectors }.map(\.features.columnCount)
        #expect(counts == [2, 2, 2])
    }

    @Test("blocks of vectors without vectors are refused")
    func missing() throws {
        #expect(throws: StanceError.self) {
            try Trainer(Self.options()).train(Self.examples(4))
        }
    }
}

extension String {
    /// From the first place of a word to the end.
    fileprivate func range(ofWord word: String) -> Substring {
        guard let range = firstRange(of: word) else { return "" }
        return self[range.lowerBound...]
    }
}
