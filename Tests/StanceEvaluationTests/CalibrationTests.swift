import StanceCore
import StanceEvaluation
import Testing

@Suite("Calibration")
struct CalibrationTests {
    @Test(
        "a bin holds its upper edge, not its lower one",
        arguments: [
            (0.0, 0), (0.1, 0), (0.1.nextUp, 1), (0.3, 2), (0.3.nextUp, 3), (0.35, 3),
            (0.5, 4), (0.6, 5), (0.7, 6), (0.7.nextUp, 7), (0.9, 8), (0.9.nextUp, 9), (1.0, 9),
        ])
    func bins(confidence: Double, bin: Int) {
        #expect(CalibrationBins.index(of: confidence) == bin)
    }

    @Test("a sure miss costs -ln of the Float64 epsilon, a sure hit next to nothing")
    func clipping() {
        #expect(Prediction.sure(.critical, .neutral).logLoss == 36.04365338911715)
        #expect(Prediction.sure(.neutral, .neutral).logLoss == 2.2204460492503136e-16)
    }

    @Test("Brier spans 0...1 and is 1/3 where nothing is known")
    func brier() {
        #expect(Prediction.sure(.critical, .neutral).brier == 1)
        #expect(Prediction.sure(.critical, .critical).brier == 0)
        #expect(abs(Prediction.row(.critical, 1, 1, of: 3).brier - 1.0 / 3) < 1e-15)
    }

    @Test("misses above and below cancel within a bin, not across bins")
    func ece() throws {
        let oneBin = [Prediction.row(.critical, 3, 1, of: 4), .row(.neutral, 3, 1, of: 4)]
        #expect(try Metrics(oneBin).ece == 0.25)
        let twoBins = [Prediction.row(.critical, 3, 1, of: 4), .row(.neutral, 2, 1, of: 4)]
        #expect(try Metrics(twoBins).ece == (0.25 + 0.5) / 2)
    }
}
