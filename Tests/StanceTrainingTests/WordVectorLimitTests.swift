import StanceCore
import StanceNumerics
import StanceTraining
import Testing

@Suite struct WordVectorLimitTests {
    private static let problem = WordVectorTests.cases.first

    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch let error as StanceError {
            return "\(error.kind): \(error)"
        } catch {
            return "\(error)"
        }
    }

    @Test("forgetting a pair changes no score but its own")
    func forgottenPairs() throws {
        let problem = try #require(Self.problem)
        var whole = try problem.counter(batch: 1000)
        // Beside all words, rare pairs are forgotten once, at the end of the only batch.
        var limited = try problem.counter(batch: 1000, pairLimit: 200)
        #expect(whole.forgottenCount == 0 && whole.pairCount > 200)
        #expect(limited.forgottenCount > 0 && limited.pairCount <= 100)
        #expect(limited.forgotten.reduce(0, +) > 0)
        let full = PositivePMI(taking: &whole, smoothing: 0.75).matrix
        let part = PositivePMI(taking: &limited, smoothing: 0.75).matrix
        #expect(part.nonZeroCount > 0 && part.nonZeroCount < full.nonZeroCount)
        for row in 0..<part.rowCount {
            let known = Dictionary(
                uniqueKeysWithValues: (full.offsets[row]..<full.offsets[row + 1]).map {
                    (full.columns[$0], full.values[$0])
                })
            for entry in part.offsets[row]..<part.offsets[row + 1] {
                #expect(known[part.columns[entry]] == part.values[entry])
            }
        }
    }

    @Test("while batches are forgotten in between, memory stays under the limit")
    func bounded() throws {
        let problem = try #require(Self.problem)
        var one = try problem.counter(batch: 10, threads: 1, pairLimit: 150)
        var three = try problem.counter(batch: 10, threads: 3, pairLimit: 150)
        #expect(one.pairCount <= 150 && one.forgottenCount > 0)
        #expect(one.forgotten == three.forgotten)
        #expect(
            PositivePMI(taking: &one, smoothing: 1).matrix
                == PositivePMI(taking: &three, smoothing: 1).matrix)
    }

    @Test("a text that cannot make vectors is refused")
    func refused() throws {
        let problem = try #require(Self.problem)
        var options = problem.options
        options.dimensions = 60
        #expect(
            message { _ = try problem.train(options) }
                == "badData: 36 words occur at least 3 times; expected at least 60, one for each "
                + "dimension")
        options.dimensions = 2
        options.minimumCount = 1
        let trainer = try WordVectorTrainer(options)
        let lonely = message { _ = try trainer.train { try $0(["alone", "apart"]) } }
        #expect(lonely.hasPrefix("badData: no two words stand together"))
        var readings = 0
        let changing = message {
            _ = try trainer.train { take in
                readings += 1
                try take(readings == 1 ? ["one two three"] : [])
            }
        }
        #expect(changing.hasPrefix("badData: the second reading found 0 words, the first 3;"))
    }

    @Test(
        "options that make no sense",
        arguments: [
            ("dimensions", "usage: 0 dimensions; expected 1 to 10000"),
            ("window", "usage: 0 words in the window; expected 1 to 1000"),
            ("smoothing", "usage: context smoothing 1.5; expected above 0 and at most 1"),
            ("weighting", "usage: eigenvalue weighting nan; expected 0 to 1"),
            ("pairs", "usage: 5 pairs; expected 1000 to 2000000000"),
        ])
    func options(_ name: String, _ expected: String) {
        var options = WordVectorOptions()
        switch name {
        case "dimensions": options.dimensions = 0
        case "window": options.window = 0
        case "smoothing": options.contextSmoothing = 1.5
        case "weighting": options.eigenvalueWeighting = .nan
        default: options.pairLimit = 5
        }
        #expect(message { _ = try WordVectorTrainer(options) } == expected)
    }
}
