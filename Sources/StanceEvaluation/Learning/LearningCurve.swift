import StanceCore

/// How macro-F1 grows with the rows trained on, and how many more would buy a point.
public struct LearningCurve: Sendable, Hashable {
    /// One size of the training rows.
    public struct Point: Sendable, Hashable {
        /// The rows trained on: the mean over the folds.
        public let rows: Int
        /// The macro-F1 of all folds' held-out rows together.
        public let macroF1: Double
        /// Its interval, by article; nil with one group.
        public let interval: ConfidenceInterval?
    }

    /// How many more rows would buy one point of macro-F1.
    public struct Forecast: Sendable, Hashable {
        /// The number of rows; nil where it cannot be said.
        public let moreRows: Int?
        /// The lower bound of its interval; nil where it cannot be said.
        public let low: Int?
        /// The upper bound; nil where there is none.
        public let high: Int?
        /// The macro-F1 that the law expects then; nil where it cannot be said.
        public let macroF1: Double?
        /// c of the power law; nil without a fit.
        public let exponent: Double?
        /// Why it cannot be said, in a clause; nil where it can.
        public let reason: String?
    }

    /// The gain that is forecast: one point.
    public static let gain = 0.01
    /// The sizes below which no law is fitted.
    public static let fewestPoints = 4
    /// A forecast that multiplies the rows by more than this is not given.
    public static let farthest = 10.0

    /// The C of all fits.
    public let c: Double
    /// All labelled rows, which the forecast starts from.
    public let rows: Int
    /// Sizes, ascending.
    public let points: [Point]
    /// From all rows at hand.
    public let forecast: Forecast

    /// Measures sizes on the same held-out rows and fits the power law.
    ///
    /// Each replicate draws articles once for all sizes and fits the law anew; the forecast's interval
    /// is that of the replicates' forecasts. It holds what the held-out articles leave open, not
    /// which rows happened to be in the smaller sizes.
    /// - Parameters:
    ///   - c: the C of all fits.
    ///   - sizes: for each size, ascending, the rows trained on and the predictions; row i of every
    ///     list is the same row of the data.
    ///   - rows: all labelled rows, which the forecast starts from.
    ///   - bootstrap: replicates, level and seed.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`; `.usage` without a size.
    /// - Complexity: O(sizes * (n log n + replicates * groups)).
    public init(
        c: Double, sizes: [(rows: Int, predictions: [Prediction])], of rows: Int,
        bootstrap: BootstrapOptions = .standard
    ) throws(StanceError) {
        guard !sizes.isEmpty else { throw StanceError(.usage, "a learning curve needs sizes") }
        for size in sizes { try Prediction.check(size.predictions) }
        let groups = ResamplingGroups(sizes.map(\.predictions))
        let sums = sizes.map { groups.sums(of: $0.predictions) }
        let macroF1 = sums.map { Metrics($0.reduce(into: MetricSums(), +=)).macroF1 }
        let trained = sizes.map { Double($0.rows) }
        var values = [[Double]](repeating: [], count: sizes.count)
        var forecasts: [Double] = []
        var seeds = SplitMix64(seed: bootstrap.seed)
        for _ in 0..<(groups.count > 1 ? bootstrap.replicates : 0) {
            var generator = SplitMix64(seed: seeds.next())
            var drawn = [MetricSums](repeating: MetricSums(), count: sizes.count)
            for _ in 0..<groups.count {
                let group = generator.nextIndex(below: groups.count)
                for size in sums.indices { drawn[size] += sums[size][group] }
            }
            let figures = drawn.map { $0.confusion.macroF1 }
            for (size, value) in figures.enumerated() { values[size].append(value) }
            forecasts.append(
                PowerLaw(rows: trained, errors: figures.map { 1 - $0 })?
                    .moreRows(from: Double(rows), gain: LearningCurve.gain) ?? .infinity)
        }
        self.c = c
        self.rows = rows
        let points = sizes.indices.map {
            Point(
                rows: sizes[$0].rows, macroF1: macroF1[$0],
                interval: ConfidenceInterval(percentilesOf: values[$0], level: bootstrap.level))
        }
        self.points = points
        forecast = Forecast(
            PowerLaw(rows: trained, errors: macroF1.map { 1 - $0 }), points: points,
            rows: Double(rows), replicates: forecasts.sorted(), level: bootstrap.level)
    }
}

extension LearningCurve.Forecast {
    /// Says what the law and its replicates, ascending, allow to be said.
    fileprivate init(
        _ law: PowerLaw?, points: [LearningCurve.Point], rows: Double, replicates: [Double],
        level: Double
    ) {
        exponent = law?.exponent
        let more = law?.moreRows(from: rows, gain: LearningCurve.gain) ?? .infinity
        let limit = rows * LearningCurve.farthest
        /// The replicate at a quantile, taken whole: infinity has no middle.
        func bound(_ q: Double) -> Double {
            guard let last = replicates.indices.last else { return .infinity }
            return replicates[Int((q * Double(last)).rounded())]
        }
        let (low, high) = (bound((1 - level) / 2), bound((1 + level) / 2))
        func whole(_ value: Double) -> Int? {
            value <= limit ? Int(value.rounded(.up)) : nil
        }
        switch (law, more) {
        case _ where points.count < LearningCurve.fewestPoints:
            reason = "too few sizes have rows of all three stances"
        case (nil, _): reason = "a size is without error"
        case (let law?, _) where law.exponent <= 0: reason = "the curve does not rise"
        case (let law?, _) where !points.allSatisfy(law.passesNear):
            reason = "the error is no power of the rows"
        case (let law?, _) where law.error(rows: rows) <= LearningCurve.gain:
            reason = "there is hardly an error left"
        case (_, let more) where more > limit:
            reason = "it would take more than ten times the rows, too far to tell"
        case _ where replicates.isEmpty: reason = "one article leaves its interval open"
        case _ where low > limit: reason = "the interval of the forecast is open on both sides"
        default: reason = nil
        }
        moreRows = reason == nil ? whole(more) : nil
        macroF1 = moreRows.flatMap { more in law.map { 1 - $0.error(rows: rows + Double(more)) } }
        self.low = reason == nil ? whole(low) : nil
        self.high = reason == nil ? whole(high) : nil
    }
}

extension PowerLaw {
    /// Whether the law lies in a point's interval, or within half a point of it.
    fileprivate func passesNear(_ point: LearningCurve.Point) -> Bool {
        let macroF1 = 1 - error(rows: Double(point.rows))
        let (low, high) = (point.interval?.low ?? 0, point.interval?.high ?? 1)
        return macroF1 >= low - 0.005 && macroF1 <= high + 0.005
    }
}
