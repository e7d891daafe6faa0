import StanceNumerics

/// Numbers that are the same in every run: a 64-bit linear congruential generator.
struct RandomNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    /// In 0..<bound.
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

    /// Rows in which each column is filled with the given chance in percent.
    mutating func matrix(rows: Int, columns: Int, percentFilled: Int) -> CSRMatrix {
        var offsets = [0]
        var filled: [Int32] = []
        for _ in 0..<rows {
            for column in 0..<columns where integer(below: 100) < percentFilled {
                filled.append(Int32(column))
            }
            offsets.append(filled.count)
        }
        return CSRMatrix(
            columnCount: columns, offsets: offsets, columns: filled,
            values: numbers(filled.count))
    }
}

extension CSRMatrix {
    /// The matrix with its zeros, row by row.
    var dense: [[Double]] {
        (0..<rowCount).map { row in
            var values = [Double](repeating: 0, count: columnCount)
            for entry in offsets[row]..<offsets[row + 1] {
                values[Int(columns[entry])] = self.values[entry]
            }
            return values
        }
    }
}
