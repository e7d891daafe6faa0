import StanceKit

// Parts of `compare --json`; an undefined value is written as null, never left out.

/// An object with every headline metric's key.
struct DifferencesJSON: Encodable {
    let paired: PairedComparison

    private struct Difference: Encodable {
        var baseline: Double
        var candidate: Double
        var difference: Double
        var interval: ConfidenceInterval?
        var verdict: String

        enum CodingKeys: CodingKey { case baseline, candidate, difference, interval, verdict }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(baseline, forKey: .baseline)
            try object.encode(candidate, forKey: .candidate)
            try object.encode(difference, forKey: .difference)
            try object.encode(interval, forKey: .interval)
            try object.encode(verdict, forKey: .verdict)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.singleValueContainer()
        var differences: [String: Difference?] = [:]
        for metric in HeadlineMetric.allCases {
            differences.updateValue(
                paired[metric].map {
                    Difference(
                        baseline: $0.baseline, candidate: $0.candidate, difference: $0.difference,
                        interval: $0.interval, verdict: $0.verdict.rawValue)
                }, forKey: metric.rawValue)
        }
        try object.encode(differences)
    }
}

/// The counts and the p-value of McNemar's test.
struct McNemarJSON: Encodable {
    let test: McNemarTest

    private enum Key: String, CodingKey {
        case baselineOnly, candidateOnly, pValue, method
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(test.baselineOnly, forKey: .baselineOnly)
        try object.encode(test.candidateOnly, forKey: .candidateOnly)
        try object.encode(test.pValue, forKey: .pValue)
        try object.encode(test.method.rawValue, forKey: .method)
    }
}

/// How the intervals were made.
struct BootstrapJSON: Encodable {
    var replicates: Int
    var level: Double
    var seed: UInt64
    var unit: String
    var method = "percentile"

    init(_ comparison: ModelComparison) {
        replicates = comparison.bootstrap.replicates
        level = comparison.bootstrap.level
        seed = comparison.bootstrap.seed
        unit = comparison.paired.unit.rawValue
    }
}
