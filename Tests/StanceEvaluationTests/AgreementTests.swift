import StanceCore
import StanceEvaluation
import Testing

@Suite("Agreement")
struct AgreementTests {
    /// The labels of a fixture's table as rows, one annotator a column.
    static func examples(_ labels: [Int], annotators: Int, actor: String? = nil) -> [Example] {
        labels.enumerated().compactMap { place, label in
            guard let stance = Stance(rawValue: label) else { return nil }
            let unit = place / annotators
            var example = Example(
                text: "text \(unit)", actor: actor, gold: stance, group: "article \(unit / 2)")
            example.annotator = "annotator \(place % annotators)"
            return example
        }
    }

    @Test("alpha is the definition's and kappa scikit-learn's, with labels missing")
    func parity() throws {
        let cases = try EvidenceFixture.load().agreement
        #expect(cases.count == 60)
        #expect(cases.contains { $0.nominal == nil } && cases.contains { $0.annotators == 2 })
        for expected in cases {
            let rows = Self.examples(expected.labels, annotators: expected.annotators)
            let agreement = try #require(
                try Agreement(of: rows, bootstrap: BootstrapOptions(replicates: 5)))
            for (ours, theirs) in [
                (agreement.overall.nominalAlpha, expected.nominal),
                (agreement.overall.ordinalAlpha, expected.ordinal),
                (agreement.overall.kappa, expected.kappa),
            ] {
                #expect((ours == nil) == (theirs == nil))
                #expect(abs((ours ?? 0) - (theirs ?? 0)) <= 1e-12)
            }
        }
    }

    @Test("the rows' order changes no bit, the seed the interval; an actor's figures are its own")
    func order() throws {
        let cases = try EvidenceFixture.load().agreement.filter { $0.labels.count > 40 }
        let rows = zip(cases.prefix(2), ["Rome", "Bern"]).flatMap { expected, actor in
            Self.examples(expected.labels, annotators: expected.annotators, actor: actor)
        }
        let options = try BootstrapOptions(replicates: 100)
        let agreement = try #require(try Agreement(of: rows, bootstrap: options))
        var generator = SplitMix64(seed: 3)
        let again = try #require(
            try Agreement(of: rows.shuffled(using: &generator), bootstrap: options))
        #expect(again.overall == agreement.overall && again.pairs == agreement.pairs)
        #expect(again.ordinalInterval == agreement.ordinalInterval)
        let interval = try #require(agreement.nominalInterval)
        let alpha = try #require(agreement.overall.nominalAlpha)
        #expect(interval.low < alpha && alpha < interval.high)
        let other = try Agreement(of: rows, bootstrap: BootstrapOptions(replicates: 100, seed: 1))
        #expect(other?.nominalInterval != agreement.nominalInterval)
        #expect(agreement.perActor.count == 2)
        for (expected, actor) in zip(cases.prefix(2), ["Rome", "Bern"]) {
            let own = agreement.perActor.first { $0.actor == actor }?.figures
            #expect(abs((own?.nominalAlpha ?? 9) - (expected.nominal ?? 8)) <= 1e-12)
        }
    }

    @Test("one annotator is no agreement; one who labels a unit twice is an error")
    func thin() throws {
        let rows = Self.examples([0, 1, 2], annotators: 1)
        #expect(try Agreement(of: rows) == nil)
        #expect(try Agreement(of: []) == nil)
        let expected = StanceError(
            .badData, "annotator \"annotator 0\" labels this text twice")
        #expect(throws: expected) { try Agreement(of: rows + rows) }
    }
}

@Suite("Label suspects")
struct LabelSuspectsTests {
    @Test("thresholds, joint and suspects are those of the written-out method")
    func parity() throws {
        let (cases, planted) = (
            try EvidenceFixture.load().suspects, try EvidenceFixture.load().planted
        )
        #expect(cases.count == 40 && cases.contains { $0.thresholds.contains(nil) })
        #expect(cases.reduce(0) { $0 + $1.suspects.count } > 5)
        #expect(planted.map { $0.rows.count / 3 } == [400, 300])
        for expected in cases + planted {
            let found = try LabelSuspects(
                Prediction.rows(expected.rows, denominator: expected.d, grouped: false))
            #expect(found.confidentJoint == ConfusionMatrix(cells: expected.joint))
            #expect(
                found.suspects.map { [$0.row, $0.suggested.rawValue] } == expected.suspects)
            #expect(abs(found.errorShare - expected.share) <= 1e-12)
            for (ours, theirs) in zip(found.thresholds, expected.thresholds) {
                #expect((ours == nil) == (theirs == nil))
                #expect(abs((ours ?? 0) - (theirs ?? 0)) <= 1e-12)
            }
        }
    }

    @Test("of labels made wrong on purpose most are found, their share within three points")
    func plantedErrors() throws {
        for expected in try EvidenceFixture.load().planted {
            let rows = Prediction.rows(
                expected.rows, denominator: expected.d, grouped: false)
            let wrong = Set(try #require(expected.planted))
            let found = try LabelSuspects(rows)
            let hits = found.suspects.count { wrong.contains($0.row) }
            #expect(Double(hits) > 0.6 * Double(wrong.count))
            #expect(Double(hits) > 0.7 * Double(found.suspects.count))
            #expect(abs(found.errorShare - Double(wrong.count) / Double(rows.count)) < 0.03)
            // The first of them are the surest.
            #expect(found.suspects.prefix(20).count { wrong.contains($0.row) } >= 19)
        }
    }

    @Test("a label against a sure score is found, the surest first")
    func planted() throws {
        var rows = (0..<30).map { _ in Prediction.row(.critical, 8, 1, of: 10) }
        rows += (0..<30).map { _ in Prediction.row(.neutral, 1, 8, of: 10) }
        rows[7].gold = .neutral
        rows[41].gold = .critical
        rows[41].probabilities = StanceProbabilities(critical: 0, neutral: 1, supportive: 0)
        let found = try LabelSuspects(rows)
        #expect(found.suspects.map(\.row) == [41, 7])
        #expect(found.suspects.map(\.suggested) == [.neutral, .critical])
    }
}
