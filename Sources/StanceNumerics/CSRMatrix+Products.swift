/// The product that all training and scoring time goes into.
///
/// The pointers spare a bounds check per non-zero. They are safe because `CSRMatrix` holds its
/// invariants from birth (ascending offsets that end at the non-zero count, columns under d), and
/// `multiply` checks the lengths of the dense arrays before it takes their addresses.
extension CSRMatrix {
    /// Writes X W, or X W + 1 b^T, to `product`.
    ///
    ///     product[i k + c] = b_c + sum_j X_ij W[j k + c]
    ///
    /// Each row is summed by one thread in the order of its columns, so the bits do not depend on
    /// the number of threads.
    /// - Parameters:
    ///   - weights: W, d x k, row-major (all classes of a column side by side); anything behind it
    ///     is ignored, except b, the k numbers behind it, if `addingBias`.
    ///   - k: the columns of W, at least 1.
    ///   - addingBias: whether b is added to every row.
    ///   - squaringValues: takes X_ij^2 instead of X_ij, as the diagonal of a Hessian needs it.
    ///   - product: at least n x k, row-major; anything behind is left alone.
    ///   - threads: at least 1; the bits do not depend on it.
    /// - Precondition: `weights` has d k numbers, or (d + 1) k with bias; `product` has n k.
    /// - Complexity: O(k (n + non-zeros)).
    public func multiply(
        _ weights: [Double], classCount k: Int, addingBias: Bool = false,
        squaringValues: Bool = false, into product: inout [Double], threads: Int
    ) {
        precondition(k >= 1)
        precondition(weights.count >= (columnCount + (addingBias ? 1 : 0)) * k)
        precondition(product.count >= rowCount * k)
        let boundaries = rowBoundaries(tasks: threads > 1 ? 8 * threads : 1)
        let biasOffset = addingBias ? columnCount * k : nil
        offsets.withUnsafeBufferPointer { offsets in
            columns.withUnsafeBufferPointer { columns in
                values.withUnsafeBufferPointer { values in
                    weights.withUnsafeBufferPointer { weights in
                        product.withUnsafeMutableBufferPointer { product in
                            guard let weights = weights.baseAddress,
                                let product = product.baseAddress,
                                let offsets = offsets.baseAddress
                            else { return }
                            let kernel = RowProduct(
                                offsets: offsets, columns: columns.baseAddress,
                                values: values.baseAddress, weights: weights,
                                bias: biasOffset.map { weights + $0 }, product: product,
                                classCount: k)
                            concurrentForEach(count: boundaries.count - 1, threads: threads) {
                                let rows = boundaries[$0]..<boundaries[$0 + 1]
                                if squaringValues {
                                    kernel.run(rows) { $0 * $0 }
                                } else {
                                    kernel.run(rows) { $0 }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Cuts the rows into tasks of about equal work (rows plus non-zeros).
    private func rowBoundaries(tasks: Int) -> [Int] {
        guard tasks > 1, rowCount > 1 else { return [0, rowCount] }
        let work = rowCount + nonZeroCount
        var boundaries = [0]
        for task in 1..<tasks {
            let goal = work / tasks * task
            var low = boundaries[task - 1]
            var high = rowCount
            while low < high {
                let middle = (low + high) / 2
                if offsets[middle] + middle < goal { low = middle + 1 } else { high = middle }
            }
            boundaries.append(low)
        }
        boundaries.append(rowCount)
        return boundaries
    }
}

/// The addresses of one product; `@unchecked Sendable` because everything but `product` is only
/// read, every row of `product` is written by the one task that owns the row, and the arrays
/// outlive the tasks, which end before `multiply` returns.
private struct RowProduct: @unchecked Sendable {
    let offsets: UnsafePointer<Int>
    // Nil only when there is no non-zero, and then never read.
    let columns: UnsafePointer<Int32>?
    let values: UnsafePointer<Double>?
    let weights: UnsafePointer<Double>
    let bias: UnsafePointer<Double>?
    let product: UnsafeMutablePointer<Double>
    let classCount: Int

    @inline(__always)
    func run(_ rows: Range<Int>, _ transform: (Double) -> Double) {
        guard let columns, let values else {
            for row in rows { startRow(row) }
            return
        }
        if classCount == 3 {
            for row in rows { threeClasses(row, columns, values, transform) }
            return
        }
        for row in rows {
            var c = 0
            while classCount - c >= 16 {
                block(SIMD16<Double>.self, row, c, columns, values, transform)
                c += 16
            }
            if classCount - c >= 8 {
                block(SIMD8<Double>.self, row, c, columns, values, transform)
                c += 8
            }
            if classCount - c >= 4 {
                block(SIMD4<Double>.self, row, c, columns, values, transform)
                c += 4
            }
            if classCount - c >= 2 {
                block(SIMD2<Double>.self, row, c, columns, values, transform)
                c += 2
            }
            if classCount > c { lastClass(row, columns, values, transform) }
        }
    }

    /// A row without any non-zero: the bias or zero.
    @inline(__always)
    private func startRow(_ row: Int) {
        for c in 0..<classCount { product[row * classCount + c] = bias?[c] ?? 0 }
    }

    /// Two classes in a vector and one beside it, in one walk over the row.
    @inline(__always)
    private func threeClasses(
        _ row: Int, _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
        _ transform: (Double) -> Double
    ) {
        var even = bias.map { load($0, as: SIMD2<Double>.self) } ?? .zero
        var even2 = bias?[2] ?? 0
        for entry in offsets[row]..<offsets[row + 1] {
            let first = weights + 3 * Int(columns[entry])
            let x = transform(values[entry])
            even += x * load(first, as: SIMD2<Double>.self)
            even2 += x * first[2]
        }
        product[3 * row] = even[0]
        product[3 * row + 1] = even[1]
        product[3 * row + 2] = even2
    }

    /// As many classes as the vector has lanes, from class `c` on.
    @inline(__always)
    private func block<Lanes: SIMD>(
        _: Lanes.Type, _ row: Int, _ c: Int, _ columns: UnsafePointer<Int32>,
        _ values: UnsafePointer<Double>, _ transform: (Double) -> Double
    ) where Lanes.Scalar == Double {
        var sum = bias.map { load($0 + c, as: Lanes.self) } ?? .zero
        for entry in offsets[row]..<offsets[row + 1] {
            let weights = weights + (Int(columns[entry]) * classCount + c)
            sum += transform(values[entry]) * load(weights, as: Lanes.self)
        }
        UnsafeMutableRawPointer(product + (row * classCount + c))
            .storeBytes(of: sum, as: Lanes.self)
    }

    @inline(__always)
    private func lastClass(
        _ row: Int, _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
        _ transform: (Double) -> Double
    ) {
        let c = classCount - 1
        var sum = bias?[c] ?? 0
        for entry in offsets[row]..<offsets[row + 1] {
            sum += transform(values[entry]) * weights[Int(columns[entry]) * classCount + c]
        }
        product[row * classCount + c] = sum
    }

    @inline(__always)
    private func load<Lanes: SIMD>(_ address: UnsafePointer<Double>, as: Lanes.Type) -> Lanes
    where Lanes.Scalar == Double {
        UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
    }
}
