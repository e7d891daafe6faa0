import Benchmark
import MadeText
import StanceKit

/// The stages that scoring spends its time in, each alone.
///
/// Every one checks its answer against what the text was made of, or a loop written out, before a
/// time counts: a wrong answer ends the run.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration.metrics = [.wallClock]
    Benchmark.defaultConfiguration.maxDuration = .seconds(3)
    let made = MadeText(wordCount: 20_000, documentCount: 2_000, length: 80, seed: 1)
    let tokens = made.documents.reduce(0) { $0 + $1.count }
    let documents = DocumentBatch(made.texts)

    Benchmark("tokenise, \(tokens) tokens") { benchmark in
        var reader = try TextAnalyzer().makeReader()
        let found = try countTokens(of: documents, with: &reader)
        precondition(found == tokens, "the tokens are the words that the text was made of")
        benchmark.startMeasurement()
        blackHole(try countTokens(of: documents, with: &reader))
    }

    Benchmark("tokenise, hash, look up, \(tokens) tokens") { benchmark in
        let vocabulary = try Vocabulary(made.words)
        var reader = try TextAnalyzer().makeReader()
        var lookup = TermLookup()
        let expected = made.documents.reduce(0) { $0 + $1.reduce(0, +) }
        let found = try sumColumns(
            of: documents, in: vocabulary, reader: &reader, lookup: &lookup)
        precondition(found == expected, "a column is the number of the word")
        benchmark.startMeasurement()
        blackHole(
            try sumColumns(of: documents, in: vocabulary, reader: &reader, lookup: &lookup))
    }

    for classCount in [3, 20] {
        Benchmark("rows times weights, \(classCount) classes, \(tokens) non-zeros at most") {
            benchmark in
            let rows = countMatrix(made)
            let weights = (0..<made.words.count * classCount).map { Double($0 % 7) - 3 }
            var product = [Double](repeating: 0, count: rows.rowCount * classCount)
            rows.multiply(weights, classCount: classCount, into: &product, threads: 1)
            // Whole numbers, so that the order of a sum does not change its bits.
            for (row, words) in made.documents.enumerated() {
                for c in 0..<classCount {
                    let sum = words.reduce(0) { $0 + weights[$1 * classCount + c] }
                    precondition(product[row * classCount + c] == sum, "X W of row \(row)")
                }
            }
            benchmark.startMeasurement()
            rows.multiply(weights, classCount: classCount, into: &product, threads: 1)
            blackHole(product)
        }
    }
}

private func countTokens(of documents: DocumentBatch, with reader: inout TermReader) throws -> Int {
    var count = 0
    for document in 0..<documents.count {
        let range = documents.offsets[document]..<documents.offsets[document + 1]
        try reader.read(documents.bytes.span.extracting(range))
        count += reader.terms.spans.count
    }
    return count
}

private func sumColumns(
    of documents: DocumentBatch, in vocabulary: Vocabulary, reader: inout TermReader,
    lookup: inout TermLookup
) throws -> Int {
    var sum = 0
    for document in 0..<documents.count {
        let range = documents.offsets[document]..<documents.offsets[document + 1]
        try reader.read(documents.bytes.span.extracting(range))
        lookup.find(termsOf: reader.terms, in: vocabulary)
        for index in 0..<reader.terms.spans.count { sum += Int(lookup.columns[index]) }
    }
    return sum
}

/// How often each document has each word.
private func countMatrix(_ made: MadeText) -> CSRMatrix {
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Double] = []
    for words in made.documents {
        var counts: [Int: Int] = [:]
        for word in words { counts[word, default: 0] += 1 }
        for (word, count) in counts.sorted(by: { $0.key < $1.key }) {
            columns.append(Int32(word))
            values.append(Double(count))
        }
        offsets.append(columns.count)
    }
    return CSRMatrix(
        columnCount: made.words.count, offsets: offsets, columns: columns, values: values)
}
