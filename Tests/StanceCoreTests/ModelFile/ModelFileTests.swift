import StanceCore
import Testing

/// A small model of each recipe, put together by hand.
enum SmallModel {
    static let facts = TrainingFacts(
        version: "0.1.0", files: ["rows.jsonl"], dataHash: "00", rows: 3, rowsWithoutMention: 0,
        groups: 2, labels: ["critical": 1, "neutral": 1, "supportive": 1], penalty: 3,
        choice: "given", folds: 0, seed: 0, classWeight: "none", trials: [], estimates: [],
        fit: TrainingFacts.Fit(
            solver: "newton-cg", stopReason: "gap reached", iterations: 3, passes: 9,
            objective: 1.5, relativeGap: 1e-10))

    /// The terms of the target-aware blocks, and as a prefix those of a bag of words.
    private static let terms: [[(String, UInt8)]] = [
        [("TGT", 0), ("praised", 0), ("praised TGT", 0)],
        [("TGT", 0), ("met", 0)],
        [("condemned", 0), ("condemned", 1), ("naïve", 1)],
        [("moscow", 0), ("moscow", 1)], [("all+", 0), ("L-", 0), ("none", 0)],
        [("agent-", 0), ("patient+", 0)],
    ]

    /// The terms of the per-actor blocks; tags are actors.
    private static let copied: [[(String, UInt8)]] = [
        [("praised", 0), ("naïve praise", 0)], [(" pr", 0), ("ï", 0)],
        [("praised", 0), ("praised", 1)], [(" pr", 1), ("ï", 0)], [("bias", 0), ("bias", 1)],
    ]

    static func make(
        _ recipe: Recipe = .targetAware, actors: [String] = ["Ankara", "Überpartei\nOst"]
    ) throws -> StanceModel {
        let terms = recipe == .perActor ? copied : terms
        let lexicon = try Lexicon([
            LexiconEntry(
                term: "praise", kind: .verb, valence: 0.5, agent: 0.25, patient: 0.6,
                classes: .reporting),
            LexiconEntry(term: "strike", kind: .verb, valence: -1, forms: ["struck", "struck"]),
            LexiconEntry(term: "naïve", kind: .adjective, valence: 1),
        ])
        let kinds = recipe.blockKinds.filter { !$0.needsVectors }
        let blocks = try kinds.enumerated().map { index, kind in
            var list = TermList()
            for (term, tag) in terms[index] { list.append(term.utf8, tag: tag) }
            let hasIDF = kind.definition.weighting.inverseDocumentFrequency != .off
            return try FeatureBlock(
                definition: kind.definition, vocabulary: try Vocabulary(list),
                idf: (0..<(hasIDF ? list.count : 0)).map { 1 + Double($0) / 4 })
        }
        let columns = blocks.reduce(0) { $0 + $1.features.columnCount }
        return try StanceModel(
            recipe: recipe, casing: CasingLexicon(words: ["talks", "élan"]),
            lexicon: recipe == .targetAware ? lexicon : nil,
            actors: recipe == .perActor ? try ModelActors(actors) : nil, blocks: blocks,
            weights: (0..<columns * 3).map { Double($0 % 7) / 8 - 0.375 },
            bias: [0.1, 0.2, -0.3], facts: facts)
    }
}

@Suite("Model file")
struct ModelFileTests {
    @Test("write, read, write: equal bytes and equal model", arguments: Recipe.allCases)
    func roundTrip(_ recipe: Recipe) throws {
        let model = try SmallModel.make(recipe)
        let bytes = try model.fileBytes()
        let again = try StanceModel(fileBytes: bytes, file: "m.stance")
        #expect(again == model)
        #expect(try again.fileBytes() == bytes)
    }

    @Test("every truncation is refused", arguments: [Recipe.targetAware, .perActor])
    func truncations(_ recipe: Recipe) throws {
        let bytes = try SmallModel.make(recipe).fileBytes()
        for length in 0..<bytes.count {
            #expect(throws: StanceError.self, "\(length) bytes") {
                try StanceModel(fileBytes: Array(bytes.prefix(length)), file: "m.stance")
            }
        }
    }

    @Test("every flipped bit is refused", arguments: [Recipe.targetAware, .perActor])
    func flips(_ recipe: Recipe) throws {
        var bytes = try SmallModel.make(recipe).fileBytes()
        for index in bytes.indices {
            for bit in 0..<8 {
                bytes[index] ^= 1 << UInt8(bit)
                #expect(throws: StanceError.self, "byte \(index), bit \(bit)") {
                    try StanceModel(fileBytes: bytes, file: "m.stance")
                }
                bytes[index] ^= 1 << UInt8(bit)
            }
        }
    }

    @Test("copies of an actor that the list lacks, and lists where none belongs, are refused")
    func wrongActors() throws {
        let error = #expect(throws: StanceError.self) {
            try SmallModel.make(.perActor, actors: ["Ankara"])
        }
        #expect(error?.message == "block actor-words3 has a term of an unknown actor")
        let model = try SmallModel.make(.perActor)
        for (recipe, actors) in [(Recipe.perActor, nil), (.bagOfWords, model.actors)] {
            #expect(throws: StanceError.self) {
                try StanceModel(
                    recipe: recipe, casing: model.casing, actors: actors, blocks: model.blocks,
                    weights: Array(model.weights), bias: model.bias, facts: model.facts)
            }
        }
    }

    @Test("appended bytes are refused")
    func appended() throws {
        let bytes = try SmallModel.make().fileBytes()
        #expect(throws: StanceError.self) {
            try StanceModel(fileBytes: bytes + [0], file: "m.stance")
        }
    }

    @Test("a term that is there twice is refused, though the checksum fits", arguments: [3, 5_000])
    func repeatedTerm(_ count: Int) throws {
        var words = (0..<count).map { "term\($0)" }
        func file() throws -> [UInt8] {
            var terms = TermList()
            for word in words { terms.append(word.utf8) }
            let block = try FeatureBlock(
                definition: BlockKind.words.definition, vocabulary: Vocabulary(distinct: terms),
                idf: [Double](repeating: 1.5, count: count))
            return try StanceModel(
                recipe: .bagOfWords, casing: CasingLexicon(words: []), blocks: [block],
                weights: [Double](repeating: 0.25, count: count * 3), bias: [0, 0, 0],
                facts: SmallModel.facts
            ).fileBytes()
        }
        _ = try StanceModel(fileBytes: file(), file: "m.stance")
        words[count - 1] = words[count / 3]
        let error = #expect(throws: StanceError.self) {
            try StanceModel(fileBytes: file(), file: "m.stance")
        }
        #expect(error?.kind == .badData)
        #expect(
            error?.message.contains("the vocabulary holds \"term\(count / 3)\" twice") == true)
    }

    @Test("a newer format says so and what to do")
    func newer() throws {
        var bytes = try SmallModel.make().fileBytes()
        bytes[8] = 2
        let error = #expect(throws: StanceError.self) {
            try StanceModel(fileBytes: bytes, file: "m.stance")
        }
        #expect(
            error?.description
                == "m.stance: has model format 2, but this stance reads formats 1 to 1; "
                + "update StanceKit")
    }

    @Test("what is no model says so", arguments: ["", "{}", "STANCE", "text of an article"])
    func notAModel(_ text: String) {
        let error = #expect(throws: StanceError.self) {
            try StanceModel(fileBytes: Array(text.utf8), file: "a.txt")
        }
        #expect(
            error?.description
                == "a.txt: is not a StanceKit model; expected a file written by 'stance train'")
    }
}
