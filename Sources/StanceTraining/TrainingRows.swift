import StanceCore

/// Labelled examples that a recipe can learn from, checked.
struct TrainingRows {
    /// The examples, those of weight 0 left out and those without a mention where the recipe needs
    /// one.
    let examples: [Example]
    /// How many were left out for want of a mention.
    let withoutMention: Int
    /// The class of every row.
    let labels: [Int]
    /// The group of every row (see `Example.foldKey`).
    let groups: [String]
    /// The weight of every row.
    let weights: [Double]

    /// - Throws: `StanceError.badData` when a row has no label, when nothing is left, or when a
    ///   stance has no rows.
    init(_ all: [Example], recipe: Recipe) throws(StanceError) {
        let weighted = all.filter { $0.weight > 0 }
        let kept = weighted.filter { TrainingRows.isKept($0, by: recipe) }
        var labels: [Int] = []
        for example in kept {
            guard let gold = example.gold else {
                throw StanceError(
                    .badData, "the row has no stance; training needs one", at: example.location)
            }
            labels.append(gold.rawValue)
        }
        guard !kept.isEmpty else {
            throw StanceError(
                .badData,
                weighted.isEmpty
                    ? all.isEmpty ? "no labelled rows" : "every row has weight 0"
                    : "none of the \(weighted.count) rows mentions its actor; give an actors file with "
                        + "the actors' aliases, or train with the recipe per-actor or bag-of-words")
        }
        for stance in Stance.allCases where !labels.contains(stance.rawValue) {
            throw StanceError(
                .badData,
                "no row \(weighted.count < all.count ? "of a weight above 0 " : "")is "
                    + "\(stance.name); training needs rows of all three stances",
                at: kept.first?.location.map { SourceLocation(file: $0.file) })
        }
        examples = kept
        withoutMention = weighted.count - kept.count
        self.labels = labels
        groups = kept.map(\.foldKey)
        weights = kept.map(\.weight)
    }

    /// Whether a recipe can learn from an example.
    static func isKept(_ example: Example, by recipe: Recipe) -> Bool {
        example.weight > 0 && (!recipe.needsMention || !(example.mentions ?? []).isEmpty)
    }

    /// The number of different groups.
    var groupCount: Int { Set(groups).count }

    /// The number of rows of each stance, by name.
    var labelCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for stance in Stance.allCases {
            counts[stance.name] = labels.count { $0 == stance.rawValue }
        }
        return counts
    }

    /// Predictions for some rows from probabilities in their order, n x 3.
    func predictions(rows: [Int], probabilities: [Double]) -> [(Example, StanceProbabilities)] {
        rows.enumerated().map { place, row in
            let first = place * Stance.count
            return (
                examples[row],
                StanceProbabilities(
                    critical: probabilities[first], neutral: probabilities[first + 1],
                    supportive: probabilities[first + 2])
            )
        }
    }
}

extension Example {
    /// What must not be torn apart by folds: the article or, where none is given, the text, since
    /// the rows of one paragraph share all its words.
    public var foldKey: String {
        // A prefix keeps a text from meeting a group that is called like it.
        group.map { "group \($0)" } ?? "text \(text)"
    }
}
