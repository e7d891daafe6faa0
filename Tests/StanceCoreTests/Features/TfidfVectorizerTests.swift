import StanceCore
import StanceNumerics
import Testing

private func rows(_ matrix: CSRMatrix) -> [[Int32: Double]] {
    (0..<matrix.rowCount).map { row in
        let range = matrix.offsets[row]..<matrix.offsets[row + 1]
        return Dictionary(
            uniqueKeysWithValues: range.map { (matrix.columns[$0], matrix.values[$0]) })
    }
}

private func dense(_ matrix: CSRMatrix) -> [[Double]] {
    rows(matrix).map { row in (0..<Int32(matrix.columnCount)).map { row[$0] ?? 0 } }
}

private func isClose(_ left: [[Double]], _ right: [[Double]]) -> Bool {
    left.count == right.count
        && zip(left, right).allSatisfy { pair in
            pair.0.count == pair.1.count && zip(pair.0, pair.1).allSatisfy { abs($0 - $1) < 1e-6 }
        }
}

private let toy = ["a cat sat", "a cat ran ran", "dog ran"]
private let texts = [
    "The Taliban said on Monday it was not against talks", "China backs talks, talks, talks",
    "", "Caf\u{E9} \u{39F}\u{394}\u{39F}\u{3A3} \u{1D400}\u{1D401}", "unseen words only",
    "Pakistan said talks with the Taliban failed",
]

private func toyOptions(_ weighting: TFIDF) -> TfidfVectorizer.Options {
    var options = TfidfVectorizer.Options()
    options.analyzer.tokenPattern = #"(?u)\b\w+\b"#
    options.weighting = weighting
    return options
}

@Suite struct TfidfVectorizerTests {
    @Test func goldenVectors() throws {
        let (fitted, matrix) = try TfidfVectorizer.fitTransform(
            DocumentBatch(toy), options: toyOptions(TFIDF()))
        #expect(fitted.featureNames == ["a", "cat", "dog", "ran", "sat"])
        #expect(isClose([fitted.idf], [[1.287682, 1.287682, 1.693147, 1.287682, 1.693147]]))
        #expect(
            isClose(
                dense(matrix),
                [
                    [0.517856, 0.517856, 0, 0, 0.680919], [0.408248, 0.408248, 0, 0.816497, 0],
                    [0, 0, 0.795961, 0.605349, 0],
                ]))
    }

    @Test func goldenVectorsSublinearUnsmoothedL1() throws {
        let weighting = TFIDF(
            termFrequency: .sublinear, inverseDocumentFrequency: .unsmoothed, norm: .l1)
        let (fitted, matrix) = try TfidfVectorizer.fitTransform(
            DocumentBatch(toy), options: toyOptions(weighting))
        #expect(isClose([fitted.idf], [[1.405465, 1.405465, 2.098612, 1.405465, 2.098612]]))
        #expect(
            isClose(
                dense(matrix),
                [
                    [0.286272, 0.286272, 0, 0, 0.427456], [0.270772, 0.270772, 0, 0.458456, 0],
                    [0, 0, 0.598906, 0.401094, 0],
                ]))
    }

    @Test(arguments: TextAnalyzer.Unit.allCases)
    func aRowIsTheSameAloneInABatchAndPermuted(_ unit: TextAnalyzer.Unit) throws {
        var options = TfidfVectorizer.Options()
        options.analyzer.unit = unit
        options.analyzer.longestNGram = 3
        options.weighting.termFrequency = .sublinear
        let fitted = try TfidfVectorizer.fit(Array(texts.prefix(4)), options: options)
        let together = rows(try fitted.transform(texts))
        #expect(together.contains { $0.count > 3 })
        let order = [3, 5, 0, 2, 4, 1]
        let permuted = rows(try fitted.transform(order.map { texts[$0] }))
        for (place, document) in order.enumerated() {
            #expect(permuted[place] == together[document])
            #expect(rows(try fitted.transform([texts[document]])) == [together[document]])
        }
    }

    @Test func idfIsFrozenAtFit() throws {
        let fitted = try TfidfVectorizer.fit(texts)
        let idf = fitted.idf
        _ = try fitted.transform(["talks talks", "talks"])
        #expect(fitted.idf == idf)
        let column = try #require(fitted.features.vocabulary.column(of: "talks"))
        #expect(abs(fitted.idf[column] - 1.559615787935423) < 1e-12)
    }

    @Test func equalTotalsAreCutInTheOrderOfTerms() throws {
        var options = toyOptions(TFIDF())
        options.selection.limit = 3
        let fitted = try TfidfVectorizer.fit(["d c b b a e"], options: options)
        #expect(fitted.featureNames == ["a", "b", "c"])
    }

    @Test func aStoredVectorizerTransformsAlike() throws {
        let fitted = try TfidfVectorizer.fit(texts)
        let terms = fitted.features.vocabulary.terms
        let stored = try WeightedVocabulary(
            vocabulary: Vocabulary(
                TermList(bytes: terms.bytes, offsets: terms.offsets, tags: terms.tags)),
            idf: fitted.idf, weighting: fitted.features.weighting)
        let again = try TfidfVectorizer(options: fitted.options, features: stored)
        #expect(try again.transform(texts) == fitted.transform(texts))
    }

    @Test func noDocumentsMakeNoRows() throws {
        let fitted = try TfidfVectorizer.fit(texts)
        #expect(try fitted.transform([]).rowCount == 0)
    }

    private static let refused: [(String, @Sendable (inout TfidfVectorizer.Options) -> Void)] = [
        ("empty vocabulary", { $0.analyzer.tokenPattern = "zzz" }),
        ("no terms remain", { $0.selection.minimum = .count(3) }),
        (
            "max_df corresponds",
            {
                $0.selection.minimum = .count(3)
                $0.selection.maximum = .count(1)
            }
        ),
        ("min_df", { $0.selection.minimum = .count(0) }),
        ("min_df", { $0.selection.minimum = .share(.nan) }),
        ("max_df", { $0.selection.maximum = .share(1.5) }),
        ("max_features", { $0.selection.limit = 0 }),
        ("empty vocabulary", { $0.vocabulary = [] }),
        ("twice", { $0.vocabulary = ["cat", "dog", "cat"] }),
        ("n-gram range", { $0.analyzer.shortestNGram = 2 }),
        (
            "infinite",
            {
                $0.vocabulary = ["cat", "bird"]
                $0.weighting.inverseDocumentFrequency = .unsmoothed
            }
        ),
    ]

    @Test(arguments: refused.indices)
    func refuses(_ index: Int) {
        var options = TfidfVectorizer.Options()
        Self.refused[index].1(&options)
        let error = #expect(throws: StanceError.self) {
            try TfidfVectorizer.fit(toy, options: options)
        }
        #expect(error?.kind == .usage)
        #expect(error?.message.contains(Self.refused[index].0) == true)
    }

    @Test func refusesNoDocuments() {
        #expect(throws: StanceError.self) { try TfidfVectorizer.fit([]) }
        var options = TfidfVectorizer.Options()
        options.vocabulary = ["cat"]
        #expect(throws: StanceError.self) { try TfidfVectorizer.fit([], options: options) }
    }
}
