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
        let report = try EvaluationReport(
            rows, abstained: 3, bootstrap: options,
            slices: [SliceColumn(name: "source", values: [nil, "post"])])
        let expected = """
            {"abstained":3,"accuracy":0.5,\
            "bootstrap":{"level":0.9,"method":"percentile","replicates":10,\
            "seed":18446744073709551615,"unit":"group"},"brier":0.3125,\
            "by":[{"column":"source","slices":[{"accuracy":0,"brier":0.4375,\
            "confusion":[[0,0,0],[1,0,0],[0,0,0]],"ece":0.5,"groups":1,"intervals":null,\
            "log_loss":1.3862943611198906,"macro_f1":0,"mcc":null,"n":1,"ordinal_mae":1,\
            "per_class":{"critical":{"f1":0,"precision":0,"recall":null,"support":0},\
            "neutral":{"f1":0,"precision":null,"recall":0,"support":1},\
            "supportive":{"f1":null,"precision":null,"recall":null,"support":0}},\
            "prevalence_error":1,"semeval_f":0,"value":"post"}],"without_value":1}],\
            "classes":["critical","neutral","supportive"],\
            "confusion":[[1,0,0],[1,0,0],[0,0,0]],"ece":0,"groups":1,\
            "intervals":{"accuracy":null,"brier":null,"critical_f1":null,"ece":null,\
            "log_loss":null,"macro_f1":null,"mcc":null,"neutral_f1":null,"ordinal_mae":null,\
            "prevalence_error":null,"semeval_f":null,"supportive_f1":null},\
            "log_loss":1.0397207708399179,"macro_f1":0.2222222222222222,"mcc":null,"n":2,\
            "notes":["intervals are undefined: they need at least 2 groups, and there is 1"],\
            "ordinal_mae":0.5,\
            "per_actor":[{"accuracy":1,"actor":"Rome","brier":0.1875,\
            "confusion":[[1,0,0],[0,0,0],[0,0,0]],"ece":0.5,"groups":1,"intervals":null,\
            "log_loss":0.6931471805599453,"macro_f1":0.3333333333333333,"mcc":null,"n":1,\
            "ordinal_mae":0,\
            "per_class":{"critical":{"f1":1,"precision":1,"recall":1,"support":1},\
            "neutral":{"f1":null,"precision":null,"recall":null,"support":0},\
            "supportive":{"f1":null,"precision":null,"recall":null,"support":0}},\
            "prevalence_error":0,"semeval_f":0.5}],\
            "per_class":{"critical":{"f1":0.6666666666666666,"precision":0.5,"recall":1,\
            "support":1},"neutral":{"f1":0,"precision":null,"recall":0,"support":1},\
            "supportive":{"f1":null,"precision":null,"recall":null,"support":0}},\
            "prevalence_error":0.5,"reliability":[\
            {"accuracy":null,"high":0.1,"low":0,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":0.2,"low":0.1,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":0.3,"low":0.2,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":0.4,"low":0.3,"mean_confidence":null,"n":0},\
            {"accuracy":0.5,"high":0.5,"low":0.4,"mean_confidence":0.5,"n":2},\
            {"accuracy":null,"high":0.6,"low":0.5,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":0.7,"low":0.6,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":0.8,"low":0.7,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":0.9,"low":0.8,"mean_confidence":null,"n":0},\
            {"accuracy":null,"high":1,"low":0.9,"mean_confidence":null,"n":0}],\
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
                "macro_f1":[0.3333333333333333,0.3333333333333333],"mcc":null,"neutral_f1":null,\
                "ordinal_mae":[0,0],"prevalence_error":[0,0],"semeval_f":[0.5,0.5],\
                "supportive_f1":null}
                """))
        #expect(
            text.contains(
                #""bootstrap":{"level":0.95,"method":"percentile","replicates":2000,"seed":0,"#
                    + #""unit":"group"}"#))
        #expect(
            text.contains(
                #""notes":["intervals are probably too narrow: they rest on 2 groups only","#
                    + #""every row is labelled critical: macro-F1 is at most 0.333, and how well "#
                    + #"stances are told apart is not measured"]"#))
    }

    @Test("notes say what follows from few groups, missing articles and one stance")
    func notes() throws {
        func notes(_ count: Int, named: Int, golds: Int = 2) throws -> [String] {
            let rows = (0..<count).map {
                Prediction.sure(
                    $0 % golds == 0 ? .critical : .neutral, $0 < 9 ? .neutral : .critical,
                    group: $0 < named ? "article \($0)" : nil)
            }
            let report = try EvaluationReport(rows)
            #expect(report.groupCount == count && report.unit == (named > 0 ? .group : .row))
            return report.notes
        }
        #expect(try notes(30, named: 30).isEmpty)
        #expect(
            try notes(29, named: 29).map { $0.prefix(39) } == [
                "intervals are probably too narrow: they"
            ])
        let apart = ": intervals are too narrow if several of these rows are from one"
        #expect(try notes(30, named: 0) == ["no row names its article" + apart])
        #expect(try notes(30, named: 18) == ["12 of 30 rows name no article" + apart])
        #expect(
            try notes(30, named: 30, golds: 1).map { $0.prefix(30) } == [
                "every row is labelled critical"
            ])
    }

    @Test("only the largest slices get intervals, and a note says so")
    func manySlices() throws {
        let rows = (0..<2_008).map {
            Prediction.sure(
                $0 % 3 == 0 ? .critical : .neutral, .neutral, actor: "\($0 % 1_004)",
                group: "article \($0)")
        }
        let report = try EvaluationReport(rows, bootstrap: BootstrapOptions(replicates: 3))
        #expect(report.perActor.map(\.n) == Array(repeating: 2, count: 1_004))
        #expect(report.perActor.map { $0.intervals != nil }.firstIndex(of: false) == 1_000)
        #expect(report.notes == ["of 1004 values the 1000 with the most rows have intervals"])
    }

    @Test("a slice is measured as its rows are alone, intervals too")
    func slices() throws {
        let rows = ClusterBootstrapTests.rows(seed: 12)
        let values = rows.indices.map { $0 % 7 == 0 ? nil : "source \($0 % 3)" }
        let options = try BootstrapOptions(replicates: 50, seed: 3)
        let report = try EvaluationReport(
            rows, bootstrap: options, slices: [SliceColumn(name: "source", values: values)])
        let table = try #require(report.slices.first)
        #expect(table.slices.count == 3 && table.rowsWithoutValue == values.count { $0 == nil })
        for slice in table.slices {
            let own = zip(rows, values).filter { $0.1 == slice.value }.map(\.0)
            let alone = try EvaluationReport(own, bootstrap: options)
            #expect(slice.metrics == alone.metrics && slice.intervals == alone.intervals)
            #expect(slice.groupCount == alone.groupCount && slice.n == own.count)
        }
        #expect(
            throws: StanceError(
                .usage, "column x has 1 values for \(rows.count) rows; expected one each")
        ) { try EvaluationReport(rows, slices: [SliceColumn(name: "x", values: [nil])]) }
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
