import StanceKit

/// A comparison of two models as a person reads it, within 80 columns.
struct CompareText {
    let comparison: ModelComparison
    let examples: [Example]
    let names: (baseline: String, candidate: String)
    /// The metric that decides.
    let metric: HeadlineMetric
    /// How many changed rows to show; the rest is counted.
    let limit: Int

    var text: String {
        var text = summary + "\n" + differenceTable + "\n" + mcNemar
        text += "\n" + changes
        for note in comparison.notes { text += "\n" + TextWrap.lines("Note: \(note).", indent: 0) }
        return text
    }

    private var summary: String {
        let paired = comparison.paired
        let unit =
            switch paired.unit {
            case .group: Counted.text(paired.groupCount, "article")
            case .text: "\(Counted.text(paired.groupCount, "text")) (no article given)"
            case .row: "no article given: every row stands for itself"
            }
        var text = "A  \(Terminal.safe(names.baseline))\nB  \(Terminal.safe(names.candidate))\n"
        text += "\(Counted.text(paired.n, "row")) scored by both, \(unit)\n"
        if let left = comparison.leftOut("A", "B") { text += "left out: \(left)\n" }
        return text
    }

    private var differenceTable: String {
        let level = Decimals.text(comparison.bootstrap.level * 100, places: 0)
        var table = TextTable([
            .left(""), .right("A"), .right("B"), .right("B - A"), .right("\(level) % interval"),
            .left("B is"),
        ])
        for metric in HeadlineMetric.allCases {
            guard let difference = comparison.paired[metric] else {
                table.add([TextTable.Cell(metric.title), "", "", "", "undefined", ""])
                continue
            }
            table.add([
                TextTable.Cell(metric.title),
                TextTable.Cell(Decimals.text(difference.baseline, places: 3)),
                TextTable.Cell(Decimals.text(difference.candidate, places: 3)),
                TextTable.Cell(Decimals.signed(difference.difference, places: 3)),
                TextTable.Cell(interval(difference)),
                TextTable.Cell(verdict(difference) + (metric == self.metric ? " *" : "")),
            ])
        }
        return table.rendered(colour: Terminal.colour)
            + "  Percentile intervals of \(comparison.bootstrap.replicates) paired bootstrap "
            + "replicates; -: the rows do not\n  tell. * decides for --fail-if-worse.\n"
    }

    private func interval(_ difference: PairedDifference) -> String {
        guard let interval = difference.interval else { return "undefined" }
        return Decimals.signed(interval, places: 3)
    }

    private func verdict(_ difference: PairedDifference) -> String {
        difference.verdict == .undecided ? "-" : difference.verdict.rawValue
    }

    private var mcNemar: String {
        let test = comparison.mcNemar
        guard let p = test.pValue else {
            return "McNemar: undefined, no row is right in one and wrong in the other.\n"
        }
        let shown = p < 0.001 ? "p < 0.001" : "p = " + Decimals.text(p, places: 3)
        return TextWrap.lines(
            "McNemar: \(Counted.text(test.baselineOnly, "row")) right in A only, "
                + "\(test.candidateOnly) in B only; \(shown) (\(test.method.rawValue); rows taken as "
                + "independent, which those of one article are not).", indent: 0)
    }

    private var changes: String {
        guard !comparison.changed.isEmpty else { return "No row changed its stance.\n" }
        let counts = ModelComparison.Change.allCases.map {
            "\(comparison.count(of: $0)) \($0.words)"
        }
        var text =
            "\(Counted.text(comparison.changed.count, "row")) changed: "
            + counts.joined(separator: ", ") + "\n"
        for row in comparison.changed.prefix(limit) { text += "\n" + lines(row) }
        let more = comparison.changed.count - limit
        if more > 0 { text += "\n  and \(more) more (--rows N, all of them with --json)\n" }
        return text
    }

    private func lines(_ row: ModelComparison.ChangedRow) -> String {
        let example = examples[row.row]
        let actor = example.actor.map { "\($0): " } ?? ""
        let place = example.id ?? example.location?.description ?? "row \(row.row + 1)"
        let head =
            "\(row.change.rawValue.padded(to: 7)) \(actor)\(row.baseline.stance.name) -> "
            + "\(row.candidate.stance.name), labelled \(row.gold.name)  [\(place)]"
        let text = example.text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return TextCut.line("  " + Terminal.safe(head))
            + (text.isEmpty ? "" : TextCut.line("          " + Terminal.safe(text)))
    }
}

extension ModelComparison {
    /// The rows that are in no figure by who scored them, "3 by A only, 1 by neither"; nil where
    /// there are none.
    func leftOut(_ baseline: String, _ candidate: String) -> String? {
        let counts = [
            (scoredByBaselineOnly, "by \(baseline) only"),
            (scoredByCandidateOnly, "by \(candidate) only"), (scoredByNeither, "by neither"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}

extension ModelComparison.Change {
    fileprivate var words: String {
        switch self {
        case .broken: "broken (right to wrong)"
        case .fixed: "fixed"
        case .other: "wrong both times"
        }
    }
}
