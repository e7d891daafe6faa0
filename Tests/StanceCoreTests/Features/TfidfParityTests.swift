import StanceCore
import StanceNumerics
import Testing

@Suite struct TfidfParityTests {
    @Test func tfidfEqualsScikitLearn() throws {
        let fixture = try fixture("tfidf-sets.json", as: TextFixture.self)
        #expect(fixture.sets.count >= 300)
        for (number, set) in fixture.sets.enumerated() {
            let corpus = fixture.corpora[set.corpus]
            let options = set.options.tfidfOptions
            let context: Comment = "set \(number): \(set.options)"
            if let expected = set.error {
                let error = #expect(throws: StanceError.self, context) {
                    try TfidfVectorizer.fit(corpus.fit, options: options)
                }
                #expect(error?.kind == .usage, context)
                let word = expected.hasPrefix("max_df") ? "max_df" : expected.lowercased()
                #expect(error?.message.contains(word) == true, context)
                continue
            }
            let (fitted, own) = try TfidfVectorizer.fitTransform(
                DocumentBatch(corpus.fit), options: options)
            #expect(fitted.featureNames == set.names, context)
            #expect(differs(fitted.idf, set.idf ?? []) <= 1e-12, context)
            try expectEqual(fitted.transform(corpus.other), set.rows, context)
            #expect(try fitted.transform(corpus.fit) == own, context)
        }
    }

    @Test func hashingEqualsScikitLearn() throws {
        let fixture = try fixture("tfidf-hashing.json", as: TextFixture.self)
        #expect(fixture.sets.count >= 60)
        for (number, set) in fixture.sets.enumerated() {
            let vectorizer = try HashingVectorizer(set.options.hashingOptions)
            let rows = try vectorizer.transform(fixture.corpora[set.corpus].other)
            try expectEqual(rows, set.rows, "set \(number): \(set.options)")
        }
    }

    private func expectEqual(
        _ found: CSRMatrix, _ expected: TextFixture.Rows?, _ context: Comment
    ) throws {
        let expected = try #require(expected)
        #expect([found.rowCount, found.columnCount] == expected.shape, context)
        #expect(found.offsets == expected.offsets, context)
        #expect(found.columns == expected.columns, context)
        #expect(differs(found.values, expected.values) <= 1e-12, context)
    }

    /// The greatest absolute difference, infinite where the counts differ.
    private func differs(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == right.count else { return .infinity }
        return zip(left, right).map { abs($0 - $1) }.max() ?? 0
    }
}
