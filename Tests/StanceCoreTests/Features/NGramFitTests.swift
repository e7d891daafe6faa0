import StanceCore
import StanceNumerics
import Testing

/// Fitting by keys and threads beside counting every term by its bytes, one document after another.
@Suite struct NGramFitTests {
    private static let words =
        "the of and war peace state talks praised accused Straße ΟΔΥΣΣΕΥΣ naïve 東京 x1 don't été"
        .split(separator: " ").map(String.init)

    /// Documents of common words, of words that hardly any other has, and one without any.
    private static let documents = {
        var random = SplitMix(seed: 5)
        return DocumentBatch(
            (0..<300).map { number -> String in
                let length = number == 7 ? 0 : 1 + Int(random.next() % 50)
                return (0..<length).map { _ in
                    random.next() % 4 == 0
                        ? "rare\(random.next() % 2000)"
                        : words[Int(random.next() % UInt64(words.count))]
                }.joined(separator: random.next() % 2 == 0 ? " " : ", ")
            })
    }()

    private static let options = {
        var all: [(String, TfidfVectorizer.Options)] = []
        for longest in [1, 2, 3] {
            for (name, selection) in [
                ("all", TermSelection()), ("min_df 2", TermSelection(minimum: .count(2))),
                ("min_df .01", TermSelection(minimum: .share(0.01), maximum: .share(0.5))),
                ("max_features", TermSelection(minimum: .count(2), limit: 100)),
            ] {
                for tf in TFIDF.TermFrequency.allCases {
                    var options = TfidfVectorizer.Options()
                    options.analyzer.longestNGram = longest
                    options.selection = selection
                    options.weighting = TFIDF(termFrequency: tf)
                    if tf == .sublinear { options.analyzer.stopWords = .list(["the", "war"]) }
                    all.append(("\(longest), \(name), \(tf)", options))
                }
            }
        }
        return all
    }()

    /// The same terms by a pattern that no kernel knows, so that strings are cut and compared.
    private static func general(_ options: TfidfVectorizer.Options) -> TfidfVectorizer.Options {
        var options = options
        options.analyzer.tokenPattern = #"(?u)(?:\b\w\w+\b)"#
        return options
    }

    @Test(arguments: options) func equalsCountingByBytes(
        _ name: String, _ options: TfidfVectorizer.Options
    ) throws {
        let slow = Self.general(options)
        #expect(!WordKeyReader.reads(try TextAnalyzer(slow.analyzer)), "\(name)")
        let (expected, expectedRows) = try TfidfVectorizer.fitTransform(
            Self.documents, options: slow)
        for threads in [1, 2, 3, 8] {
            let (fitted, rows) = try TfidfVectorizer.fitTransform(
                Self.documents, options: options, threads: threads)
            #expect(fitted.features == expected.features, "\(name), \(threads) threads")
            #expect(rows == expectedRows, "\(name), \(threads) threads")
            let alone = try TfidfVectorizer.fit(Self.documents, options: options, threads: threads)
            #expect(alone.features == expected.features, "\(name), \(threads) threads, fit alone")
            #expect(try alone.transform(Self.documents, threads: threads) == expectedRows)
        }
    }

    @Test func saysWhyNothingRemains() throws {
        var options = TfidfVectorizer.Options()
        options.analyzer.longestNGram = 2
        options.selection.minimum = .count(2)
        for (documents, word) in [
            (["one two", "three four"], "pruning"), (["a b", "c"], "empty"), ([], "empty"),
        ] {
            let error = #expect(throws: StanceError.self) {
                try TfidfVectorizer.fit(DocumentBatch(documents), options: options)
            }
            #expect(error?.message.contains(word) == true, "\(documents)")
        }
    }

    @Test func moreThreadsThanDocuments() throws {
        let two = DocumentBatch(["war and peace", "peace talks"])
        let (fitted, rows) = try TfidfVectorizer.fitTransform(two, threads: 64)
        #expect(fitted.featureNames == ["and", "peace", "talks", "war"])
        #expect(rows.rowCount == 2)
    }
}
