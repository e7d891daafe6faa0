import StanceCore

/// How one document stands toward one actor, summed up over its paragraphs.
public struct SummaryRow: Sendable, Hashable {
    /// The row's id, or the file's path as given.
    public var document: String
    /// The actor's name; nil where no actor was found.
    public var actor: String?
    /// How many paragraphs mention the actor, scored or not.
    public var paragraphs: Int
    /// How often the actor is mentioned.
    public var mentions: Int
    /// How many paragraphs are critical.
    public var critical: Int
    /// How many paragraphs are neutral.
    public var neutral: Int
    /// How many paragraphs are supportive.
    public var supportive: Int
    /// The mean of the paragraphs' scores, in -1...1; nil when none was scored.
    public var meanScore: Double?
    /// How many paragraphs have no score.
    public var abstained: Int

    /// Describes a summary.
    public init(
        document: String, actor: String?, paragraphs: Int, mentions: Int, critical: Int,
        neutral: Int, supportive: Int, meanScore: Double?, abstained: Int
    ) {
        self.document = document
        self.actor = actor
        self.paragraphs = paragraphs
        self.mentions = mentions
        self.critical = critical
        self.neutral = neutral
        self.supportive = supportive
        self.meanScore = meanScore
        self.abstained = abstained
    }
}

/// Lays summary rows out as bytes; the mean score has six decimals.
public struct SummaryRowEncoder: RowLayout {
    /// The columns, in order.
    public static let columns = [
        "document", "actor", "paragraphs", "mentions", "critical", "neutral", "supportive",
        "mean_score", "abstained",
    ]

    private var encoder: RowEncoder

    /// Prepares to lay rows out in `format`.
    public init(format: RowFormat) {
        encoder = RowEncoder(format: format, columns: Self.columns)
    }

    /// The header of a table with its line end; empty for JSON Lines.
    public var header: [UInt8] { encoder.header }

    /// Appends one row with its line end.
    ///
    /// - Throws: `StanceError.Kind.internalFailure` when the mean is not in -1...1.
    public mutating func append(_ row: SummaryRow, to bytes: inout [UInt8]) throws {
        if let mean = row.meanScore, !(mean.magnitude < 1.000_001) {
            throw StanceError(
                .internalFailure, "the mean score is \(mean)",
                at: SourceLocation(file: row.document))
        }
        encoder.append(row.document, to: &bytes)
        encoder.append(row.actor, to: &bytes)
        let counts = [row.paragraphs, row.mentions, row.critical, row.neutral, row.supportive]
        for count in counts { encoder.append(count, to: &bytes) }
        encoder.append(row.meanScore, to: &bytes)
        encoder.append(row.abstained, to: &bytes)
        encoder.endRow(&bytes)
    }
}
