import StanceCore
import StanceEvaluation
import Testing

@Suite("Actor metrics")
struct ActorMetricsTests {
    @Test("actors come by support, then by name; rows without one are left out")
    func order() {
        let rows: [Prediction] = [
            .sure(.critical, .critical, actor: "Rome"), .sure(.neutral, .neutral, actor: "Bern"),
            .sure(.critical, .neutral, actor: "Oslo"), .sure(.neutral, .neutral, actor: "Oslo"),
            .sure(.supportive, .supportive),
        ]
        let actors = ActorMetrics.all(of: rows)
        #expect(actors.map(\.actor) == ["Oslo", "Bern", "Rome"])
        #expect(actors.map(\.n) == [2, 1, 1])
        #expect(ActorMetrics.all(of: []).isEmpty)
    }

    @Test("an actor's figures are those of its rows alone")
    func figures() throws {
        let rows = ClusterBootstrapTests.rows(seed: 5)
        for actor in ActorMetrics.all(of: rows) {
            let own = try Metrics(rows.filter { $0.actor == actor.actor })
            #expect(actor.n == own.n && actor.accuracy == own.accuracy)
            #expect(actor.macroF1 == own.macroF1 && actor.semevalF == own.semevalF)
            #expect(actor.perClass == own.perClass)
        }
    }

    @Test("a stance that an actor never has is undefined there and counts as 0 in macro-F1")
    func absentStance() {
        let actor = ActorMetrics.all(of: [
            .sure(.critical, .neutral, actor: "Oslo"), .sure(.neutral, .neutral, actor: "Oslo"),
        ])[0]
        #expect(actor.accuracy == 0.5)
        #expect(actor.perClass.neutral.precision == 0.5 && actor.perClass.neutral.recall == 1)
        #expect(actor.perClass.critical.precision == nil && actor.perClass.critical.recall == 0)
        #expect(actor.perClass.critical.f1 == 0 && actor.perClass.supportive.f1 == nil)
        #expect(actor.macroF1 == (2.0 / 3) / 3 && actor.semevalF == 0)
    }
}
