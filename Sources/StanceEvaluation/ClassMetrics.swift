import StanceCore

/// Precision, recall and F1 of one stance, with the number of rows behind them.
public struct ClassMetrics: Sendable, Hashable {
    /// TP / (TP + FP), in 0...1; nil when the stance was never predicted.
    public let precision: Double?
    /// TP / (TP + FN), in 0...1; nil when no row has the stance as its gold label.
    public let recall: Double?
    /// 2 TP / (2 TP + FP + FN), in 0...1; nil when the stance is neither gold nor predicted.
    public let f1: Double?
    /// The number of rows whose gold label is the stance.
    public let support: Int
}

/// The figures of the three stances.
public struct PerClassMetrics: Sendable, Hashable {
    /// The figures of `Stance.critical`.
    public let critical: ClassMetrics
    /// The figures of `Stance.neutral`.
    public let neutral: ClassMetrics
    /// The figures of `Stance.supportive`.
    public let supportive: ClassMetrics

    /// Derives the figures from counts.
    public init(_ confusion: ConfusionMatrix) {
        critical = confusion.metrics(of: .critical)
        neutral = confusion.metrics(of: .neutral)
        supportive = confusion.metrics(of: .supportive)
    }

    /// The figures of one stance.
    public subscript(stance: Stance) -> ClassMetrics {
        switch stance {
        case .critical: critical
        case .neutral: neutral
        case .supportive: supportive
        }
    }
}
