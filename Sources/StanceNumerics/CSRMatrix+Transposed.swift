/// X' R without a transposed copy, for a product that is needed once or twice.
extension CSRMatrix {
    /// Adds transpose(X) R to `sum`.
    ///
    ///     sum[j k + c] += sum_i X_ij R[i k + c]
    ///
    /// One thread adds row after row, so the bits depend on nothing else.
    /// - Parameters:
    ///   - rows: R, n x k, row-major.
    ///   - k: the columns of R, at least 1.
    ///   - sum: at least d x k, row-major; anything behind is left alone.
    /// - Precondition: `rows` has n k numbers, `sum` at least d k.
    /// - Complexity: O(k (n + non-zeros)).
    public func addTransposedProduct(
        _ rows: [Double], classCount k: Int, to sum: inout [Double]
    ) {
        precondition(k >= 1 && rows.count == rowCount * k && sum.count >= columnCount * k)
        // Columns are under d and offsets ascend to the non-zero count (the matrix's invariants),
        // so with the counts just checked every address below lies in its array.
        sum.withUnsafeMutableBufferPointer { sum in
            rows.withUnsafeBufferPointer { rows in
                columns.withUnsafeBufferPointer { columns in
                    values.withUnsafeBufferPointer { values in
                        guard let sum = sum.baseAddress, let rows = rows.baseAddress,
                            let columns = columns.baseAddress, let values = values.baseAddress
                        else { return }
                        for row in 0..<rowCount {
                            let factors = rows + row * k
                            for entry in offsets[row]..<offsets[row + 1] {
                                let target = sum + Int(columns[entry]) * k
                                let value = values[entry]
                                if k == 3 {
                                    target[0] += value * factors[0]
                                    target[1] += value * factors[1]
                                    target[2] += value * factors[2]
                                } else {
                                    add(value, factors, to: target, count: k)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// target += value * factors for `count` numbers.
    @inline(__always)
    private func add(
        _ value: Double, _ factors: UnsafePointer<Double>,
        to target: UnsafeMutablePointer<Double>, count: Int
    ) {
        var c = 0
        while count - c >= 4 {
            let place = UnsafeMutableRawPointer(target + c)
            let four = UnsafeRawPointer(factors + c).loadUnaligned(as: SIMD4<Double>.self)
            let sum = place.loadUnaligned(as: SIMD4<Double>.self) + value * four
            place.storeBytes(of: sum, as: SIMD4<Double>.self)
            c += 4
        }
        while c < count {
            target[c] += value * factors[c]
            c += 1
        }
    }
}
