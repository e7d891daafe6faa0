import Benchmark
import Foundation
import MadeText
import StanceKit

/// The steps that a user calls: fit and transform, train, score.
///
/// Every one checks its answer against a formula written out here before a time counts.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration.metrics = [.wallClock]
    Benchmark.defaultConfiguration.maxDuration = .seconds(5)
    let made = MadeText(wordCount: 5_000, documentCount: 2_000, length: 80, seed: 1)
    let documents = DocumentBatch(made.texts)

    Benchmark("fit_transform, 1-grams") { benchmark in
        let (vectorizer, rows) = try TfidfVectorizer.fitTransform(documents)
        check(rows, of: vectorizer, made)
        benchmark.startMeasurement()
        blackHole(try TfidfVectorizer.fitTransform(documents))
    }

    Benchmark("transform, 1-grams") { benchmark in
        let vectorizer = try TfidfVectorizer.fit(documents)
        check(try vectorizer.transform(documents), of: vectorizer, made)
        benchmark.startMeasurement()
        blackHole(try vectorizer.transform(documents))
    }

    Benchmark("train, 3 classes, gap 1e-4") { benchmark in
        let problem = try Problem(made, documents)
        let fit = try problem.fit()
        let reached = problem.objective(weights: fit.weights, bias: fit.bias)
        let proven = fit.report.objective
        precondition(abs(reached / proven - 1) < 1e-9, "the objective is what it says")
        precondition(fit.report.relativeGap <= 1e-4, "the gap is proven")
        let start = problem.objective(
            weights: fit.weights.map { _ in 0 }, bias: fit.bias.map { _ in 0 })
        precondition(reached < start, "a fit beats no fit")
        benchmark.startMeasurement()
        blackHole(try problem.fit())
    }

    Benchmark("score, 3 classes: text -> probabilities") { benchmark in
        let problem = try Problem(made, documents)
        let fit = try problem.fit()
        let scorer = try LinearTextScorer(
            vectorizer: problem.vectorizer, weights: fit.weights, bias: fit.bias)
        problem.check(try scorer.probabilities(of: documents, threads: 1), of: fit)
        benchmark.startMeasurement()
        blackHole(try scorer.probabilities(of: documents, threads: 1))
    }
}

/// The tf-idf of a row by its formula: tf * (ln((1 + n) / (1 + df)) + 1), then L2.
private func check(_ rows: CSRMatrix, of vectorizer: TfidfVectorizer, _ made: MadeText) {
    var frequencies: [Int: Int] = [:]
    for words in made.documents {
        for word in Set(words) { frequencies[word, default: 0] += 1 }
    }
    precondition(rows.columnCount == frequencies.count, "a column for every word that occurs")
    let n = Double(made.documents.count)
    for (row, words) in made.documents.enumerated() {
        var expected: [String: Double] = [:]
        for word in words {
            let idf = log((1 + n) / (1 + Double(frequencies[word] ?? 0))) + 1
            expected[made.words[word], default: 0] += idf
        }
        let norm = expected.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let entries = rows.offsets[row]..<rows.offsets[row + 1]
        precondition(entries.count == expected.count, "row \(row)")
        for entry in entries {
            let term = vectorizer.features.vocabulary.terms.string(Int(rows.columns[entry]))
            let value = (expected[term] ?? .nan) / norm
            precondition(abs(rows.values[entry] - value) < 1e-12, "\(term) of row \(row)")
        }
    }
}
