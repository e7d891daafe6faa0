import StanceKit

/// How much of a cross-validated macro-F1 comes from rows that resemble each other.
struct LeakageText {
    /// Nil where near-duplicates tie all articles together.
    let gap: LeakageGap?

    /// A table after a blank line.
    var text: String {
        guard let gap else {
            return "\nLeakage: undefined, all articles are tied by near-duplicate texts.\n"
        }
        var table = TextTable([.left("macro-F1 by folds of"), .right(""), .right("95 % interval")])
        for (name, value) in LeakageText.figures(of: gap) {
            table.add([TextTable.Cell(name), TextTable.Cell(Decimals.text(value, places: 3)), ""])
        }
        table.addGap()
        for (name, difference) in LeakageText.gaps(of: gap) {
            table.add([
                TextTable.Cell(name),
                TextTable.Cell(Decimals.signed(difference.difference, places: 3)),
                TextTable.Cell(
                    difference.interval.map { Decimals.signed($0, places: 3) } ?? "undefined"),
            ])
        }
        return "\nLeakage: what rows that resemble each other add\n\n"
            + table.rendered(colour: Terminal.colour)
            + "  \(Counted.text(gap.rowsWithNearDuplicate, "row")) with a near-duplicate text in "
            + "another article.\n"
    }

    /// The same in a sentence.
    var sentence: String {
        guard let gap else {
            return "Leakage is undefined: all articles are tied by near-duplicate texts."
        }
        let figures = LeakageText.figures(of: gap).map {
            "\(Decimals.text($1, places: 3)) by folds of \($0)"
        }
        let difference = gap.randomOverNearDuplicates
        let interval = difference.interval.map { " (\(Decimals.signed($0, places: 3)))" } ?? ""
        return "Leakage: macro-F1 is \(figures.joined(separator: ", ")); the first minus "
            + "the last: "
            + "\(Decimals.signed(difference.difference, places: 3))\(interval)."
    }

    private static func figures(of gap: LeakageGap) -> [(String, Double)] {
        [
            ("single rows (a random split)", gap.random), ("articles", gap.articles),
            ("articles and near-duplicates", gap.nearDuplicates),
        ]
    }

    private static func gaps(of gap: LeakageGap) -> [(String, PairedDifference)] {
        [
            ("rows - articles", gap.randomOverArticles),
            ("articles - near-duplicates", gap.articlesOverNearDuplicates),
            ("rows - near-duplicates", gap.randomOverNearDuplicates),
        ]
    }

    /// The macro-F1 of each kind of folds, and the gaps between them; null where undefined.
    var json: JSONTree {
        guard let gap else { return .null }
        func json(_ paired: PairedDifference) -> JSONTree {
            ["difference": .number(paired.difference), "interval": paired.interval?.json ?? .null]
        }
        return [
            "metric": .text(HeadlineMetric.macroF1.rawValue), "random": .number(gap.random),
            "articles": .number(gap.articles), "near_duplicates": .number(gap.nearDuplicates),
            "random_minus_articles": json(gap.randomOverArticles),
            "articles_minus_near_duplicates": json(gap.articlesOverNearDuplicates),
            "random_minus_near_duplicates": json(gap.randomOverNearDuplicates),
            "rows_with_near_duplicate": .integer(gap.rowsWithNearDuplicate),
        ]
    }
}
