import ArgumentParser
import StanceKit

/// Texts -> vocabulary, idf and TF-IDF rows, with the defaults of scikit-learn.
struct FitTransform: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit-transform", abstract: "Texts in memory -> vocabulary and matrix.")

    @Option(help: "Folder with the documents.") var documents: String
    @Option(help: "The longest n-gram.") var longest = 1
    @Option(help: "Folder for terms, idf and matrix.") var answer: String?

    func run() throws {
        let documents = try ArrayFolder(path: documents).documents("documents")
        var options = TfidfVectorizer.Options()
        options.analyzer.longestNGram = longest
        let before = ResidentMemory.now
        // Once only: what a second run finds in memory would count as its own.
        let timed = try Stopwatch.time(runs: 1) {
            try TfidfVectorizer.fitTransform(documents, options: options, threads: 1)
        }
        let peak = ResidentMemory.peak
        let (vectorizer, matrix) = timed.answer
        if let answer { try write(vectorizer, matrix, to: ArrayFolder(path: answer)) }
        try Measurement(
            runs: timed.runs, memoryBefore: before, memoryPeak: peak,
            facts: [
                "features": [Double(matrix.columnCount)],
                "nonZeros": [Double(matrix.nonZeroCount)],
            ], variant: KernelVariant.inUse.rawValue
        ).print()
    }

    private func write(
        _ vectorizer: TfidfVectorizer, _ matrix: CSRMatrix, to folder: ArrayFolder
    ) throws {
        let terms = vectorizer.features.vocabulary.terms
        try folder.write(terms.bytes, to: "terms.bytes")
        try folder.write(terms.offsets, to: "terms.offsets")
        try folder.write(vectorizer.idf, to: "idf")
        try folder.write(matrix.offsets, to: "matrix.offsets")
        try folder.write(matrix.columns, to: "matrix.columns")
        try folder.write(matrix.values, to: "matrix.values")
    }
}
