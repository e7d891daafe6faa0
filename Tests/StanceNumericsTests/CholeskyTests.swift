import StanceNumerics
import Testing

@Suite struct CholeskyTests {
    @Test(arguments: [1, 2, 3, 20]) func solvesWhatItFactored(order k: Int) throws {
        var random = RandomNumbers(seed: 41)
        let root = random.numbers(k * k)
        var matrix = [Double](repeating: 0, count: k * k)
        for a in 0..<k {
            for b in 0..<k {
                for i in 0..<k { matrix[a * k + b] += root[a * k + i] * root[b * k + i] }
            }
            matrix[a * k + a] += 0.1
        }
        let b = random.numbers(k)
        let x = try #require(Cholesky(matrix, order: k)).solve(b)
        for row in 0..<k {
            let product = (0..<k).reduce(0) { $0 + matrix[row * k + $1] * x[$1] }
            #expect(abs(product - b[row]) <= 1e-11)
        }
    }

    @Test(arguments: [[0, 0, 0, 0], [1, 2, 2, 1], [-1, 0, 0, 1], [.nan, 0, 0, 1]])
    func refusesWhatIsNotPositiveDefinite(matrix: [Double]) {
        let factor = Cholesky(matrix, order: 2)
        #expect(factor == nil)
    }
}
