import StanceCore

/// The shares of the stances in an actor's rows, as they are written.
public struct PrevalenceRow: Sendable, Hashable {
    /// A share with the bounds of its interval; nil where there is none.
    public struct Share: Sendable, Hashable {
        /// The corrected share, in 0...1.
        public var value: Double
        /// The lower bound.
        public var low: Double?
        /// The upper bound.
        public var high: Double?

        /// Describes a share.
        public init(value: Double, low: Double?, high: Double?) {
            self.value = value
            self.low = low
            self.high = high
        }
    }

    /// The actor's name; nil where rows have none.
    public var actor: String?
    /// The month, the source or whatever else shares were asked by; nil where rows do not say.
    public var slice: String?
    /// Articles with a scored row.
    public var documents: Int
    /// Rows, scored or not.
    public var rows: Int
    /// Rows without a score, in no share.
    public var abstained: Int
    /// Scored rows by the stance that the model gave them, in class order.
    public var predicted: [Int]
    /// The corrected shares in class order; nil without a scored row.
    public var shares: [Share]?
    /// What a reader must know; nil where nothing.
    public var note: String?

    /// Describes shares.
    public init(
        actor: String?, slice: String?, documents: Int, rows: Int, abstained: Int,
        predicted: [Int], shares: [Share]?, note: String?
    ) {
        self.actor = actor
        self.slice = slice
        self.documents = documents
        self.rows = rows
        self.abstained = abstained
        self.predicted = predicted
        self.shares = shares
        self.note = note
    }
}

/// Lays rows of corrected shares out as bytes.
///
/// Counts as the model gave the stances, shares as they are corrected; shares have six decimals.
public struct PrevalenceRowEncoder: RowLayout {
    /// The columns, in order; `slice` is there only where shares are made by more than the actor.
    public static func columns(sliced: Bool) -> [String] {
        ["actor"] + (sliced ? ["slice"] : [])
            + ["documents", "rows", "abstained", "critical", "neutral", "supportive"]
            + Stance.allCases.flatMap { stance in
                ["share", "low", "high"].map { "\(stance.name)_\($0)" }
            }
            + ["note"]
    }

    private var encoder: RowEncoder
    private let sliced: Bool

    /// Prepares to lay rows out in `format`.
    public init(format: RowFormat, sliced: Bool) {
        encoder = RowEncoder(format: format, columns: Self.columns(sliced: sliced))
        self.sliced = sliced
    }

    /// The header of a table with its line end; empty for JSON Lines.
    public var header: [UInt8] { encoder.header }

    /// Appends one row with its line end.
    ///
    /// - Throws: `StanceError.Kind.internalFailure` when a share is not in 0...1.
    public mutating func append(_ row: PrevalenceRow, to bytes: inout [UInt8]) throws {
        encoder.append(row.actor, to: &bytes)
        if sliced { encoder.append(row.slice, to: &bytes) }
        for count in [row.documents, row.rows, row.abstained] + row.predicted {
            encoder.append(count, to: &bytes)
        }
        for stance in Stance.allCases {
            let share = row.shares?[stance.rawValue]
            for number in [share?.value, share?.low, share?.high] {
                if let number, !(number >= 0 && number < 1.000_001) {
                    throw StanceError(.internalFailure, "a share of \(stance.name) is \(number)")
                }
                encoder.append(number, to: &bytes)
            }
        }
        encoder.append(row.note, to: &bytes)
        encoder.endRow(&bytes)
    }
}
