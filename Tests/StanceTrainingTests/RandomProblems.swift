import Foundation
import StanceNumerics

/// Numbers that are the same in every run: a 64-bit linear congruential generator.
struct RandomNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func integer(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    /// In -1..<1.
    mutating func number() -> Double {
        Double(integer(below: 1 << 30)) / Double(1 << 29) - 1
    }

    mutating func numbers(_ count: Int) -> [Double] {
        (0..<count).map { _ in number() }
    }
}

/// Labelled sparse rows whose classes depend on the features.
struct RandomProblem {
    var features: CSRMatrix
    var labels: [Int]
    var rowWeights: [Double]
    var classCount: Int

    init(rows n: Int, columns d: Int, classes k: Int, percentFilled: Int = 20, seed: UInt64 = 1) {
        var random = RandomNumbers(seed: seed)
        let truth = random.numbers(d * k)
        var offsets = [0]
        var columns: [Int32] = []
        var values: [Double] = []
        var labels: [Int] = []
        for row in 0..<n {
            var margins = random.numbers(k)
            for column in 0..<d where random.integer(below: 100) < percentFilled {
                let value = random.number()
                columns.append(Int32(column))
                values.append(value)
                for c in 0..<k { margins[c] += 3 * value * truth[column * k + c] }
            }
            offsets.append(columns.count)
            let best = margins.indices.max { margins[$0] < margins[$1] } ?? 0
            labels.append(row < k ? row : best)
        }
        features = CSRMatrix(columnCount: d, offsets: offsets, columns: columns, values: values)
        self.labels = labels
        rowWeights = (0..<n).map { _ in 1 + random.number() * 0.9 }
        classCount = k
    }
}

/// Reads `Tests/Fixtures/NAME`.
func fixture<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures")
    return try JSONDecoder().decode(
        type, from: Data(contentsOf: folder.appendingPathComponent(name)))
}
