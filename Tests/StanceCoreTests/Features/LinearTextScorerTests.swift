import StanceCore
import StanceNumerics
import Testing

/// One pass over the text beside the two steps: a matrix of features and its product with W.
@Suite struct LinearTextScorerTests {
    private static let words =
        "the of and war peace state talks praised accused Straße ΟΔΥΣΣΕΥΣ naïve 東京 x1 don't été"
        .split(separator: " ").map(String.init)

    private static func documents(seed: UInt64, count: Int) -> [String] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { number in
            let length = number == 5 ? 0 : 1 + Int(random.next() % 60)
            return (0..<length).map { _ in
                let word = words[Int(random.next() % UInt64(words.count))]
                return random.next() % 5 == 0 ? word.uppercased() : word
            }.joined(separator: random.next() % 2 == 0 ? " " : ", ")
        }
    }

    private struct Fitted {
        var scorer: LinearTextScorer
        var parameters: [Double]
    }

    /// Weights and idf of 32 bits, so that the two ways compute the same sums.
    private static func fitted(_ options: TfidfVectorizer.Options, classCount k: Int) throws
        -> Fitted
    {
        let plain = try TfidfVectorizer.fit(documents(seed: 1, count: 80), options: options)
        let features = try WeightedVocabulary(
            vocabulary: plain.features.vocabulary, idf: plain.idf.map { Double(Float($0)) },
            weighting: options.weighting)
        let vectorizer = try TfidfVectorizer(options: options, features: features)
        var random = SplitMix(seed: 9)
        let parameters = (0..<(features.columnCount + 1) * k).map { _ in
            Double(Float(Double(random.next() % 2001) / 500 - 2))
        }
        let scorer = try LinearTextScorer(
            vectorizer: vectorizer, weights: parameters.dropLast(k), bias: parameters.suffix(k))
        return Fitted(scorer: scorer, parameters: parameters)
    }

    private static func inTwoSteps(_ fitted: Fitted, _ documents: [String]) throws -> [Double] {
        let k = fitted.scorer.classCount
        let matrix = try fitted.scorer.vectorizer.transform(documents)
        var scores = [Double](repeating: 0, count: documents.count * k)
        matrix.multiply(
            fitted.parameters, classCount: k, addingBias: true, into: &scores, threads: 1)
        Softmax.apply(&scores, classCount: k)
        return scores
    }

    private static func options() -> [TfidfVectorizer.Options] {
        var all: [TfidfVectorizer.Options] = []
        for tf in TFIDF.TermFrequency.allCases {
            for norm in [TFIDF.Norm.l2, .none] {
                for longest in [1, 2, 3] {
                    var options = TfidfVectorizer.Options()
                    options.analyzer.longestNGram = longest
                    options.weighting = TFIDF(termFrequency: tf, norm: norm)
                    all.append(options)
                }
            }
        }
        all[0].weighting.inverseDocumentFrequency = .off
        return all
    }

    @Test(arguments: [2, 3, 4, 7, 20, 24, 40])
    func equalsTheTwoSteps(classCount: Int) throws {
        let documents = Self.documents(seed: 2, count: 200)
        for options in Self.options() {
            let fitted = try Self.fitted(options, classCount: classCount)
            #expect(fitted.scorer.isOnePass)
            let batch = DocumentBatch(documents)
            let found = try fitted.scorer.probabilities(of: batch, threads: 1)
            let expected = try Self.inTwoSteps(fitted, documents)
            let largest = zip(found, expected).map { abs($0 - $1) }.max() ?? 1
            #expect(largest < 1e-12, "\(options.weighting) \(options.analyzer.longestNGram)")
            #expect(try fitted.scorer.probabilities(of: batch, threads: 3) == found)
        }
    }

    @Test func aDocumentHasTheSameBitsAlone() throws {
        let fitted = try Self.fitted(Self.options()[1], classCount: 3)
        let documents = Self.documents(seed: 4, count: 60)
        let found = try fitted.scorer.probabilities(of: DocumentBatch(documents))
        for (row, document) in documents.enumerated() {
            let alone = try fitted.scorer.probabilities(of: DocumentBatch([document]))
            #expect(alone == Array(found[row * 3..<row * 3 + 3]))
        }
    }

    @Test(arguments: [3, 20])
    func everyVariantYieldsTheSameBits(classCount: Int) throws {
        let fitted = try Self.fitted(Self.options()[4], classCount: classCount)
        let documents = Self.documents(seed: 6, count: 50)
        var scores: [[Double]] = []
        for variant in KernelVariant.available {
            let onePass = OnePassScorer(
                analyzer: fitted.scorer.vectorizer.analyzer,
                features: fitted.scorer.vectorizer.features, parameters: fitted.parameters,
                classCount: classCount, variant: variant)
            let found = try onePass?.scores(count: documents.count) { row, score in
                try score(Array(documents[row].utf8).span)
            }
            scores.append(try #require(found))
        }
        #expect(scores.count == KernelVariant.available.count)
        for found in scores { #expect(found == scores[0]) }
    }

    /// More documents than a stamp counts, and one with more terms than the kernel counts.
    @Test func manyDocumentsAndALongOne() throws {
        let fitted = try Self.fitted(Self.options()[0], classCount: 3)
        let long = String(repeating: "war peace war ", count: 30_000)
        #expect(
            zip(
                try fitted.scorer.probabilities(of: DocumentBatch([long])),
                try Self.inTwoSteps(fitted, [long])
            ).allSatisfy { abs($0 - $1) < 1e-12 })
        let many = DocumentBatch(repeatElement("war of war", count: 70_000))
        let found = try fitted.scorer.probabilities(of: many, threads: 1)
        for row in stride(from: 0, to: 70_000, by: 1) {
            guard found[3 * row] == found[0], found[3 * row + 1] == found[1] else {
                Issue.record("row \(row) differs")
                break
            }
        }
    }

    @Test func otherAnalyzersTakeTheTwoSteps() throws {
        var options = TfidfVectorizer.Options()
        options.analyzer.unit = .characterWithinWords
        options.analyzer.longestNGram = 3
        let fitted = try Self.fitted(options, classCount: 3)
        #expect(!fitted.scorer.isOnePass)
        let documents = Self.documents(seed: 8, count: 40)
        let found = try fitted.scorer.probabilities(of: DocumentBatch(documents), threads: 2)
        #expect(found == (try Self.inTwoSteps(fitted, documents)))
    }

    @Test func countsThatDoNotFitAreRefused() throws {
        let vectorizer = try TfidfVectorizer.fit(["war and peace"])
        #expect(throws: StanceError.self) {
            try LinearTextScorer(vectorizer: vectorizer, weights: [1, 2], bias: [0, 0])
        }
        #expect(throws: StanceError.self) {
            try LinearTextScorer(vectorizer: vectorizer, weights: [], bias: [])
        }
    }
}
