import StanceCore

extension IsotonicCurve {
    /// The rising curve nearest to some outcomes, by pooling adjacent violators.
    ///
    ///     minimise sum over i of (f(x(i)) - y(i))^2,  f rising;     y = 1 where the class is gold
    ///
    /// Rows of equal x count as one with their mean. Points inside a flat stretch are left out, as
    /// scikit-learn's `IsotonicRegression` leaves them out.
    /// - Parameter rows: probabilities and whether the class was right; at least one.
    /// - Complexity: O(n log n).
    package init?(fitting rows: [(x: Double, isGold: Bool)]) {
        struct Pool {
            var first: Double
            var last: Double
            var hits: Double
            var count: Double
            var mean: Double { hits / count }
        }
        var pools: [Pool] = []
        for row in rows.sorted(by: { $0.x < $1.x }) {
            let hit = row.isGold ? 1.0 : 0
            if let last = pools.indices.last, pools[last].first == row.x {
                pools[last].hits += hit
                pools[last].count += 1
            } else {
                pools.append(Pool(first: row.x, last: row.x, hits: hit, count: 1))
            }
        }
        var rising: [Pool] = []
        for pool in pools {
            var pool = pool
            // Products instead of quotients: whole numbers compare exactly.
            while let before = rising.last, before.hits * pool.count >= pool.hits * before.count {
                pool.first = before.first
                pool.hits += before.hits
                pool.count += before.count
                rising.removeLast()
            }
            rising.append(pool)
        }
        var (x, y): ([Double], [Double]) = ([], [])
        for pool in rising {
            x.append(pool.first)
            y.append(pool.mean)
            guard pool.last > pool.first else { continue }
            x.append(pool.last)
            y.append(pool.mean)
        }
        self.init(x: x, y: y)
    }
}

extension IsotonicScaling {
    /// Fits a curve for each stance against the other two.
    ///
    /// - Parameter predictions: on rows that the model was not fitted on.
    /// - Throws: `StanceError.badData` as `Metrics.init(_:)`.
    /// - Complexity: O(n log n).
    public init(fitting predictions: [Prediction]) throws(StanceError) {
        try Prediction.check(predictions)
        func curve(_ stance: Stance) throws(StanceError) -> IsotonicCurve {
            let rows = predictions.map {
                (x: min($0.probabilities[stance], 1), isGold: $0.gold == stance)
            }
            guard let curve = IsotonicCurve(fitting: rows) else {
                throw StanceError(.internalFailure, "no rising curve for \(stance.name)")
            }
            return curve
        }
        self.init(
            critical: try curve(.critical), neutral: try curve(.neutral),
            supportive: try curve(.supportive))
    }
}
