import StanceCore
import StanceNumerics
import Testing

@Suite("Scorer")
struct ScorerTests {
    static let examples = [
        Example(text: "Kabul praised Moscow.", actor: "Russia", mentions: [14..<20]),
        Example(text: "Kabul praised Moscow.", actor: "Afghanistan", mentions: [0..<5]),
        Example(text: "He condemned naïve Moscow; talks ended.", mentions: [20..<26]),
        Example(text: "Nobody is named.", actor: "Russia", mentions: []),
        Example(text: "", actor: "Russia", mentions: nil),
    ]

    @Test("a row is bit-identical alone, in a batch, permuted, and for any threads")
    func invariant() throws {
        let scorer = Scorer(model: try SmallModel.make())
        let many = (0..<300).flatMap { _ in Self.examples }
        let batch = try scorer.probabilities(of: many, threads: 1)
        for threads in [2, 3, 8] {
            #expect(try scorer.probabilities(of: many, threads: threads) == batch)
        }
        #expect(
            try scorer.probabilities(of: many.reversed(), threads: 2) == batch.reversed())
        for (example, expected) in zip(Self.examples, batch) {
            #expect(try scorer.probabilities(of: [example]) == [expected])
        }
    }

    @Test("probabilities sum to 1; without a mention there are none")
    func sums() throws {
        let scorer = Scorer(model: try SmallModel.make())
        let rows = try scorer.probabilities(of: Self.examples)
        #expect(rows.map { $0 == nil } == [false, false, false, true, true])
        for row in rows.compactMap({ $0 }) {
            #expect(abs(row.critical + row.neutral + row.supportive - 1) < 1e-15)
        }
    }

    @Test("the bag of words needs no mention, but a known word, and gives both actors one score")
    func blind() throws {
        let scorer = Scorer(model: try SmallModel.make(.bagOfWords))
        let rows = try scorer.probabilities(of: Self.examples)
        #expect(rows.map { $0 == nil } == [false, false, true, true, true])
        #expect(rows[0] == rows[1])
    }

    @Test("swapping two actors' names swaps their features")
    func swap() throws {
        let scorer = Scorer(model: try SmallModel.make())
        let text = "Kabul praised Moscow, but Moscow condemned Kabul."
        let swapped = "Moscow praised Kabul, but Kabul condemned Moscow."
        let a = try scorer.features(of: [
            Example(text: text, mentions: [0..<5, 43..<48]),
            Example(text: text, mentions: [14..<20, 26..<32]),
        ])
        let b = try scorer.features(of: [
            Example(text: swapped, mentions: [15..<20, 26..<31]),
            Example(text: swapped, mentions: [0..<6, 42..<48]),
        ])
        // The names block says who it is; the other two must not know.
        let shared = scorer.model.blocks.prefix(2).reduce(0) { $0 + $1.features.columnCount }
        #expect(row(a, 0, below: shared) == row(b, 1, below: shared))
        #expect(row(a, 1, below: shared) == row(b, 0, below: shared))
        #expect(row(a, 0, below: shared) != row(a, 1, below: shared))
    }

    private func row(_ matrix: CSRMatrix, _ index: Int, below limit: Int) -> [String] {
        (matrix.offsets[index]..<matrix.offsets[index + 1])
            .filter { matrix.columns[$0] < limit }
            .map { "\(matrix.columns[$0]): \(matrix.values[$0])" }
    }
}
