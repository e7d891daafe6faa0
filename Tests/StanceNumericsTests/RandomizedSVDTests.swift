import StanceNumerics
import Testing

@Suite struct RandomizedSVDTests {
    /// The test's own generator, as the standard library wants one.
    private struct Bits: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    /// Q diag(s) P^T with orthonormal Q and P: a matrix of known singular values.
    private func matrix(_ s: [Double], rows: Int, columns: Int, seed: UInt64) throws -> DenseMatrix
    {
        var random = RandomNumbers(seed: seed)
        let q = try orthonormal(rows, s.count, &random)
        let p = try orthonormal(columns, s.count, &random)
        var scaled = q.values
        for index in scaled.indices { scaled[index] *= s[index % s.count] }
        let left = DenseMatrix(rowCount: rows, columnCount: s.count, values: scaled)
        return BLAS.product(left, p.transposed(), threads: 1)
    }

    private func orthonormal(
        _ rows: Int, _ columns: Int, _ random: inout RandomNumbers
    ) throws -> DenseMatrix {
        let values = random.numbers(rows * columns)
        let start = DenseMatrix(rowCount: rows, columnCount: columns, values: values)
        return try #require(LAPACK.qr(start)).q
    }

    private func distance(_ a: DenseMatrix, _ b: DenseMatrix) -> Double {
        zip(a.values, b.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    private func identity(_ size: Int) -> DenseMatrix {
        DenseMatrix(
            rowCount: size, columnCount: size,
            values: (0..<size * size).map { $0 / size == $0 % size ? 1 : 0 })
    }

    private func decompose(
        _ matrix: some LinearOperator, rank: Int, oversampling: Int = 10, iterations: Int = 2,
        threads: Int = 1, seed: UInt64 = 0
    ) throws -> RandomizedSVD {
        var bits = Bits(state: seed)
        return try #require(
            RandomizedSVD(
                matrix, rank: rank, oversampling: oversampling, powerIterations: iterations,
                using: &bits, threads: threads))
    }

    @Test("gemm by blocks is the triple loop, transposed or not", arguments: [1, 3])
    func product(threads: Int) {
        var random = RandomNumbers(seed: 1)
        let (n, d, k) = (1100, 7, 5)
        let a = DenseMatrix(rowCount: n, columnCount: d, values: random.numbers(n * d))
        let x = DenseMatrix(rowCount: d, columnCount: k, values: random.numbers(d * k))
        let y = DenseMatrix(rowCount: n, columnCount: k, values: random.numbers(n * k))
        let ax = a.product(x, threads: threads)
        let aty = a.transposedProduct(y, threads: threads)
        for (row, column) in [(0, 0), (511, 4), (512, 1), (1099, 3)] {
            let sum = (0..<d).reduce(0.0) { $0 + a[row, $1] * x[$1, column] }
            #expect(abs(ax[row, column] - sum) < 1e-13)
        }
        for (row, column) in [(0, 0), (6, 4), (3, 2)] {
            let sum = (0..<n).reduce(0.0) { $0 + a[$1, row] * y[$1, column] }
            #expect(abs(aty[row, column] - sum) < 1e-11)
        }
        #expect(a.transposed().product(y, threads: 1).values.count == d * k)
    }

    @Test("A = Q R with orthonormal Q and upper triangular R", arguments: [1, 2, 9, 40])
    func qr(columns: Int) throws {
        var random = RandomNumbers(seed: 2)
        let a = DenseMatrix(
            rowCount: 40, columnCount: columns, values: random.numbers(40 * columns))
        let qr = try #require(LAPACK.qr(a))
        #expect(distance(qr.q.product(qr.r, threads: 1), a) < 1e-13)
        #expect(distance(qr.q.transposedProduct(qr.q, threads: 1), identity(columns)) < 1e-13)
        for row in 0..<columns { for column in 0..<row { #expect(qr.r[row, column] == 0) } }
    }

    @Test("what is not finite is refused")
    func notFinite() {
        let a = DenseMatrix(rowCount: 2, columnCount: 2, values: [1, .nan, 0, 1])
        #expect(LAPACK.qr(a) == nil)
        #expect(LAPACK.svd(a) == nil)
        var bits = Bits(state: 0)
        #expect(
            RandomizedSVD(a, rank: 1, powerIterations: 1, using: &bits, threads: 1) == nil)
    }

    @Test(
        "a matrix of rank k is found exactly, tall, wide and square",
        arguments: [
            (60, 25), (25, 60), (40, 40), (8, 3),
        ])
    func exactRank(rows: Int, columns: Int) throws {
        let s = [5, 3, 1.0]
        let a = try matrix(s, rows: rows, columns: columns, seed: 3)
        let svd = try decompose(a, rank: 3, oversampling: 4, iterations: 0)
        for (found, known) in zip(svd.singularValues, s) { #expect(abs(found - known) < 1e-12) }
        #expect(distance(svd.u.transposedProduct(svd.u, threads: 1), identity(3)) < 1e-12)
        #expect(distance(svd.v.transposedProduct(svd.v, threads: 1), identity(3)) < 1e-12)
        var us = svd.u.values
        for index in us.indices { us[index] *= svd.singularValues[index % 3] }
        let left = DenseMatrix(rowCount: rows, columnCount: 3, values: us)
        #expect(distance(left.product(svd.v.transposed(), threads: 1), a) < 1e-12)
        for column in 0..<3 {
            let elements = (0..<rows).map { svd.u[$0, column] }
            #expect((elements.max() ?? 0) >= -(elements.min() ?? 0), "signs are fixed")
        }
    }

    @Test("never more singular values than the matrix has")
    func rankAboveSize() throws {
        let a = try matrix([2, 1], rows: 9, columns: 2, seed: 4)
        let svd = try decompose(a, rank: 30)
        #expect(svd.singularValues.count == 2 && svd.u.columnCount == 2)
        #expect(svd.v.rowCount == 2)
    }

    @Test("a slowly falling spectrum: power iterations close in on it from below")
    func powerIterations() throws {
        let s = (0..<60).map { 1 / (1 + 0.1 * Double($0)) }
        let a = try matrix(s, rows: 120, columns: 80, seed: 5)
        let errors = try [0, 2, 6, 30].map { iterations in
            let svd = try decompose(a, rank: 10, oversampling: 5, iterations: iterations)
            for (found, known) in zip(svd.singularValues, s) { #expect(found < known + 1e-12) }
            return zip(svd.singularValues, s).reduce(0) { max($0, ($1.1 - $1.0) / $1.1) }
        }
        #expect(errors == errors.sorted(by: >))
        #expect(errors[1] < 0.05 && errors[2] < 0.005 && errors[3] < 1e-9, "\(errors)")
    }

    @Test("sparse and dense operators agree; the same bits for any number of threads")
    func sparse() throws {
        var random = RandomNumbers(seed: 6)
        let sparse = random.matrix(rows: 700, columns: 300, percentFilled: 5)
        let dense = DenseMatrix(
            rowCount: 700, columnCount: 300, values: sparse.dense.flatMap { $0 })
        let one = try decompose(SparseOperator(sparse), rank: 8, iterations: 3)
        let three = try decompose(SparseOperator(sparse), rank: 8, iterations: 3, threads: 3)
        #expect(one.u == three.u && one.v == three.v)
        #expect(one.singularValues == three.singularValues)
        let other = try decompose(dense, rank: 8, iterations: 3)
        #expect(distance(one.u, other.u) < 1e-9)
        let reseeded = try decompose(SparseOperator(sparse), rank: 8, iterations: 3, seed: 7)
        #expect(reseeded.u != one.u)
    }
}
