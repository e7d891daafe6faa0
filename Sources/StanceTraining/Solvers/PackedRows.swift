import CKernels
import StanceNumerics

/// Labelled rows as the dual kernels read them: columns and Float values side by side.
struct PackedRows {
    let rowCount: Int
    let columnCount: Int
    let classCount: Int
    /// n + 1 places in `entries`.
    let starts: [Int64]
    let entries: [ck_dual_entry]
    /// The class of every row, in `0..<classCount`.
    let labels: [Int32]
    /// |x_i|^2.
    let squaredNorms: [Float]

    /// Packs rows.
    ///
    /// - Precondition: labels are in `0..<classCount`, one for each row; fewer than 2^31 rows.
    init(_ features: CSRMatrix, labels: [Int], classCount: Int) {
        let n = features.rowCount
        precondition(labels.count == n && n < Int(Int32.max))
        precondition(labels.allSatisfy { $0 >= 0 && $0 < classCount })
        (rowCount, columnCount, self.classCount) = (n, features.columnCount, classCount)
        starts = features.offsets.map(Int64.init)
        entries = Array(unsafeUninitializedCapacity: features.nonZeroCount) { entries, count in
            // Both arrays have as many elements, and all of `entries` are written.
            for entry in 0..<features.nonZeroCount {
                entries[entry] = ck_dual_entry(
                    column: features.columns[entry], value: Float(features.values[entry]))
            }
            count = features.nonZeroCount
        }
        self.labels = labels.map(Int32.init)
        squaredNorms = (0..<n).map { row in
            var norm = 0.0
            for entry in features.offsets[row]..<features.offsets[row + 1] {
                norm += features.values[entry] * features.values[entry]
            }
            return Float(norm)
        }
    }

    /// Calls `body` with the addresses of the arrays, which hold while it runs.
    func withAddresses<Result>(
        _ body: (
            _ starts: UnsafePointer<Int64>?, _ entries: UnsafePointer<ck_dual_entry>?,
            _ labels: UnsafePointer<Int32>?, _ squaredNorms: UnsafePointer<Float>?
        ) -> Result
    ) -> Result {
        starts.withUnsafeBufferPointer { starts in
            entries.withUnsafeBufferPointer { entries in
                labels.withUnsafeBufferPointer { labels in
                    squaredNorms.withUnsafeBufferPointer { norms in
                        body(
                            starts.baseAddress, entries.baseAddress, labels.baseAddress,
                            norms.baseAddress)
                    }
                }
            }
        }
    }
}
