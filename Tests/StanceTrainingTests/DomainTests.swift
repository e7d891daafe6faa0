import StanceCore
import StanceTraining
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Domains")
struct DomainTests {
    static func example(
        _ verb: String, _ actor: String, _ gold: Stance? = nil, domain: String? = nil,
        group: String = "g"
    ) -> Example {
        let text = "They \(verb) \(actor) once more."
        let start = "They \(verb) ".utf8.count
        return Example(
            text: text, actor: actor, mentions: [start..<start + actor.utf8.count], gold: gold,
            group: group, domain: domain)
    }

    private static let people = ["Ann Lee", "Bo Kerr", "Cy Moss", "Di Park"]
    private static let states = ["Republic North", "Republic South"]
    private static let verbs = ["backed", "met", "grilled"]

    /// What is critical of a person is supportive of a state.
    static func examples(domains: Bool = true) -> [Example] {
        (0..<20).flatMap { article in
            verbs.enumerated().flatMap { stance, verb in
                [
                    example(
                        verb, people[article % 4] + (article % 3 == 0 ? "man" : ""),
                        Stance(rawValue: 2 - stance), domain: domains ? "people" : nil,
                        group: "p\(article)"),
                    example(
                        verb, states[article % 2], Stance(rawValue: stance),
                        domain: domains ? "states" : nil, group: "s\(article)"),
                ]
            }
        }
    }

    private static func correct(_ model: StanceModel, _ examples: [Example]) throws -> Int {
        let scores = try Scorer(model: model).probabilities(of: examples)
        return zip(examples, scores).count { $0.gold == $1?.stance }
    }

    @Test("a word may mean one thing of people and another of states")
    func opposites() throws {
        let options = try TrainingOptions(
            blocks: [.masked, .sided], penalty: .fixed(5), maximumFeatures: 40)
        let examples = Self.examples()
        let model = try Trainer(options).train(examples).model
        #expect(try Self.correct(model, examples) == examples.count)
        let shared = try Trainer(options).train(Self.examples(domains: false)).model
        #expect(try Self.correct(shared, examples) < examples.count * 3 / 4)
        // A new name is most likely a person's: the states' names are few and come often.
        #expect(try Self.correct(model, [Self.example("grilled", "Zoe Quint", .critical)]) == 1)
        let state = Self.example("grilled", "Republic West", .supportive)
        #expect(try Self.correct(model, [state]) == 1)
        #expect(model.domains?.names == ["people", "states"])
    }

    @Test("a row's score is the same alone and among rows of the other domain; files keep it")
    func alone() throws {
        let examples = Self.examples()
        let model = try Trainer(TrainingOptions(penalty: .fixed(1))).train(examples).model
        let scorer = Scorer(model: model)
        let all = try scorer.probabilities(of: examples, threads: 1)
        for (example, score) in zip(examples, all) {
            #expect(try scorer.probabilities(of: [example]) == [score])
        }
        #expect(try scorer.probabilities(of: examples.reversed(), threads: 3) == all.reversed())
        let bytes = try model.fileBytes()
        let again = try StanceModel(fileBytes: bytes, file: "m.stance")
        #expect(again == model)
        #expect(try again.fileBytes() == bytes)
        for length in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: StanceError.self) {
                try StanceModel(fileBytes: Array(bytes.prefix(length)), file: "m.stance")
            }
        }
    }

    @Test("the search for C tells domains by the words of its training rows")
    func search() throws {
        let outcome = try Trainer(
            TrainingOptions(blocks: [.masked, .sided], penalty: .search([1, 10]), folds: 3)
        ).train(Self.examples())
        #expect(try #require(outcome.crossValidation).metrics.accuracy > 0.9)
    }

    @Test("ln P(word | domain) is the formula's")
    func formula() throws {
        // Domain 0: a, a b; domain 1: c, c, c d. One word of one row each: h = 1 and 1.
        let rows: [(domain: Int, words: [UInt64])] = [
            (0, [1]), (0, [1, 2]), (1, [3]), (1, [3]), (1, [3, 4]),
        ]
        let domains = try ActorDomains(names: ["x", "y"], rows: rows)
        #expect(domains.words == [1, 2, 3, 4])
        let (u0, u1) = (2.0 / 4, 2.0 / 5)
        let expected = [
            (1 - u0) * 2 / 3 + u0 / 4, u1 / 4, (1 - u0) * 1 / 3 + u0 / 4, u1 / 4,
            u0 / 4, (1 - u1) * 3 / 4 + u1 / 4, u0 / 4, (1 - u1) * 1 / 4 + u1 / 4,
            u0 / 4, u1 / 4,
        ]
        for (value, probability) in zip(domains.logProbabilities, expected) {
            #expect(abs(Double(value) - log(probability)) < 1e-6)
        }
        #expect(domains.domain(of: [3]) == 1 && domains.domain(of: [1, 9]) == 0)
        #expect(domains.domain(of: [9]) == 0 && domains.domain(of: []) == 0)
    }

    @Test("rows without a domain beside others, and a single domain, are refused")
    func refused() throws {
        var examples = Self.examples()
        examples[5].domain = nil
        #expect(throws: StanceError.self) { try Trainer(TrainingOptions()).train(examples) }
        let one = Self.examples().map { example in
            var example = example
            example.domain = "all"
            return example
        }
        #expect(throws: StanceError.self) { try Trainer(TrainingOptions()).train(one) }
    }
}
