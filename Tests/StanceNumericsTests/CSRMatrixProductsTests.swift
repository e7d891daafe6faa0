import StanceNumerics
import Testing

/// sparse = dense, for every width of the kernel and any number of threads.
@Suite struct CSRMatrixProductsTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        var name: String
        var rows: Int
        var columns: Int
        var percentFilled: Int
        var testDescription: String { name }
    }

    static let shapes = [
        Shape(name: "no rows", rows: 0, columns: 4, percentFilled: 0),
        Shape(name: "no columns", rows: 3, columns: 0, percentFilled: 0),
        Shape(name: "no non-zeros", rows: 5, columns: 4, percentFilled: 0),
        Shape(name: "one cell", rows: 1, columns: 1, percentFilled: 100),
        Shape(name: "some empty rows", rows: 60, columns: 11, percentFilled: 10),
        Shape(name: "dense", rows: 33, columns: 20, percentFilled: 100),
    ]
    static let classCounts = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 20, 31, 33]

    @Test(arguments: shapes, classCounts)
    func productIsTheDenseOne(shape: Shape, classCount k: Int) {
        var random = RandomNumbers(seed: 3)
        let matrix = random.matrix(
            rows: shape.rows, columns: shape.columns, percentFilled: shape.percentFilled)
        let weights = random.numbers((shape.columns + 1) * k)
        let dense = matrix.dense
        for addingBias in [false, true] {
            for squaringValues in [false, true] {
                var product = [Double](repeating: 99, count: shape.rows * k + 1)
                matrix.multiply(
                    weights, classCount: k, addingBias: addingBias,
                    squaringValues: squaringValues, into: &product, threads: 1)
                for row in 0..<shape.rows {
                    for c in 0..<k {
                        var expected = addingBias ? weights[shape.columns * k + c] : 0
                        for (column, value) in dense[row].enumerated() {
                            expected +=
                                (squaringValues ? value * value : value) * weights[column * k + c]
                        }
                        #expect(abs(product[row * k + c] - expected) <= 1e-13)
                    }
                }
                #expect(product[shape.rows * k] == 99, "wrote behind the product")
            }
        }
    }

    @Test(arguments: [2, 3, 20]) func bitsDoNotDependOnThreads(classCount k: Int) {
        var random = RandomNumbers(seed: 5)
        let matrix = random.matrix(rows: 701, columns: 97, percentFilled: 13)
        let weights = random.numbers(98 * k)
        let residuals = random.numbers(701 * k)
        let transposed = matrix.transposed()
        var products: [[Double]] = []
        for threads in [1, 2, 3, 8, 1000] {
            var product = [Double](repeating: 0, count: 701 * k)
            var gradient = [Double](repeating: 0, count: 97 * k)
            matrix.multiply(
                weights, classCount: k, addingBias: true, into: &product, threads: threads)
            transposed.multiply(residuals, classCount: k, into: &gradient, threads: threads)
            products.append(product + gradient)
        }
        #expect(products.allSatisfy { $0 == products[0] })
        #expect(products[0].contains { $0 != 0 })
    }

    @Test func rowIsTheSameAloneAndInABatch() {
        var random = RandomNumbers(seed: 9)
        let matrix = random.matrix(rows: 50, columns: 40, percentFilled: 20)
        let weights = random.numbers(41 * 3)
        var batch = [Double](repeating: 0, count: 150)
        matrix.multiply(weights, classCount: 3, addingBias: true, into: &batch, threads: 2)
        for row in 0..<50 {
            var alone = [Double](repeating: 0, count: 3)
            matrix.rows([row]).multiply(
                weights, classCount: 3, addingBias: true, into: &alone, threads: 1)
            #expect(alone == Array(batch[3 * row..<3 * row + 3]))
        }
    }
}
