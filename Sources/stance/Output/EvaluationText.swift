import StanceKit

/// An evaluation as a person reads it, within 80 columns.
struct EvaluationText {
    let report: EvaluationReport
    /// Of the model that scored; nil where the scores are from a file.
    let recipe: Recipe?

    private static let headline: [(HeadlineMetric, String)] = [
        (.accuracy, "accuracy"), (.macroF1, "macro-F1"),
        (.semevalF, "SemEval F (critical, supportive)"), (.logLoss, "log-loss (nats)"),
        (.brier, "Brier"), (.ece, "ECE"), (.mcc, "MCC"),
        (.ordinalMAE, "ordinal MAE (0 to 2)"), (.prevalenceError, "prevalence error"),
    ]

    var text: String {
        var text = summary
        text += "\n" + headlineTable + "\n" + classTable + "\n" + confusionTable
        text += "\n" + reliabilityTable + sliceTables
        for note in report.notes { text += "\n" + TextWrap.lines("Note: \(note).", indent: 0) }
        return text
    }

    private var summary: String {
        let unit =
            switch report.unit {
            case .group: Counted.text(report.groupCount, "article")
            case .text: "\(Counted.text(report.groupCount, "text")) (no article given)"
            case .row: "no article given: every row stands for itself"
            }
        var text = "\(Counted.text(report.n, "row")), \(unit)"
        if report.abstained > 0 {
            let reason =
                switch recipe {
                case .perActor: "their actor is not in the model"
                case nil: "abstained in the file"
                case .bagOfWords: "they have no known word"
                default: "their actor is not mentioned, or they have no known word"
                }
            text += "; \(report.abstained) more could not be scored (\(reason))"
        }
        return TextWrap.lines(text, indent: 0)
    }

    private var headlineTable: String {
        let level = Decimals.text(report.bootstrap.level * 100, places: 0)
        var table = TextTable([.left(""), .right("value"), .right("\(level) % interval")])
        for (metric, name) in EvaluationText.headline {
            table.add([
                TextTable.Cell(name), TextTable.Cell(number(report.metrics[metric])),
                TextTable.Cell(interval(metric)),
            ])
        }
        return table.rendered(colour: Terminal.colour)
            + "  Percentile intervals of \(report.bootstrap.replicates) bootstrap replicates.\n"
    }

    private var classTable: String {
        var table = TextTable([
            .left("stance"), .right("precision"), .right("recall"), .right("F1"),
            .right("interval of F1"), .right("rows"),
        ])
        let metrics: [HeadlineMetric] = [.criticalF1, .neutralF1, .supportiveF1]
        for (stance, metric) in zip(Stance.allCases, metrics) {
            let figures = report.metrics.confusion.metrics(of: stance)
            table.add([
                TextTable.Cell(stance.name, colour: Terminal.Colour(stance)),
                TextTable.Cell(number(figures.precision)), TextTable.Cell(number(figures.recall)),
                TextTable.Cell(number(figures.f1)), TextTable.Cell(interval(metric)),
                "\(figures.support)",
            ])
        }
        return table.rendered(colour: Terminal.colour)
    }

    private var confusionTable: String {
        var table = TextTable(
            [.left("labelled \\ scored")] + Stance.allCases.map { .right($0.name) })
        for gold in Stance.allCases {
            table.add(
                [TextTable.Cell(gold.name, colour: Terminal.Colour(gold))]
                    + Stance.allCases.map {
                        "\(report.metrics.confusion[gold: gold, predicted: $0])"
                    })
        }
        return table.rendered(colour: Terminal.colour)
    }

    private var reliabilityTable: String {
        var table = TextTable([
            .left("confidence"), .right("rows"), .right("mean"), .right("right"),
            .right("right - mean"),
        ])
        for bin in report.reliability {
            guard let mean = bin.meanConfidence, let accuracy = bin.accuracy else { continue }
            table.add([
                TextTable.Cell(
                    Decimals.text(bin.low, places: 1) + " to " + Decimals.text(bin.high, places: 1)),
                "\(bin.n)", TextTable.Cell(Decimals.text(mean, places: 3)),
                TextTable.Cell(Decimals.text(accuracy, places: 3)),
                TextTable.Cell(Decimals.signed(accuracy - mean, places: 3)),
            ])
        }
        return table.rendered(colour: Terminal.colour)
    }

    private var sliceTables: String {
        let level = Decimals.text(report.bootstrap.level * 100, places: 0)
        var text = ""
        if !report.perActor.isEmpty {
            text +=
                "\n"
                + SliceText(
                    title: "actor", slices: report.perActor.map(\.slice), level: level
                ).text
        }
        for table in report.slices {
            text += "\n"
            if table.slices.isEmpty {
                text += "  no row has a value of \(Terminal.safe(table.column))\n"
                continue
            }
            text +=
                SliceText(
                    title: Terminal.safe(table.column), slices: table.slices, level: level
                ).text
            if table.rowsWithoutValue > 0 {
                text +=
                    "  \(Counted.text(table.rowsWithoutValue, "row")) without a value left out\n"
            }
        }
        guard !text.isEmpty else { return "" }
        return text
            + "  Interval of macro-F1; crit., neut., supp.: F1 of each stance, - if undefined.\n"
            + "  Figures of few rows are hints, not measurements.\n"
    }

    private func number(_ value: Double?) -> String {
        value.map { Decimals.text($0, places: 3) } ?? "undefined"
    }

    private func interval(_ metric: HeadlineMetric) -> String {
        guard let interval = report.intervals[metric] else { return "undefined" }
        return Decimals.interval(interval, places: 3)
    }
}
