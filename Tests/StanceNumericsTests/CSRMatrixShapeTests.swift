import StanceNumerics
import Testing

@Suite struct CSRMatrixShapeTests {
    static let shapes = [(0, 0, 0), (0, 4, 0), (3, 0, 0), (5, 4, 0), (7, 9, 30), (20, 6, 90)]

    static func matrix(_ shape: (Int, Int, Int)) -> CSRMatrix {
        var random = RandomNumbers(seed: 7)
        return random.matrix(rows: shape.0, columns: shape.1, percentFilled: shape.2)
    }

    @Test(arguments: shapes) func transposedIsTheDenseTranspose(shape: (Int, Int, Int)) {
        let matrix = Self.matrix(shape)
        let transposed = matrix.transposed()
        #expect(transposed.rowCount == matrix.columnCount)
        #expect(transposed.columnCount == matrix.rowCount)
        let dense = matrix.dense
        for (column, values) in transposed.dense.enumerated() {
            #expect(values == dense.map { $0[column] })
        }
        #expect(transposed.transposed() == matrix)
    }

    @Test func rowsComeInTheOrderAskedForAndMayRepeat() {
        let matrix = Self.matrix((7, 9, 30))
        let picked = matrix.rows([6, 0, 0, 3])
        let dense = matrix.dense
        #expect(picked.dense == [dense[6], dense[0], dense[0], dense[3]])
        #expect(picked.columnCount == 9)
        #expect(matrix.rows([]).rowCount == 0)
        #expect(matrix.rows(Array(0..<7)) == matrix)
    }

    @Test func blocksStandSideBySide() {
        let left = Self.matrix((7, 9, 30))
        let middle = Self.matrix((7, 0, 0))
        let right = Self.matrix((7, 4, 60))
        let joined = CSRMatrix.concatenated([left, middle, right])
        #expect(joined.columnCount == 13)
        #expect(joined.dense == zip(left.dense, right.dense).map { $0 + $1 })
        #expect(CSRMatrix.concatenated([left]) == left)
    }
}
