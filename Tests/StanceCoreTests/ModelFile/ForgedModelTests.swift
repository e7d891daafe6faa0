import StanceCore
import Testing

/// What somebody may do to a model whose checksum is then made to fit, and what is said of it.
struct Forgery: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var recipe = Recipe.targetAware
    /// What the message holds; nil where the file may be accepted, but must do no harm.
    var message: String?
    var edit: @Sendable (inout ForgedModel) -> Void

    init(
        _ description: String, _ message: String?, recipe: Recipe = .targetAware,
        _ edit: @escaping @Sendable (inout ForgedModel) -> Void
    ) {
        testDescription = description
        self.recipe = recipe
        self.message = message
        self.edit = edit
    }

    private static let terms = "block.sided.terms"
    private static let ends = "block.sided.ends"
    private static let misplaced = "does not lie where it should"

    static let sections: [Forgery] =
        [0, 64, -64, 1, 1 << 20, Int.max, Int.min].map { offset in
            Forgery("weights at \(offset)", "weights \(misplaced)") {
                $0.set("weights", "offset", offset)
            }
        }
        + [-1, 1 << 20, 1 << 62, Int.max, Int.min].map { count in
            Forgery("\(count) weights", "weights \(misplaced)") {
                $0.set("weights", "count", count)
            }
        } + [
            Forgery("one section over another", "\(terms) \(misplaced)") {
                $0.set(terms, "offset", $0.range("weights").lowerBound)
            },
            Forgery("a section twice", "casing.words is there twice") {
                let first = $0.sections[0]
                $0.set(terms, "name", first["name"] ?? "")
            },
            Forgery("two sections swapped in the table", misplaced) { $0.sections.swapAt(0, 1) },
            Forgery("no sections", "fill the file") { $0.sections = [] },
            Forgery("bytes behind the last section", "fill the file") { $0.body += [0, 0, 0, 0] },
            Forgery("a byte between two sections", "something stands between") {
                $0.body[$0.range("casing.words").upperBound] = 1
            },
            Forgery("a type that is not known", "unknown type f64") {
                $0.set("weights", "type", "f64")
            },
            Forgery("weights as bytes", misplaced) { $0.set("weights", "type", "u8") },
            Forgery("terms by another name", "\(terms) is missing") {
                $0.set(terms, "name", "elsewhere")
            },
            Forgery("fewer weights than features", "needs 45 weights and 3 biases; found 42") {
                let range = $0.range("weights")
                $0.set("weights", "count", range.count / 4 - 3)
                $0.set("trained.texts", "name", "x")
                let count = range.count - 12
                $0.body.removeSubrange(range.lowerBound + count..<$0.body.count)
                $0.sections.removeLast()
            },
        ]

    static let contents: [Forgery] =
        [UInt32.max, 1 << 31, 5000, 0].map { end in
            Forgery("a term that ends at \(end)", "block.sided: ") { $0.write(end, ends, at: 1) }
        }
        + [Float.nan, .infinity, -.infinity].flatMap { value in
            ["weights", "block.sided.idf"].map { name in
                Forgery("\(value) in \(name)", "section \(name) holds a number that is not finite")
                { $0.write(value.bitPattern, name, at: 1) }
            }
        } + [
            Forgery("terms that are no UTF-8", "UTF-8") { $0.write([0xff, 0xfe], terms) },
            Forgery("a term cut within a character", "not valid UTF-8") {
                // The last term is "naïve": the third byte from its end is the second of "ï".
                let end = UInt32($0.range(terms).count)
                $0.write(end - 3, ends, at: 1)
            },
            Forgery("tags that no prefix has", nil) { $0.write([255, 255], "block.sided.tags") },
            Forgery("a term twice", nil) { $0.write([0, 0], "block.sided.tags") },
            Forgery("words that are no UTF-8", nil) { $0.write([0xff], "casing.words") },
            Forgery("an actor who is not listed", "unknown actor", recipe: .perActor) {
                $0.write([200], "block.actor-words3.tags")
            },
            Forgery("actors that end beyond their names", "its actors", recipe: .perActor) {
                $0.write(UInt32.max, "actors.ends", at: 0)
            },
            Forgery("an entry of unknown kind", "unknown kind") {
                $0.write([99], "lexicon.entries")
            },
            Forgery("an entry that is not there", nil) { $0.write(.max, "lexicon.table", at: 6) },
            Forgery("a table of 2^32 forms", nil) { $0.write(.max, "lexicon.table", at: 2) },
            Forgery("heads of endless length", nil) {
                $0.write(.max, "lexicon.table", at: $0.range("lexicon.table").count / 4 - 1)
            },
            Forgery("the largest weights", nil) { model in
                for index in 0..<model.range("weights").count / 4 {
                    let value = Float.greatestFiniteMagnitude * (index % 2 == 0 ? 1 : -1)
                    model.write(value.bitPattern, "weights", at: index)
                }
            },
            Forgery("the largest idf", nil) {
                $0.write(Float.greatestFiniteMagnitude.bitPattern, "block.sided.idf", at: 0)
            },
        ]

    static let headers: [Forgery] = [
        Forgery("another recipe", "blocks do not belong") { $0.header["recipe"] = "per-actor" },
        Forgery("an unknown recipe", "not known") { $0.header["recipe"] = "magic" },
        Forgery("a bias too few", "2 biases; expected 3") { $0.header["bias"] = [0.5, 1] },
        Forgery("the largest bias", "bias is out of range") {
            $0.header["bias"] = [1e308, -1e308, 0]
        },
        Forgery("no blocks", "blocks do not belong") { $0.header["blocks"] = [[String: Any]]() },
        Forgery("blocks in another order", "blocks do not belong") {
            let blocks = $0.header["blocks"] as? [[String: Any]] ?? []
            $0.header["blocks"] = Array(blocks.reversed())
        },
        Forgery("the largest scale", "is not known") {
            var blocks = $0.header["blocks"] as? [[String: Any]] ?? []
            blocks[0]["scale"] = 1e300
            $0.header["blocks"] = blocks
        },
        Forgery("a sentence that costs much", "its sentence cost") {
            $0.header["sentenceCost"] = Int.max
        },
        Forgery("a number where words belong", "not what format 1 says") {
            $0.header["facts"] = 7
        },
    ]
}

@Suite("Forged models")
struct ForgedModelTests {
    @Test(
        "are refused in one line, or score harmlessly",
        arguments: Forgery.sections + Forgery.contents + Forgery.headers)
    func forgery(_ forgery: Forgery) throws {
        let genuine = try SmallModel.make(forgery.recipe).fileBytes()
        var forged = try ForgedModel(genuine)
        // Otherwise a test would prove nothing.
        _ = try StanceModel(fileBytes: try forged.file(), file: "genuine.stance")
        forgery.edit(&forged)
        let bytes = try forged.file()
        #expect(bytes != genuine)
        guard let message = forgery.message else { return try use(bytes) }
        let error = #expect(throws: StanceError.self) {
            try StanceModel(fileBytes: bytes, file: "m.stance")
        }
        #expect(error?.kind == .badData)
        #expect(error?.description.hasPrefix("m.stance: is not a valid model: ") == true)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\n") == false)
    }

    @Test(
        "headers that are no JSON, too deep or too long are refused",
        arguments: [
            "", "{", "[]", "null", "{\"recipe\":\"\u{0}\"}",
            String(repeating: "[", count: 100_000),
            "{\"recipe\":" + String(repeating: "{\"a\":", count: 50_000),
            "{\"sections\":[" + String(repeating: "[],", count: 200_000) + "[]]}",
            String(repeating: " ", count: 2_000_000),
        ])
    func header(_ text: String) throws {
        let bytes = try ForgedModel(SmallModel.make().fileBytes()).file(header: Array(text.utf8))
        let error = #expect(throws: StanceError.self) {
            try StanceModel(fileBytes: bytes, file: "m.stance")
        }
        #expect(error?.message.hasPrefix("is not a valid model: ") == true)
    }

    /// A forged file that is accepted, or refused: probabilities or an error, nothing else.
    private func use(_ bytes: [UInt8]) throws {
        let model: StanceModel
        do {
            model = try StanceModel(fileBytes: bytes, file: "m.stance")
        } catch let error as StanceError {
            #expect(error.kind == .badData)
            return
        }
        for block in model.blocks {
            for column in 0..<block.features.columnCount { _ = block.label(column) }
        }
        let text = "Critics condemned Moscow, struck naïve talks, and praised Ankara."
        let examples = ["Moscow", "Ankara"].map {
            Example(text: text, actor: $0, mentions: [18..<24])
        }
        for p in try Scorer(model: model).probabilities(of: examples).compactMap({ $0 }) {
            for stance in Stance.allCases { #expect((0...1.000_001).contains(p[stance])) }
        }
        _ = try Explainer(model: model).explanations(of: examples)
        #expect(try StanceModel(fileBytes: model.fileBytes(), file: "again") == model)
    }
}
