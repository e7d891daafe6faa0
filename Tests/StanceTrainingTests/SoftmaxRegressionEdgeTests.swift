import StanceCore
import StanceNumerics
import StanceTraining
import Testing

/// Odd and broken input: an answer or an error, never a trap.
@Suite struct SoftmaxRegressionEdgeTests {
    static func rows(_ values: [Double]) -> CSRMatrix {
        CSRMatrix(
            columnCount: 1, offsets: Array(0...values.count),
            columns: [Int32](repeating: 0, count: values.count), values: values)
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases)
    func withoutFeaturesTheClassSharesAreLearned(solver: SoftmaxOptions.Solver) throws {
        let none = CSRMatrix(columnCount: 0, offsets: [0, 0, 0, 0, 0, 0], columns: [], values: [])
        let fit = try SoftmaxRegression.fit(
            features: none, labels: [0, 1, 1, 2, 2], classCount: 3,
            options: SoftmaxOptions(tolerance: 1e-12, solver: solver))
        let p = fit.probabilities(of: none)
        for (c, share) in [0.2, 0.4, 0.4].enumerated() { #expect(abs(p[c] - share) <= 1e-10) }
        #expect(fit.report.stopReason == .gapReached)
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases, [1, 1e6, 1e12])
    func separableRowsHaveAnOptimum(solver: SoftmaxOptions.Solver, c: Double) throws {
        let fit = try SoftmaxRegression.fit(
            features: Self.rows([-2, -1, 1, 2]), labels: [0, 0, 1, 1], classCount: 2,
            options: SoftmaxOptions(c: c, tolerance: 1e-6, solver: solver))
        #expect(fit.report.relativeGap <= 1e-6)
        #expect(fit.weights[1] > 0 && fit.weights[0] < 0)
        #expect(fit.weights.allSatisfy(\.isFinite) && fit.bias.allSatisfy(\.isFinite))
    }

    @Test(arguments: SoftmaxOptions.Solver.allCases)
    func longRowsFit(solver: SoftmaxOptions.Solver) throws {
        let fit = try SoftmaxRegression.fit(
            features: Self.rows([-1e4, 1e4, -1e4, 2e4, 0]), labels: [0, 1, 1, 1, 0], classCount: 2,
            options: SoftmaxOptions(solver: solver))
        #expect(fit.report.relativeGap <= 1e-6)
    }

    @Test func rowsWithWeightZeroDoNotCount() throws {
        let options = try SoftmaxOptions(tolerance: 1e-13)
        let with = try SoftmaxRegression.fit(
            features: Self.rows([-2, 1, 3, 50]), labels: [0, 1, 1, 0], classCount: 2,
            rowWeights: [1, 1, 2, 0], options: options)
        let without = try SoftmaxRegression.fit(
            features: Self.rows([-2, 1, 3]), labels: [0, 1, 1], classCount: 2,
            rowWeights: [1, 1, 2], options: options)
        // A gap of 1e-13 leaves |W - W*| <= sqrt(2e-13 f).
        for (a, b) in zip(with.weights, without.weights) { #expect(abs(a - b) <= 1e-6) }
    }

    struct BadInput: CustomTestStringConvertible, Sendable {
        var name: String
        var features = SoftmaxRegressionEdgeTests.rows([1, 2, 3])
        var labels = [0, 1, 1]
        var classCount = 2
        var rowWeights: [Double]?
        var classWeights = SoftmaxOptions.ClassWeights.uniform
        var kind: StanceError.Kind
        var message: String
        var testDescription: String { name }
    }

    static let badInputs = [
        BadInput(
            name: "no rows", features: rows([]), labels: [], kind: .badData,
            message: "no rows to fit; expected at least one of each class"),
        BadInput(
            name: "one class", classCount: 1, kind: .usage,
            message: "1 classes; expected at least 2"),
        BadInput(
            name: "too few labels", labels: [0, 1], kind: .usage,
            message: "2 labels for 3 rows; expected one each"),
        BadInput(
            name: "label out of range", labels: [0, 2, 1], kind: .usage,
            message: "row 1 has class 2; expected 0 to 1"),
        BadInput(
            name: "negative label", labels: [0, 1, -1], kind: .usage,
            message: "row 2 has class -1; expected 0 to 1"),
        BadInput(
            name: "class without rows", labels: [1, 1, 1], kind: .badData,
            message: "class 0 has no rows; expected at least one"),
        BadInput(
            name: "not a number", features: rows([1, .nan, 3]), kind: .badData,
            message: "row 1, feature 0 is nan; expected a finite number"),
        BadInput(
            name: "infinite", features: rows([1, 2, -.infinity]), kind: .badData,
            message: "row 2, feature 0 is -inf; expected a finite number"),
        BadInput(
            name: "too few row weights", rowWeights: [1], kind: .usage,
            message: "1 weights for 3 rows; expected one each"),
        BadInput(
            name: "negative row weight", rowWeights: [1, -1, 1], kind: .badData,
            message: "the weight of row 1 is -1.0; expected a finite number >= 0"),
        BadInput(
            name: "row weight not a number", rowWeights: [1, 1, .nan], kind: .badData,
            message: "the weight of row 2 is nan; expected a finite number >= 0"),
        BadInput(
            name: "no weight at all", rowWeights: [0, 0, 0], kind: .badData,
            message: "all row weights are 0; expected some above 0"),
        BadInput(
            name: "class without weight", rowWeights: [0, 1, 1], kind: .badData,
            message: "all rows of class 0 have weight 0; expected some above 0"),
        BadInput(
            name: "too few class weights", classWeights: .explicit([1]), kind: .usage,
            message: "1 class weights for 2 classes; expected one each"),
        BadInput(
            name: "overflow", features: rows([1e300, -1e300, 1e308]), kind: .badData,
            message: "the fit overflowed: feature values, weights or C are too large for Double"),
    ]

    @Test(arguments: badInputs) func badInputIsRefused(input: BadInput) throws {
        let options = try SoftmaxOptions(classWeights: input.classWeights)
        #expect(throws: StanceError(input.kind, input.message)) {
            try SoftmaxRegression.fit(
                features: input.features, labels: input.labels, classCount: input.classCount,
                rowWeights: input.rowWeights, options: options)
        }
    }

    @Test func warmStartOfAnotherShapeIsRefused() throws {
        let options = try SoftmaxOptions()
        let fit = try SoftmaxRegression.fit(
            features: Self.rows([1, 2]), labels: [0, 1], classCount: 2, options: options)
        #expect(throws: StanceError.self) {
            try SoftmaxRegression.fit(
                features: Self.rows([1, 2, 3]), labels: [0, 1, 2], classCount: 3,
                options: options, warmStart: fit)
        }
    }

    @Test func badOptionsAreRefused() {
        let attempts: [(String, () throws -> SoftmaxOptions)] = [
            ("C is 0.0; expected a finite number above 0", { try .init(c: 0) }),
            ("C is nan; expected a finite number above 0", { try .init(c: .nan) }),
            ("C is inf; expected a finite number above 0", { try .init(c: .infinity) }),
            (
                "the tolerance is -1.0; expected a finite number above 0",
                { try .init(tolerance: -1) }
            ),
            ("0 iterations; expected at least 1", { try .init(maxIterations: 0) }),
            ("0 threads; expected at least 1", { try .init(threads: 0) }),
            (
                "the weight of class 1 is 0.0; expected a finite number above 0",
                { try .init(classWeights: .explicit([1, 0])) }
            ),
        ]
        for (message, attempt) in attempts {
            #expect(throws: StanceError(.usage, message)) { try attempt() }
        }
    }
}
