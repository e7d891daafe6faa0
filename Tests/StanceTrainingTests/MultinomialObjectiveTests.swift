import StanceNumerics
import StanceTraining
import Testing

/// The loss against its own derivatives and against loops over dense arrays.
@Suite struct MultinomialObjectiveTests {
    struct Setup: CustomTestStringConvertible, Sendable {
        var n: Int, d: Int, k: Int
        var testDescription: String { "n \(n), d \(d), k \(k)" }
    }

    static let setups = [
        Setup(n: 30, d: 7, k: 2), Setup(n: 40, d: 9, k: 3), Setup(n: 50, d: 6, k: 5),
        Setup(n: 60, d: 5, k: 20), Setup(n: 20, d: 0, k: 3), Setup(n: 2100, d: 4, k: 3),
    ]

    let c = 2.5

    func make(_ setup: Setup, threads: Int = 1) -> (MultinomialObjective, RandomProblem, [Double]) {
        let problem = RandomProblem(rows: setup.n, columns: setup.d, classes: setup.k)
        let objective = MultinomialObjective(
            features: problem.features, labels: problem.labels,
            costs: problem.rowWeights.map { c * $0 }, classCount: setup.k, threads: threads)
        var random = RandomNumbers(seed: 77)
        return (objective, problem, random.numbers(objective.dimension))
    }

    @Test(arguments: setups) func valueIsThatOfDenseLoops(setup: Setup) {
        let (objective, problem, point) = make(setup)
        let (d, k) = (setup.d, setup.k)
        var expected = 0.0
        for row in 0..<setup.n {
            var z = Array(point[(d * k)...])
            for entry in problem.features.offsets[row]..<problem.features.offsets[row + 1] {
                for c in 0..<k {
                    z[c] +=
                        problem.features.values[entry]
                        * point[Int(problem.features.columns[entry]) * k + c]
                }
            }
            expected +=
                c * problem.rowWeights[row] * (Softmax.logSumExp(z) - z[problem.labels[row]])
        }
        for weight in point[..<(d * k)] { expected += 0.5 * weight * weight }
        #expect(abs(objective.evaluate(at: point) - expected) <= 1e-12 * expected)
    }

    @Test(arguments: setups) func gradientIsTheFivePointStencil(setup: Setup) {
        let (objective, _, point) = make(setup)
        var gradient = point
        _ = objective.evaluate(at: point)
        objective.gradient(at: point, into: &gradient)
        let h = 1e-3
        let scale = BLAS.norm2(gradient)
        for i in point.indices {
            func f(_ steps: Double) -> Double {
                var moved = point
                moved[i] += steps * h
                return objective.evaluate(at: moved)
            }
            let stencil = (f(-2) - 8 * f(-1) + 8 * f(1) - f(2)) / (12 * h)
            #expect(abs(gradient[i] - stencil) <= 1e-6 * max(abs(stencil), 1e-3 * scale))
        }
    }

    @Test(arguments: setups) func hessianProductIsTheGradientsChange(setup: Setup) {
        let (objective, _, point) = make(setup)
        var random = RandomNumbers(seed: 78)
        let vector = random.numbers(point.count)
        var product = point
        _ = objective.evaluate(at: point)
        objective.hessianProduct(with: vector, into: &product)
        func gradient(_ step: Double) -> [Double] {
            var moved = point
            BLAS.axpy(step, vector, &moved)
            _ = objective.evaluate(at: moved)
            objective.gradient(at: moved, into: &moved)
            return moved
        }
        let h = 1e-3
        let (a, b, c, d) = (gradient(-2 * h), gradient(-h), gradient(h), gradient(2 * h))
        let scale = BLAS.norm2(product)
        for i in point.indices {
            let stencil = (a[i] - 8 * b[i] + 8 * c[i] - d[i]) / (12 * h)
            #expect(abs(product[i] - stencil) <= 1e-6 * max(abs(stencil), 1e-2 * scale))
        }
    }

    @Test(arguments: setups) func preconditionerMixesTheHessiansDiagonal(setup: Setup) {
        let (objective, _, point) = make(setup)
        var diagonal = point
        var product = point
        _ = objective.evaluate(at: point)
        objective.preconditioner(into: &diagonal)
        for i in point.indices {
            var unit = [Double](repeating: 0, count: point.count)
            unit[i] = 1
            objective.hessianProduct(with: unit, into: &product)
            let expected = i < setup.d * setup.k ? 0.99 + 0.01 * product[i] : product[i]
            #expect(abs(diagonal[i] - expected) <= 1e-12 * expected)
        }
    }

    @Test(arguments: setups) func lineIsTheFunctionAlongIt(setup: Setup) {
        let (objective, _, point) = make(setup)
        var random = RandomNumbers(seed: 79)
        let direction = random.numbers(point.count)
        for step in [0, 0.5, -2, 1e-6] {
            _ = objective.evaluate(at: point)
            objective.beginLine(from: point, along: direction)
            let passes = objective.passes
            let (value, slope) = objective.valueOnLine(at: step)
            #expect(objective.passes == passes, "a step on the line costs no pass")
            var moved = point
            BLAS.axpy(step, direction, &moved)
            objective.advance(to: moved)
            var advanced = point
            objective.gradient(at: moved, into: &advanced)
            #expect(abs(objective.evaluate(at: moved) - value) <= 1e-12 * value)
            var gradient = point
            objective.gradient(at: moved, into: &gradient)
            let scale = BLAS.norm2(gradient)
            for i in point.indices { #expect(abs(advanced[i] - gradient[i]) <= 1e-12 * scale) }
            let expected = BLAS.dot(gradient, direction)
            #expect(abs(slope - expected) <= 1e-11 * scale * BLAS.norm2(direction))
        }
    }

    @Test(arguments: setups) func certificateIsABound(setup: Setup) {
        let (objective, _, start) = make(setup)
        var best = start
        let optimum = NewtonCG(tolerance: 1e-13, maxIterations: 100)
            .minimize(objective, from: &best)
        #expect(optimum.relativeGap <= 1e-13)
        for share in [0.5, 0.1, 0.01, 1e-4] {
            var point = best
            for i in point.indices { point[i] += share * (start[i] - best[i]) }
            var value = objective.evaluate(at: point)
            value = objective.refine(&point, value: value)
            #expect(abs(objective.evaluate(at: point) - value) <= 1e-13 * value)
            var gradient = point
            objective.gradient(at: point, into: &gradient)
            let excess = value - optimum.objective
            let bound = objective.suboptimalityBound(gradient: gradient)
            #expect(bound >= excess - 1e-12 * value)
            // And not a loose one: curvature is at most 1 + C sum s |x|^2 / 2.
            #expect(bound <= 1e4 * max(0, excess) + 1e-12 * value)
            for c in 0..<setup.k {
                #expect(abs(gradient[setup.d * setup.k + c]) <= 1e-8 * value)
            }
        }
    }

    @Test func bitsDoNotDependOnThreads() {
        let results = [1, 2, 3, 8].map { threads in
            let (objective, _, point) = make(Setup(n: 3000, d: 50, k: 3), threads: threads)
            var gradient = point
            var product = point
            var diagonal = point
            let value = objective.evaluate(at: point)
            objective.gradient(at: point, into: &gradient)
            objective.hessianProduct(with: gradient, into: &product)
            objective.preconditioner(into: &diagonal)
            objective.beginLine(from: point, along: gradient)
            let line = objective.valueOnLine(at: -0.01)
            return [value, line.value, line.slope] + gradient + product + diagonal
        }
        #expect(results.allSatisfy { $0 == results[0] })
    }
}
