import StanceCore

/// Predicted stances counted by article, from which shares follow with their intervals.
public struct PrevalenceTally: Sendable {
    private var numberOfArticle: [String: Int] = [:]
    private var articles: [String] = []
    /// Counts of an article's rows by predicted stance.
    private var counts: [SIMD4<Int32>] = []

    /// The rows without a score, which are in no share.
    public private(set) var abstained = 0

    /// Counts nothing yet.
    public init() {}

    /// The number of articles with a scored row.
    public var articleCount: Int { articles.count }
    /// The scored rows by predicted stance, in class order.
    public var predicted: [Int] {
        let sum = counts.reduce(into: SIMD4<Int32>.zero) { $0 &+= $1 }
        return Stance.allCases.map { Int(sum[$0.rawValue]) }
    }

    /// All rows, scored or not.
    public var rowCount: Int { predicted.reduce(abstained, +) }

    /// Counts a row of an article; nil: it has no score.
    public mutating func add(_ stance: Stance?, of article: String) {
        guard let stance else {
            abstained += 1
            return
        }
        let number = numberOfArticle[article] ?? articles.count
        if number == articles.count {
            numberOfArticle[article] = number
            articles.append(article)
            counts.append(.zero)
        }
        counts[number][stance.rawValue] &+= 1
    }

    /// The corrected shares with percentile intervals.
    ///
    ///     for each replicate: draw A of the A articles with replacement, take a resample of the
    ///     error rates, and correct the one by the other
    ///
    /// So an interval holds both what the articles at hand leave open of others like them and what
    /// the labelled rows leave open of the error rates. Articles are put in order by name first: the
    /// order of the input changes no bit.
    /// - Parameters:
    ///   - rates: of the model that predicted.
    ///   - options: replicates, level and seed.
    /// - Returns: nil without a scored row.
    /// - Complexity: O(articles * (log articles + replicates)).
    public func estimate(
        _ rates: PrevalenceRates, options: BootstrapOptions = .standard
    ) -> PrevalenceEstimate? {
        guard !articles.isEmpty else { return nil }
        let order = articles.indices.sorted { articles[$0] < articles[$1] }
        let counts = order.map { self.counts[$0] }
        func shares(_ sum: SIMD4<Int32>) -> [Double] {
            let rows = Double(sum[0]) + Double(sum[1]) + Double(sum[2])
            return (0..<Stance.count).map { Double(sum[$0]) / rows }
        }
        let plain = shares(counts.reduce(into: .zero) { $0 &+= $1 })
        guard let correction = rates.correction else {
            return PrevalenceEstimate(
                shares: plain, intervals: Array(repeating: nil, count: Stance.count),
                isCorrected: false, articleCount: counts.count)
        }
        var values = [[Double]](repeating: [], count: Stance.count)
        var seeds = SplitMix64(seed: options.seed)
        for replicate in 0..<(counts.count > 1 ? options.replicates : 0) {
            var generator = SplitMix64(seed: seeds.next())
            var sum = SIMD4<Int32>.zero
            for _ in counts.indices { sum &+= counts[generator.nextIndex(below: counts.count)] }
            guard let correction = rates.resampled(replicate) else { continue }
            for (stance, share) in correction.shares(predicted: shares(sum)).enumerated() {
                values[stance].append(share)
            }
        }
        return PrevalenceEstimate(
            shares: correction.shares(predicted: plain),
            intervals: values.map { ConfidenceInterval(percentilesOf: $0, level: options.level) },
            isCorrected: true, articleCount: counts.count)
    }
}

/// The corrections that a model's error rates allow, made once for many tallies.
public struct PrevalenceRates: Sendable {
    /// By the counted errors; nil where they allow none.
    let correction: AdjustedCount?
    private let resampledCorrections: [AdjustedCount?]

    /// Inverts the error rates and each of their resamples.
    public init(_ rates: ErrorRates) {
        correction = AdjustedCount(counts: rates.counts)
        resampledCorrections = rates.resampled.map { AdjustedCount(counts: $0) }
    }

    /// Whether shares can be corrected at all.
    public var canCorrect: Bool { correction != nil }

    /// The correction of a replicate; resamples are used in turn.
    func resampled(_ replicate: Int) -> AdjustedCount? {
        guard !resampledCorrections.isEmpty else { return correction }
        return resampledCorrections[replicate % resampledCorrections.count]
    }
}

/// How large a part of some rows is critical, neutral and supportive.
public struct PrevalenceEstimate: Sendable, Hashable {
    /// The shares in class order, together 1.
    public let shares: [Double]
    /// Their intervals; nil with one article, or without correction.
    public let intervals: [ConfidenceInterval?]
    /// False where the model's error rates allow no correction: shares are those predicted.
    public let isCorrected: Bool
    /// The articles behind it.
    public let articleCount: Int

    /// What a reader must know to trust the figures; nil where nothing.
    public var note: String? {
        if !isCorrected { return "not corrected: the model tells two stances alike" }
        switch articleCount {
        case 1: return "one article: no interval"
        case ..<EvaluationReport.fewGroups: return "few articles: interval too narrow"
        default: return nil
        }
    }
}
