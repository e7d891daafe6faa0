import StanceEvaluation
import Testing

@Suite("McNemar's test")
struct McNemarTests {
    @Test("p-values are scipy's, exact and by chi-squared")
    func parity() throws {
        let cases = try EvidenceFixture.load().mcnemar
        #expect(cases.count == 18)
        #expect(cases.contains { $0.b + $0.c == 1_000 } && cases.contains { $0.b + $0.c == 1_001 })
        for expected in cases {
            for (b, c) in [(expected.b, expected.c), (expected.c, expected.b)] {
                let test = McNemarTest(baselineOnly: b, candidateOnly: c)
                let p = try #require(test.pValue)
                #expect(abs(p - expected.p) <= 1e-12 * max(expected.p, 1e-3), "\(b), \(c)")
                #expect(test.method == (b + c <= 1_000 ? .exact : .chiSquared))
            }
        }
    }

    @Test("without a row that one model alone has right there is no test")
    func undefined() {
        #expect(McNemarTest(baselineOnly: 0, candidateOnly: 0).pValue == nil)
    }
}
