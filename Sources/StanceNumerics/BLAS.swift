import COpenBLAS

/// Vector arithmetic over OpenBLAS: the only file that calls it.
///
/// Every call goes to OpenBLAS in blocks of 4,096 numbers, and sums of blocks are added in order.
/// OpenBLAS gives `ddot`, `daxpy` and `dscal` to several threads only above 10,000 numbers, so
/// the bits of a result depend on neither OPENBLAS_NUM_THREADS nor the number of cores. They may
/// differ between processors for which OpenBLAS has different kernels (OPENBLAS_CORETYPE).
public enum BLAS {
    /// The numbers handed to OpenBLAS at a time.
    static let blockSize = 4096

    /// The threads OpenBLAS may use, OPENBLAS_NUM_THREADS at first; no result here depends on it.
    package static var threadCount: Int {
        get { Int(openblas_get_num_threads()) }
        set { openblas_set_num_threads(Int32(newValue)) }
    }

    /// The sum of `x[i] * y[i]`.
    ///
    /// - Precondition: `x` and `y` have the same count.
    public static func dot(_ x: [Double], _ y: [Double]) -> Double {
        dot(x, y, in: 0..<x.count)
    }

    /// The sum of `x[i] * y[i]` over `range`.
    ///
    /// - Precondition: `x` and `y` have the same count, and `range` is within it.
    public static func dot(_ x: [Double], _ y: [Double], in range: Range<Int>) -> Double {
        precondition(x.count == y.count && range.lowerBound >= 0 && range.upperBound <= x.count)
        return x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return 0 }
                var sum = 0.0
                forEachBlock(of: range) { start, count in
                    sum += cblas_ddot(Int32(count), x + start, 1, y + start, 1)
                }
                return sum
            }
        }
    }

    /// Adds `a * x` to `y`.
    ///
    /// - Precondition: `x` and `y` have the same count.
    public static func axpy(_ a: Double, _ x: [Double], _ y: inout [Double]) {
        precondition(x.count == y.count)
        let count = x.count
        x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return }
                forEachBlock(of: 0..<count) { start, count in
                    cblas_daxpy(Int32(count), a, x + start, 1, y + start, 1)
                }
            }
        }
    }

    /// Replaces `y` by `a * x + b * y`.
    ///
    /// - Precondition: `x` and `y` have the same count.
    public static func axpby(_ a: Double, _ x: [Double], _ b: Double, _ y: inout [Double]) {
        precondition(x.count == y.count)
        let count = x.count
        x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return }
                forEachBlock(of: 0..<count) { start, count in
                    cblas_daxpby(Int32(count), a, x + start, 1, b, y + start, 1)
                }
            }
        }
    }

    /// Multiplies `x` by `a`.
    public static func scale(_ a: Double, _ x: inout [Double]) {
        let count = x.count
        x.withUnsafeMutableBufferPointer { x in
            guard let x = x.baseAddress else { return }
            forEachBlock(of: 0..<count) { start, count in
                cblas_dscal(Int32(count), a, x + start, 1)
            }
        }
    }

    /// The Euclidean norm of `x`, safe from overflow and underflow.
    public static func norm2(_ x: [Double]) -> Double {
        var norms: [Double] = []
        x.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            forEachBlock(of: 0..<buffer.count) { start, count in
                norms.append(cblas_dnrm2(Int32(count), base + start, 1))
            }
        }
        guard let largest = norms.max(), largest > 0, largest.isFinite else {
            return norms.reduce(0, +)
        }
        var sum = 0.0
        for norm in norms { sum += (norm / largest) * (norm / largest) }
        return largest * sum.squareRoot()
    }

    /// Writes `x[i] * y[i]` to `product`, which BLAS has no routine for.
    ///
    /// - Precondition: the three have the same count.
    public static func multiplyElements(
        _ x: [Double], _ y: [Double], into product: inout [Double]
    ) {
        precondition(x.count == y.count && x.count == product.count)
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                product.withUnsafeMutableBufferPointer { product in
                    for index in product.indices { product[index] = x[index] * y[index] }
                }
            }
        }
    }

    /// Cuts `range` into blocks counted from its start.
    private static func forEachBlock(of range: Range<Int>, _ body: (Int, Int) -> Void) {
        var start = range.lowerBound
        while start < range.upperBound {
            let count = min(blockSize, range.upperBound - start)
            body(start, count)
            start += count
        }
    }
}
