import StanceCore
import StanceEvaluation
import StanceTraining
import Testing

/// Made-up rows about fixed actors that no text names, in which the words of one actor's friends are
/// those of another's foes.
enum OpposedActors {
    static let names = ["Left Party", "Right Party", "Centre Party"]
    static let topics = [
        "taxes", "borders", "unions", "coal", "prisons", "schools", "churches", "banks", "farms",
        "courts", "rents", "armies",
    ]
    static let filler = [
        "today", "people", "say", "again", "this", "week", "about", "more", "never", "always",
    ]

    /// `count` rows: of three topics in a row, topic t speaks for actor a by (t + a) mod 3.
    static func rows(_ count: Int, seed: UInt64) -> [Example] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let actor = random.nextIndex(below: names.count)
            let stance = random.nextIndex(below: 3)
            let fitting = topics.indices.filter { ($0 + actor) % 3 == stance }
            var words = (0..<2).map { _ in topics[fitting[random.nextIndex(below: fitting.count)]] }
            for _ in 0..<6 {
                words.insert(
                    filler[random.nextIndex(below: filler.count)],
                    at: random.nextIndex(below: words.count + 1))
            }
            return Example(
                text: words.joined(separator: " "), actor: names[actor],
                gold: Stance.allCases[stance], group: "article \(seed) \(index)")
        }
    }
}

@Suite("Per-actor recipe")
struct PerActorTests {
    static func model(_ rows: [Example], blocks: [BlockKind]? = nil) throws -> StanceModel {
        try Trainer(
            TrainingOptions(recipe: .perActor, blocks: blocks, penalty: .fixed(10))
        ).train(rows).model
    }

    @Test("copies tell actors apart for whom one word means opposite things")
    func beatsSharedFeatures() throws {
        let (training, test) = (OpposedActors.rows(600, seed: 1), OpposedActors.rows(300, seed: 2))
        func accuracy(_ model: StanceModel) throws -> Double {
            try EvaluationReport(of: Scorer(model: model), on: test).metrics.accuracy
        }
        let full = try accuracy(try Self.model(training))
        let shared = try accuracy(try Self.model(training, blocks: [.words3, .characters]))
        let prior = try accuracy(try Self.model(training, blocks: [.words3, .characters, .actor]))
        let blind = try accuracy(
            try Trainer(TrainingOptions(recipe: .bagOfWords, penalty: .fixed(10)))
                .train(training).model)
        print(
            "opposed actors, accuracy: per-actor \(full), shared \(shared), shared and prior "
                + "\(prior), bag-of-words \(blind)")
        #expect(full > 0.95)
        for weaker in [shared, prior, blind] { #expect(weaker < 0.55 && weaker > 0.15) }
    }

    @Test("a row is bit-identical alone, in a batch, permuted, for any threads and spelling")
    func invariant() throws {
        let scorer = Scorer(model: try Self.model(OpposedActors.rows(90, seed: 3)))
        let rows = OpposedActors.rows(150, seed: 4)
        let batch = try scorer.probabilities(of: rows, threads: 1)
        #expect(batch.allSatisfy { $0 != nil })
        #expect(try scorer.probabilities(of: rows.reversed(), threads: 3) == batch.reversed())
        for (row, expected) in zip(rows, batch) {
            var spelt = row
            spelt.actor = row.actor.map { " " + $0.uppercased().replacing(" ", with: "  ") }
            spelt.mentions = []
            #expect(try scorer.probabilities(of: [row, spelt]) == [expected, expected])
        }
    }

    @Test("an unknown actor abstains and says why; none is the same; evaluation counts both")
    func unknown() throws {
        let scorer = Scorer(model: try Self.model(OpposedActors.rows(90, seed: 3)))
        var rows = OpposedActors.rows(3, seed: 4)
        rows[1].actor = "Left"
        rows[2].actor = nil
        #expect(
            rows.map(scorer.reasonToAbstain) == [
                nil, "actor not in the model", "actor not in the model",
            ])
        #expect(try scorer.probabilities(of: rows).map { $0 == nil } == [false, true, true])
        let report = try EvaluationReport(of: scorer, on: rows)
        #expect(report.n == 1 && report.abstained == 2)
        let error = #expect(throws: StanceError.self) {
            try EvaluationReport(of: scorer, on: Array(rows.dropFirst()))
        }
        #expect(error?.message.contains("no row's actor is in the model") == true)
    }

    @Test("articles: every paragraph for each actor in order; asked actors; rows; no text")
    func articles() throws {
        let scorer = Scorer(model: try Self.model(OpposedActors.rows(90, seed: 3)))
        let paragraphs = [
            ParagraphToScore(document: "a", number: 1, text: "coal again"),
            ParagraphToScore(document: "a", number: 2, text: "Right Party and taxes"),
            ParagraphToScore(document: "b", number: 1, text: "rents", actor: " right  party"),
            ParagraphToScore(document: "c", number: 1, text: "rents", actor: "Nobody"),
            ParagraphToScore(document: "d", number: 1, text: ""),
        ]
        func lines(_ asked: [String]) throws -> [String] {
            try ArticleScorer(scorer: scorer, actors: [], asked: asked).rows(for: paragraphs).map {
                var reason = ""
                if case .abstained(let why) = $0.outcome { reason = " " + why }
                return "\($0.document)\($0.paragraph) \($0.actor ?? "-") \($0.mentions)\(reason)"
            }
        }
        let names = try #require(scorer.model.actors?.names)
        #expect(Set(names) == Set(OpposedActors.names))
        let tail = [
            "b1  right  party 0", "c1 Nobody 0 actor not in the model", "d1 - 0 no text",
        ]
        #expect(
            try lines([])
                == names.map { "a1 \($0) 0" }
                + names.map { "a2 \($0) \($0 == "Right Party" ? 1 : 0)" } + tail)
        #expect(
            try lines(["LEFT PARTY", "Left  party", "Greens"]) == [
                "a1 Left Party 0", "a1 Greens 0 actor not in the model", "a2 Left Party 0",
                "a2 Greens 0 actor not in the model",
            ] + tail.dropLast() + ["d1 Left Party 0 no text", "d1 Greens 0 no text"])
        let asked = try ArticleScorer(scorer: scorer, actors: [], asked: ["left party"])
        #expect(try asked.reports("LEFT party ") && !asked.reports("Right Party"))
    }

    @Test("a name of the model means its actor on any day, whoever has it as an alias then")
    func datedAliases() throws {
        let scorer = Scorer(model: try Self.model(OpposedActors.rows(90, seed: 3)))
        let turn = try #require(CalendarDate("2020-01-01"))
        let before = try #require(DateSpan(from: nil, until: turn))
        let after = try #require(DateSpan(from: turn, until: nil))
        let actors = [
            Actor(name: "Old", datedAliases: [DatedAlias("Left Party", before)]),
            Actor(name: "New", datedAliases: [DatedAlias("Left Party", after)]),
        ]
        let articles = try ArticleScorer(scorer: scorer, actors: actors, asked: ["left party"])
        let days = [nil, CalendarDate("2019-05-01"), turn]
        for day in days {
            #expect(try articles.reports("Left Party", on: day))
            #expect(try !articles.reports("Right Party", on: day))
        }
        let rows = try articles.rows(
            for: days.map {
                ParagraphToScore(document: "a", number: 1, text: "coal again", date: $0)
            })
        #expect(rows.map(\.actor) == ["Left Party", "Left Party", "Left Party"])
        #expect(rows.allSatisfy { $0.outcome == rows[0].outcome })
    }

    @Test("the list of actors: order, spellings, bounds")
    func actors() throws {
        let rows = ["b", "A", "a", "c", "c ", "A", "b"].map { Example(text: "x", actor: $0) }
        #expect(try ModelActors(of: rows).names == ["A", "b", "c"])
        #expect(try ModelActors(of: rows.reversed()).names == ["A", "b", "c"])
        #expect(try ModelActors(of: rows)[" C"] == 2)
        #expect(try ModelActors(of: rows)["d"] == nil)
        #expect(try ModelActors(of: [Example(text: "x", actor: "\t A\n  b ")]).names == ["A b"])
        let many = (0..<256).map { "actor \($0)" }
        #expect(try ModelActors(many)["ACTOR 255"] == 255)
        let bad: [([String], String)] = [
            (many + ["one more"], "257 actors; recipe per-actor"), ([], "0 actors"),
            (["a", " "], "empty name"), (["a", "b", "A "], "are one name"),
        ]
        for (names, message) in bad {
            let error = #expect(throws: StanceError.self) { try ModelActors(names) }
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
        let error = #expect(throws: StanceError.self) {
            try ModelActors(of: [Example(text: "x")])
        }
        #expect(error?.message == "the row has no actor; recipe per-actor needs one")
    }

    @Test("the strongest terms of an actor are its own, and say so")
    func strongest() throws {
        let model = try Self.model(
            OpposedActors.rows(600, seed: 1), blocks: [.words3, .actorWords3])
        let actors = try #require(model.actors)
        for (number, name) in actors.names.enumerated() {
            let terms = model.strongestTerms(for: .supportive, ofActor: number, count: 2)
            #expect(terms.count == 2 && terms.allSatisfy { $0.label.hasPrefix("\(name): ") })
            let place = try #require(OpposedActors.names.firstIndex(of: name))
            for term in terms {
                let words = term.label.dropFirst(name.count + 2).split(separator: " ")
                let topics = words.compactMap { OpposedActors.topics.firstIndex(of: String($0)) }
                #expect(!topics.isEmpty && topics.allSatisfy { ($0 + place) % 3 == 2 })
            }
        }
        let shared = model.strongestTerms(for: .critical, ofActor: nil, count: 5)
        #expect(shared.count == 5 && shared.allSatisfy { $0.block == "words3" })
    }
}
