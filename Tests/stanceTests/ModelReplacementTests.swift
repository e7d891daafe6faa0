import Foundation
import Synchronization
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("A model replaced while others score with it")
struct ModelReplacementTests {
    @Test("every run gives the scores of one of the two models, and none fails")
    func replaced() throws {
        let work = try ScoreCommandTests.trained()
        let text = "The author mocked China.\nBeijing praised Moscow."
        @Sendable func score(_ model: String) throws -> Workdir.Run {
            let own = try Workdir()
            try own.write("a.txt", text)
            return try own.stance(["score", "a.txt", "-m", model, "-q", "--format", "csv"])
        }
        let expected = try ["m.stance", "b.stance"].map { try score(work.path($0)).output }
        #expect(expected[0] != expected[1])
        let models = try ["m.stance", "b.stance"].map { try work.data($0) }
        try work.write("shared.stance", models[0])

        let target = work.path("shared.stance")
        let source = work.path("next.stance")
        let isDone = Atomic(false)
        let replacements = Atomic(0)
        let replacer = Thread {
            while !isDone.load(ordering: .relaxed)
                || replacements.load(ordering: .relaxed) < 200
            {
                let next = replacements.wrappingAdd(1, ordering: .relaxed).newValue % 2
                guard (try? models[next].write(to: URL(fileURLWithPath: source))) != nil,
                    rename(source, target) == 0
                else { return }
            }
        }
        replacer.start()
        let runs = Mutex<[Workdir.Run]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<10 {
                guard let run = try? score(target) else { continue }
                runs.withLock { $0.append(run) }
            }
        }
        isDone.store(true, ordering: .relaxed)
        while !replacer.isFinished { usleep(1000) }

        let all = runs.withLock { $0 }
        #expect(all.count == 40)
        for run in all {
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(expected.contains(run.output), "\(run.output)")
        }
        #expect(Set(all.map(\.output)).count == 2, "both models were met")
        #expect(replacements.load(ordering: .relaxed) >= 200)
    }
}
