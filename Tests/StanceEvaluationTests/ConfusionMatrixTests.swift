import StanceCore
import StanceEvaluation
import Testing

@Suite("Confusion matrix")
struct ConfusionMatrixTests {
    @Test("rows are gold, columns predicted")
    func orientation() {
        var matrix = ConfusionMatrix()
        matrix.record(gold: .critical, predicted: .supportive)
        matrix.record(gold: .critical, predicted: .critical)
        #expect(matrix[gold: .critical, predicted: .supportive] == 1)
        #expect(matrix[gold: .supportive, predicted: .critical] == 0)
        #expect(matrix.support(of: .critical) == 2 && matrix.predictedCount(of: .critical) == 1)
        #expect(matrix.metrics(of: .critical).precision == 1)
        #expect(matrix.metrics(of: .critical).recall == 0.5)
        #expect(matrix.count == 2 && matrix.correctCount == 1)
    }

    @Test("without rows nothing is defined, and nothing is NaN")
    func empty() {
        let matrix = ConfusionMatrix()
        let neutral = matrix.metrics(of: .neutral)
        #expect(matrix.accuracy == nil)
        #expect(neutral.precision == nil && neutral.recall == nil && neutral.f1 == nil)
        #expect(neutral.support == 0 && matrix.macroF1 == 0 && matrix.semevalF == 0)
    }

    @Test("of equal probabilities the first in class order is predicted")
    func ties() {
        let matrix = ConfusionMatrix([Prediction.row(.neutral, 2, 2, of: 5)])
        #expect(matrix[gold: .neutral, predicted: .critical] == 1)
    }
}
