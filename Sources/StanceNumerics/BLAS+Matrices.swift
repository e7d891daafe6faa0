import COpenBLAS

/// Products of dense matrices.
extension BLAS {
    /// The rows of a product that one call of `dgemm` computes.
    private static let rowBlock = 512

    /// A X, or A^T X.
    ///
    /// The rows of the product go to OpenBLAS in blocks of 512, each computed by one thread, so the
    /// bits of the result depend on no number of threads, neither on `threads` nor on
    /// OPENBLAS_NUM_THREADS.
    /// - Parameters:
    ///   - a: n x d.
    ///   - transposed: whether A^T is meant.
    ///   - x: d x k, or n x k if `transposed`.
    ///   - threads: at least 1.
    /// - Returns: n x k, or d x k if `transposed`.
    /// - Precondition: the sizes fit, and each is below 2^31.
    /// - Complexity: O(n d k).
    public static func product(
        _ a: DenseMatrix, transposed: Bool = false, _ x: DenseMatrix, threads: Int
    ) -> DenseMatrix {
        let rows = transposed ? a.columnCount : a.rowCount
        let inner = transposed ? a.rowCount : a.columnCount
        precondition(x.rowCount == inner, "the sizes of a product")
        var result = DenseMatrix(rowCount: rows, columnCount: x.columnCount)
        guard rows > 0, inner > 0, x.columnCount > 0 else { return result }
        let columns = Int32(x.columnCount)
        let stride = Int32(a.columnCount)
        withOneThread {
            a.values.withUnsafeBufferPointer { a in
                x.values.withUnsafeBufferPointer { x in
                    result.values.withUnsafeMutableBufferPointer { result in
                        // Safe: every call reads A and X, which nobody writes, within the sizes
                        // checked above, and writes the rows of its own block only.
                        nonisolated(unsafe) let (a, x, result) = (a, x, result)
                        let blocks = (rows + rowBlock - 1) / rowBlock
                        concurrentForEach(count: blocks, threads: threads) { block in
                            let first = block * rowBlock
                            guard let a = a.baseAddress, let x = x.baseAddress,
                                let result = result.baseAddress
                            else { return }
                            cblas_dgemm(
                                CblasRowMajor, transposed ? CblasTrans : CblasNoTrans,
                                CblasNoTrans, Int32(min(rowBlock, rows - first)), columns,
                                Int32(inner), 1, a + (transposed ? first : first * inner), stride,
                                x, columns, 0, result + first * Int(columns), columns)
                        }
                    }
                }
            }
        }
        return result
    }

    /// How many calls ask for one thread, and what OpenBLAS had before the first of them.
    private static let oneThread = Guarded((callers: 0, before: 0))

    /// Runs `body` while OpenBLAS uses one thread in each call.
    ///
    /// Matrix products and LAPACK may sum in another order with more threads. The setting is the
    /// whole process's: it is put back when the last of the bodies that overlap in time has ended.
    package static func withOneThread<Result>(_ body: () -> Result) -> Result {
        oneThread.withLock { state in
            if state.callers == 0 {
                state.before = threadCount
                threadCount = 1
            }
            state.callers += 1
        }
        defer {
            oneThread.withLock { state in
                state.callers -= 1
                if state.callers == 0 { threadCount = state.before }
            }
        }
        return body()
    }
}
