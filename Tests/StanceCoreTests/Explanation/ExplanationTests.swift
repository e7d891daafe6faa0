import Foundation
import StanceCore
import Testing

/// What every explanation has to satisfy, on a row of any model.
enum ExplanationLaws {
    /// Bias and terms add up to the logits of the scorer, and words to the parts of their terms.
    static func check(_ model: StanceModel, on examples: [Example]) throws {
        let scorer = Scorer(model: model)
        let scored = zip(examples, try scorer.probabilities(of: examples))
            .filter { $0.1 != nil }.map(\.0)
        #expect(!scored.isEmpty)
        let logits = try scorer.scoresInTwoSteps(scored)
        let probabilities = try scorer.probabilities(of: scored)
        let explanations = try Explainer(model: model).explanations(of: scored)
        for (row, explanation) in explanations.enumerated() {
            let explanation = try #require(explanation)
            let score = try #require(probabilities[row])
            let terms = explanation.terms.reduce(explanation.bias) { $0 + $1.contribution }
            let blocks = explanation.blocks.reduce(explanation.bias) { $0 + $1.contribution }
            for a in Stance.allCases {
                let expected = logits[3 * row + a.rawValue]
                for sum in [explanation.logits[a], terms[a], blocks[a]] {
                    #expect(abs(sum - expected) < 1e-9, "row \(row)")
                }
                for b in Stance.allCases where score[a] > 1e-9 && score[b] > 1e-9 {
                    #expect(abs(terms[a] - terms[b] - log(score[a] / score[b])) < 1e-5)
                }
                #expect(abs(explanation.probabilities[a] - score[a]) < 1e-6)
            }
            checkPlaces(explanation, examples: scored[row])
        }
    }

    private static func checkPlaces(_ explanation: Explanation, examples example: Example) {
        let count = example.text.utf8.count
        let placeless = explanation.terms.filter(\.places.isEmpty)
        let words = explanation.words.reduce(StanceLogits.zero) { $0 + $1.contribution }
        let others = placeless.reduce(explanation.bias) { $0 + $1.contribution }
        for stance in Stance.allCases {
            #expect(abs(words[stance] + others[stance] - explanation.logits[stance]) < 1e-9)
        }
        let noPlace = ["none", "net"]
        for term in explanation.terms {
            let hasPlace =
                term.block != .actor && !noPlace.contains { term.label.hasPrefix($0) }
            #expect(term.places.isEmpty != hasPlace, "\(term.block) \(term.label)")
            for place in term.places {
                #expect(!place.range.isEmpty && place.range.upperBound <= count)
            }
            let isSum = term.block != .lexicon || !ExplanationTests.isFlag(term.label)
            if hasPlace, isSum {
                let sum = term.places.reduce(0) { $0 + $1.amount }
                #expect(abs(sum - term.frequency) < 1e-9, "\(term.block) \(term.label)")
            }
        }
        for (word, next) in zip(explanation.words, explanation.words.dropFirst()) {
            #expect(word.range.upperBound <= next.range.lowerBound)
        }
    }
}

@Suite("Explanation")
struct ExplanationTests {
    /// Marks of the lexicon block that are 1 whoever causes them.
    static func isFlag(_ label: String) -> Bool {
        ["first", "last", "near"].contains { label.hasPrefix($0) }
    }

    static let awkward = [
        "", " ", "İSTANBUL praised ΣΟΦΟΣ; ΑΣ naïve—naïve!",
        "\u{202E}Moscow\u{0000} don't praised 's",
        "Moscow’s naïve praise, Moscow's strike. “Naïve” Kabul struck Moscow.",
        String(repeating: "x", count: 5000) + " praised Moscow", "praised praised praised Moscow",
        "e\u{301}lan Ⅷ ½ praised_x 1,200.5 Moscow \u{1F1E6}\u{1F1FC}",
    ]

    private static var rows: [Example] {
        ScorerTests.examples
            + awkward.flatMap { text -> [Example] in
                let bytes = Array(text.utf8)
                let name = Array("Moscow".utf8)
                let starts = bytes.indices.filter {
                    $0 + name.count <= bytes.count
                        && bytes[$0..<$0 + name.count].elementsEqual(name)
                }
                let mentions = starts.map { $0..<$0 + name.count }
                return ["Ankara", "Moscow"].map {
                    Example(text: text, actor: $0, mentions: mentions)
                }
            }
    }

    @Test("bias and terms add up to the logits, for every recipe", arguments: Recipe.allCases)
    func sums(_ recipe: Recipe) throws {
        try ExplanationLaws.check(SmallModel.make(recipe), on: Self.rows)
    }

    @Test("no explanation where there is no score")
    func abstains() throws {
        let rows = try Explainer(model: SmallModel.make()).explanations(of: ScorerTests.examples)
        #expect(rows.map { $0 == nil } == [false, false, false, true, true])
    }

    private func places(_ recipe: Recipe, _ text: String, of label: String) throws -> [String] {
        let mention = Array(text.utf8).firstRange(of: Array("Moscow".utf8))
        let row = Example(
            text: text, actor: recipe == .perActor ? "Ankara" : "Russia",
            mentions: mention.map { [$0] } ?? [])
        let found = try Explainer(model: SmallModel.make(recipe)).explanations(of: [row])
        let term = try #require(found[0]?.terms.first { $0.label == label }, "\(label)")
        return term.places.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    }

    @Test("terms of masked words stand where the words stand")
    func maskedPlaces() throws {
        let text = "Kabul praised Moscow’s naïve envoys; all condemned it."
        #expect(try places(.targetAware, text, of: "TGT") == ["Moscow"])
        #expect(try places(.targetAware, text, of: "praised TGT") == ["praised Moscow"])
        #expect(try places(.targetAware, text, of: "R_naïve") == ["naïve"])
        #expect(try places(.targetAware, text, of: "R_condemned") == ["condemned"])
        #expect(try places(.targetAware, text, of: "all+") == ["praised", "naïve"])
        #expect(try places(.targetAware, text, of: "patient+") == ["praised"])
        #expect(try places(.targetAware, "He met Moscow.", of: "none").isEmpty)
    }

    @Test("terms of plain words and of characters stand where they were cut")
    func plainPlaces() throws {
        let text = "İİ Naïve  PRAISE of praised Praised."
        #expect(try places(.bagOfWords, text, of: "praised") == ["praised", "Praised"])
        #expect(try places(.perActor, text, of: "naïve praise") == ["Naïve  PRAISE"])
        #expect(try places(.perActor, text, of: "\"␣pr\"") == ["PR", "pr", "Pr"])
        #expect(try places(.perActor, text, of: "Ankara: bias").isEmpty)
    }

    @Test("highlights are the strongest words outside the mentions")
    func highlights() throws {
        let row = ScorerTests.examples[0]
        let explained = try Explainer(model: SmallModel.make()).explanations(of: [row])
        let explanation = try #require(explained[0])
        let all = explanation.highlights(limit: 9, least: 0)
        #expect(all.allSatisfy { !$0.range.overlaps(14..<20) })
        #expect(all.map(\.strength).max() == 1)
        #expect(explanation.highlights(limit: 1).first?.strength == 1)
        #expect(explanation.highlights(limit: 0).isEmpty)
    }
}

@Suite("Wording of terms")
struct TermWordingTests {
    struct Case: CustomTestStringConvertible {
        var block: BlockKind
        var term: String
        var tag: UInt8 = 0
        var wording: String
        var testDescription: String { "\(block.rawValue) \(term)" }
    }

    static let cases = [
        Case(
            block: .masked, term: "OTH did n't praise TGT 's NUM",
            wording: "“[name] didn't praise [actor]'s [number]”"),
        Case(block: .near, term: "met", wording: "“met” in a sentence with the actor"),
        Case(block: .sided, term: "met", wording: "“met” before the actor"),
        Case(block: .sided, term: "met", tag: 1, wording: "“met” after the actor"),
        Case(block: .names, term: "moscow", wording: "named “moscow”"),
        Case(block: .names, term: "moscow", tag: 1, wording: "“moscow” in the name"),
        Case(
            block: .lexicon, term: "decL-",
            wording: "bad words before the actor, near ones more"),
        Case(block: .lexicon, term: "w4R+", wording: "good words up to 4 words after the actor"),
        Case(
            block: .lexicon, term: "net-3",
            wording: "good minus bad words: about -1.5 or less"),
        Case(
            block: .lexicon, term: "nearR3-",
            wording: "the nearest good or bad word is bad, 9 or more words after the actor"),
        Case(block: .lexicon, term: "unknown", wording: "unknown"),
        Case(
            block: .roles, term: "patient blocked 3+",
            wording: "what the actor undergoes speaks well of it, within 3 words, a name between"),
        Case(block: .characters, term: " pr", wording: "letters “␣pr”"),
        Case(block: .actorWords3, term: "a b", tag: 1, wording: "Ostpartei: “a b”"),
        Case(block: .actorCharacters, term: "ab", wording: "Ankara: letters “ab”"),
        Case(block: .actor, term: "bias", tag: 1, wording: "about Ostpartei"),
        Case(block: .vectorsLeft, term: "ab", wording: "“ab” before the actor, by its vector"),
    ]

    @Test("a term in words", arguments: cases)
    func wording(_ row: Case) throws {
        var terms = TermList()
        terms.append(row.term.utf8, tag: row.tag)
        let isOff = row.block.definition.weighting.inverseDocumentFrequency == .off
        let block = try FeatureBlock(
            definition: row.block.definition, vocabulary: Vocabulary(terms), idf: isOff ? [] : [1])
        let actors = try ModelActors(["Ankara", "Ostpartei"])
        #expect(block.wording(0, actors: row.block.isPerActor ? actors : nil) == row.wording)
    }

    @Test("every number of the lexicon and the roles has words")
    func complete() throws {
        let model = try SmallModel.make()
        for kind in [BlockKind.lexicon, .roles] {
            let block = try #require(model.blocks.first { $0.kind == kind })
            for column in 0..<block.features.columnCount {
                #expect(block.wording(column) != block.label(column))
            }
        }
    }
}
