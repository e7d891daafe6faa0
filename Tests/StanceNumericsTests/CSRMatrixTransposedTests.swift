import StanceNumerics
import Testing

@Suite struct CSRMatrixTransposedTests {
    @Test(arguments: [1, 2, 3, 4, 7, 20]) func addsTheProductOfTheTransposedCopy(classes: Int) {
        var random = RandomNumbers(seed: 3)
        let x = random.matrix(rows: 30, columns: 11, percentFilled: 30)
        let rows = (0..<30 * classes).map { Double(($0 * 37) % 19) - 9 }
        var expected = [Double](repeating: 0, count: 11 * classes)
        x.transposed().multiply(rows, classCount: classes, into: &expected, threads: 1)
        var sum = [Double](repeating: 2, count: 11 * classes + 1)
        x.addTransposedProduct(rows, classCount: classes, to: &sum)
        for (a, b) in zip(sum, expected) { #expect(abs(a - 2 - b) <= 1e-12) }
        #expect(sum[11 * classes] == 2)
    }
}
