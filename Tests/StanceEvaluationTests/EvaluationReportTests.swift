import StanceCore
import StanceEvaluation
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("Evaluation report")
struct EvaluationReportTests {
    static func json(_ report: EvaluationReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    @Test("the JSON of one article, to the byte")
    func oneArticle() throws {
        let rows: [Prediction] = [
            .row(.critical, 2, 1, of: 4, actor: "Rome", group: "a"),
            .row(.neutral, 2, 1, of: 4, group: "a"),
        ]
        let options = try BootstrapOptions(replicates: 10, level: 0.9, seed: .max)
        let report = try EvaluationReport(rows, abstained: 3, bootstrap: options)
        let expected = """
            {"abstained":3,"accuracy":0.5,\
            "bootstrap":{"level":0.9,"replicates":10,"seed":18446744073709551615,"unit":"group"},\
            "brier":0.3125,"classes":["critical","neutral","supportive"],\
            "confusion":[[1,0,0],[1,0,0],[0,0,0]],"ece":0,"groups":1,\
            "intervals":{"accuracy":null,"brier":null,"critical_f1":null,"ece":null,\
            "log_loss":null,"macro_f1":null,"neutral_f1":null,"semeval_f":null,\
            "supportive_f1":null},\
            "log_loss":1.0397207708399179,"macro_f1":0.2222222222222222,"n":2,\
            "notes":["intervals are undefined: they need at least 2 groups, and there is 1"],\
            "per_actor":[{"accuracy":1,"actor":"Rome","macro_f1":0.3333333333333333,"n":1,\
            "per_class":{"critical":{"f1":1,"precision":1,"recall":1,"support":1},\
            "neutral":{"f1":null,"precision":null,"recall":null,"support":0},\
            "supportive":{"f1":null,"precision":null,"recall":null,"support":0}},\
            "semeval_f":0.5}],\
            "per_class":{"critical":{"f1":0.6666666666666666,"precision":0.5,"recall":1,\
            "support":1},"neutral":{"f1":0,"precision":null,"recall":0,"support":1},\
            "supportive":{"f1":null,"precision":null,"recall":null,"support":0}},\
            "semeval_f":0.3333333333333333}
            """
        #expect(try EvaluationReportTests.json(report) == expected)
    }

    @Test("intervals are pairs, and null only where a metric has no value")
    func twoArticles() throws {
        let rows = ["a", "b"].map { Prediction.row(.critical, 2, 1, of: 4, group: $0) }
        let text = try EvaluationReportTests.json(EvaluationReport(rows))
        #expect(
            text.contains(
                """
                "intervals":{"accuracy":[1,1],"brier":[0.1875,0.1875],"critical_f1":[1,1],\
                "ece":[0.5,0.5],"log_loss":[0.6931471805599453,0.6931471805599453],\
                "macro_f1":[0.3333333333333333,0.3333333333333333],"neutral_f1":null,\
                "semeval_f":[0.5,0.5],"supportive_f1":null}
                """))
        #expect(
            text.contains(
                #""bootstrap":{"level":0.95,"replicates":2000,"seed":0,"unit":"group"}"#))
        #expect(
            text.contains(
                #""notes":["intervals are probably too narrow: they rest on 2 groups only"]"#))
    }

    @Test("thirty groups need no note")
    func manyGroups() throws {
        let rows = (0..<30).map { Prediction.sure(.critical, $0 < 9 ? .neutral : .critical) }
        let report = try EvaluationReport(rows)
        #expect(report.notes.isEmpty && report.unit == .row && report.groupCount == 30)
        #expect(try EvaluationReport(Array(rows.dropLast())).notes.count == 1)
    }

    @Test("the report's metrics are those of the rows")
    func sameMetrics() throws {
        let rows = ClusterBootstrapTests.rows(seed: 9)
        let (report, metrics) = (try EvaluationReport(rows), try Metrics(rows))
        #expect(report.metrics.confusion == metrics.confusion)
        for metric in HeadlineMetric.allCases {
            let (a, b) = (try #require(report.metrics[metric]), try #require(metrics[metric]))
            #expect(abs(a - b) <= 1e-13, "\(metric)")
        }
        #expect(report.perActor.map(\.n).reduce(0, +) == rows.count)
    }

    @Test("a negative number of abstained rows is refused")
    func negativeAbstained() {
        #expect(throws: StanceError(.usage, "-1 rows not scored; expected 0 or more")) {
            try EvaluationReport([.sure(.critical, .critical)], abstained: -1)
        }
    }
}
