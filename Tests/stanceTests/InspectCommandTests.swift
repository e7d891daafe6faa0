import Foundation
import Testing

/// `stance inspect --actor`: what speaks for each stance in texts about one actor.
@Suite("stance inspect --actor")
struct InspectCommandTests {
    private static func inspected(
        _ work: Workdir, _ model: String, _ actor: String
    ) throws -> (text: String, actor: [String: Any]) {
        let text = try work.stance(["inspect", model, "--actor", actor])
        #expect(text.status == 0, "\(text.errors)")
        let lines = text.output.split(separator: "\n")
        // Between the sections and the terms there may be a card, whose lines are its author's.
        let terms = lines.lastIndex { $0.hasPrefix("Terms that speak") } ?? 0
        let sections = lines.firstIndex { $0.hasPrefix("  all ") } ?? lines.count
        for line in lines.prefix(sections).dropFirst() + lines[terms...] {
            #expect(line.count <= 80, "\(line)")
        }
        let json = try work.stance(["inspect", model, "--actor", actor, "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let words = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return (words, try #require((object as? [String: Any])?["actor"] as? [String: Any]))
    }

    private static func wordings(_ actor: [String: Any], _ key: String, _ stance: String)
        -> [String]
    {
        let lists = actor[key] as? [String: [[String: Any]]]
        return (lists?[stance] ?? []).compactMap { $0["wording"] as? String }
    }

    @Test("a per-actor model has terms of each actor, which add to those of any")
    func perActor() throws {
        let work = try PerActorCommandTests.trained().work
        let (text, actor) = try Self.inspected(work, "p.stance", " greens")
        #expect(text.contains("Greens has a weight of its own for every term of its rows"))
        #expect(actor["name"] as? String == "Greens" && actor["own_weights"] as? String == "terms")
        #expect(Self.wordings(actor, "own", "critical").contains("Greens: “coal”"))
        #expect(!Self.wordings(actor, "own", "supportive").contains("Greens: “coal”"))
        #expect(text.contains("Greens: “coal”") && !text.contains("Miners: "))
        for stance in ["critical", "neutral", "supportive"] {
            #expect(Self.wordings(actor, "own", stance).allSatisfy { $0.contains("Greens") })
            #expect(Self.wordings(actor, "shared", stance).allSatisfy { !$0.contains("Greens") })
        }
        let unknown = try work.stance(["inspect", "p.stance", "--actor", "Reds"])
        #expect(unknown.status == 2 && unknown.output.isEmpty)
        #expect(
            unknown.errors.contains("no actor \"Reds\"; expected one of Greens, Miners"),
            "\(unknown.errors)")
    }

    @Test("a target-aware model has weights for the name alone, and says so")
    func targetAware() throws {
        let work = try Workdir()
        // Of Russia the rows say nothing good, so its name alone speaks against it.
        let rows = Workdir.rows(articles: 9).split(separator: "\n").filter {
            !($0.contains("Russia") && $0.contains("supportive"))
        }
        try work.write("rows.jsonl", rows.joined(separator: "\n"))
        let run = try work.stance(["train", "rows.jsonl", "-o", "m.stance", "--C", "3", "-q"])
        #expect(run.status == 0, "\(run.errors)")
        let (text, actor) = try Self.inspected(work, "m.stance", "Russia")
        #expect(text.contains("weights of single actors for their names alone; every other"))
        #expect(actor["own_weights"] as? String == "name" && actor["domain"] == nil)
        #expect(Self.wordings(actor, "own", "critical").contains("named “russia”"))
        #expect(Self.wordings(actor, "own", "supportive").isEmpty)
        #expect(Self.wordings(actor, "shared", "critical").contains { !$0.contains("russia") })
        let (strange, nobody) = try Self.inspected(work, "m.stance", "Atlantis")
        #expect(strange.contains("and does not know this one"))
        #expect((nobody["own"] as? [String: [Any]])?.values.allSatisfy(\.isEmpty) == true)
    }

    @Test("the shipped model names the domain of an actor, whose weights count")
    func domains() throws {
        let work = try Workdir()
        let model = Workdir.root.appendingPathComponent("models/news-en.stance").path
        let (text, actor) = try Self.inspected(work, model, "Russia")
        #expect(actor["domain"] as? String == "states")
        #expect(text.contains("of the domain states, to which the name belongs"))

        // Without an actor weights are means over the domains, of which the model has two.
        func weights(_ lists: Any?) -> [String: Double] {
            let lists = lists as? [String: [[String: Any]]]
            let pairs = (lists?["critical"] ?? []).compactMap { term in
                (term["label"] as? String).flatMap { label in
                    (term["block"] as? String).flatMap { block in
                        (term["weight"] as? Double).map { ("\(block) \(label)", $0) }
                    }
                }
            }
            return Dictionary(pairs) { first, _ in first }
        }
        func inspected(_ options: [String]) throws -> [String: Any] {
            let run = try work.stance(["inspect", model, "--terms", "40", "--json"] + options)
            let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            return try #require(object as? [String: Any])
        }
        let state = weights(
            try #require(inspected(["--actor", "Russia"])["actor"] as? [String: Any])["shared"])
        let person = try #require(inspected(["--actor", "Smith"])["actor"] as? [String: Any])
        #expect(person["domain"] as? String == "people")
        let other = weights(person["shared"])
        let mean = weights(try inspected([])["strongest_terms"])
        let common = mean.keys.filter { state[$0] != nil && other[$0] != nil }
        #expect(common.count >= 5)
        for term in common {
            let (a, b, m) = (state[term] ?? .nan, other[term] ?? .nan, mean[term] ?? .nan)
            #expect(abs((a + b) / 2 - m) < 1e-6 * max(1, abs(m)), "\(term)")
            #expect(a != b, "\(term)")
        }
    }

    @Test("a bag of words has no weights of single actors")
    func bagOfWords() throws {
        let work = try ScoreCommandTests.trained()
        let (text, actor) = try Self.inspected(work, "b.stance", "Russia")
        #expect(text.contains("no weights of single actors: every weight is that of any actor."))
        #expect(actor["own_weights"] as? String == "none")
        let all = try work.stance(["inspect", "b.stance", "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(all.output.utf8))
        let strongest = (object as? [String: Any])?["strongest_terms"] as? [String: [[String: Any]]]
        #expect((object as? [String: Any])?["actor"] == nil)
        #expect(
            Self.wordings(actor, "shared", "critical")
                == (strongest?["critical"] ?? []).compactMap { $0["wording"] as? String })
        let empty = try work.stance(["inspect", "b.stance", "--actor", " "])
        #expect(empty.status == 2 && empty.errors.contains("empty name"))
    }
}
