import StanceCore
import StanceTraining
import Testing

/// The per-actor recipe against scikit-learn; scripts/make_per_actor_fixtures.py.
struct PerActorFixture: Decodable {
    struct Row: Decodable {
        var text: String
        var actor: String
        var stance: String
        var isTraining: Bool
        var probabilities: [Double]
        var features: [String: [String: Double]]?

        var example: Example {
            Example(text: text, actor: actor, gold: Stance.allCases.first { $0.name == stance })
        }
    }

    var penalty: Double
    var columns: Int
    var rows: [Row]
}

@Suite("Per-actor recipe against scikit-learn")
struct PerActorParityTests {
    static func trained(_ fixture: PerActorFixture) throws -> StanceModel {
        let options = try TrainingOptions(
            recipe: .perActor, penalty: .fixed(fixture.penalty), tolerance: 1e-12)
        return try Trainer(options).train(fixture.rows.filter(\.isTraining).map(\.example)).model
    }

    @Test("every block of every row has scikit-learn's terms and values")
    func features() throws {
        let fixture = try fixture("per-actor.json", as: PerActorFixture.self)
        let model = try Self.trained(fixture)
        #expect(model.featureCount == fixture.columns)
        #expect(Set(model.actors?.names ?? []) == ["Hillary Clinton", "Greens", "Überpartei"])
        let matrix = try Scorer(model: model).features(of: fixture.rows.map(\.example))
        var compared = 0
        for (index, row) in fixture.rows.enumerated() {
            guard let expected = row.features else { continue }
            var found: [String: [String: Double]] = [:]
            for entry in matrix.offsets[index]..<matrix.offsets[index + 1] {
                let (block, term) = try #require(name(Int(matrix.columns[entry]), model))
                found[block, default: [:]][term] = matrix.values[entry]
            }
            for (block, terms) in expected {
                #expect(Set(found[block, default: [:]].keys) == Set(terms.keys), "\(block)")
                for (term, value) in terms {
                    let difference = abs((found[block]?[term] ?? 0) - value)
                    #expect(difference < 1e-6, "row \(index), \(block), \(term)")
                    compared += 1
                }
            }
        }
        #expect(compared > 1500)
    }

    @Test("probabilities equal those of LogisticRegression on the same matrix to 1e-5")
    func probabilities() throws {
        let fixture = try fixture("per-actor.json", as: PerActorFixture.self)
        let scorer = Scorer(model: try Self.trained(fixture))
        let scores = try scorer.probabilities(of: fixture.rows.map(\.example))
        for (row, score) in zip(fixture.rows, scores) {
            let score = try #require(score)
            for stance in Stance.allCases {
                let difference = abs(score[stance] - row.probabilities[stance.rawValue])
                #expect(difference < 1e-5, "\(row.text)")
            }
        }
    }

    /// The block and the term of a column as the fixture names them.
    private func name(_ column: Int, _ model: StanceModel) -> (block: String, term: String)? {
        var first = 0
        for block in model.blocks {
            let terms = block.features.vocabulary.terms
            if column < first + terms.count {
                let actor = block.actor(column - first).flatMap { model.actors?.names[$0] }
                return (
                    block.kind.rawValue,
                    (actor.map { "\($0): " } ?? "") + terms.string(column - first)
                )
            }
            first += terms.count
        }
        return nil
    }
}
