import ArgumentParser
import StanceKit

/// Texts -> probabilities with the vocabulary, idf, weights and biases of a fitted peer.
struct ScoreTexts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score-texts", abstract: "Texts in memory -> probabilities.")

    @Option(help: "Folder with terms, idf, weights and biases.") var model: String
    @Option(help: "Folder with the documents.") var documents: String
    @Option(help: "The longest n-gram.") var longest = 1
    @Option(help: "How often to run.") var runs = 1
    @Option(help: "How many threads to use.") var threads = 1
    @Option(help: "Folder for the probabilities.") var answer: String?

    func run() throws {
        let documents = try ArrayFolder(path: documents).documents("documents")
        let scoring = try load()
        let before = ResidentMemory.now
        let timed = try Stopwatch.time(runs: runs) {
            try scoring.probabilities(of: documents, threads: threads)
        }
        let peak = ResidentMemory.peak
        if let answer {
            try ArrayFolder(path: answer).write(timed.answer, to: "probabilities")
        }
        try Measurement(
            runs: timed.runs, memoryBefore: before, memoryPeak: peak,
            variant: KernelVariant.inUse.rawValue
        ).print()
    }

    private func load() throws -> TextScoring {
        let folder = ArrayFolder(path: model)
        let list = try folder.documents("terms")
        var terms = TermList()
        for term in 0..<list.count {
            terms.append(list.bytes[list.offsets[term]..<list.offsets[term + 1]])
        }
        var options = TfidfVectorizer.Options()
        options.analyzer.longestNGram = longest
        let vectorizer = try TfidfVectorizer(
            options: options,
            features: try WeightedVocabulary(
                vocabulary: try Vocabulary(terms), idf: try folder.read("idf", as: Double.self),
                weighting: options.weighting))
        return try TextScoring(
            vectorizer: vectorizer, weights: try folder.read("weights", as: Double.self),
            bias: try folder.read("bias", as: Double.self))
    }
}
