import StanceKit

/// An evaluation as a person reads it, within 80 columns.
struct EvaluationText {
    let report: EvaluationReport
    let recipe: Recipe
    /// How many actors to list; the rest is counted.
    var actorLimit = 15

    private static let headline: [(HeadlineMetric, String)] = [
        (.accuracy, "accuracy"), (.macroF1, "macro-F1"),
        (.semevalF, "SemEval F (critical, supportive)"), (.logLoss, "log-loss (nats)"),
        (.brier, "Brier"), (.ece, "ECE"),
    ]

    var text: String {
        var text = summary
        text += "\n" + headlineTable + "\n" + classTable + "\n" + confusionTable
        if !report.perActor.isEmpty { text += "\n" + actorTable }
        for note in report.notes { text += "\nNote: \(note).\n" }
        return text
    }

    private var summary: String {
        let unit =
            switch report.unit {
            case .group: "\(report.groupCount) articles"
            case .text: "\(report.groupCount) texts (no article given)"
            case .row: "no article given: every row stands for itself"
            }
        var text = "\(report.n) rows, \(unit)"
        if report.abstained > 0 {
            let reason =
                recipe == .perActor
                ? "their actor is not in the model" : "their actor is not mentioned"
            text += "; \(report.abstained) more could not be scored (\(reason))"
        }
        return text + "\n"
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

    private var actorTable: String {
        var table = TextTable([
            .left("actor"), .right("rows"), .right("accuracy"), .right("macro-F1"),
            .right("F1 crit."), .right("F1 neut."), .right("F1 supp."),
        ])
        for actor in report.perActor.prefix(actorLimit) {
            table.add([
                TextTable.Cell(Terminal.safe(actor.actor)), "\(actor.n)",
                TextTable.Cell(number(actor.accuracy)), TextTable.Cell(number(actor.macroF1)),
                TextTable.Cell(number(actor.perClass.critical.f1)),
                TextTable.Cell(number(actor.perClass.neutral.f1)),
                TextTable.Cell(number(actor.perClass.supportive.f1)),
            ])
        }
        var text = table.rendered(colour: Terminal.colour, width: Terminal.width)
        if report.perActor.count > actorLimit {
            text +=
                "  and \(report.perActor.count - actorLimit) more actors (all of them with --json)\n"
        }
        return text + "  Figures of an actor with few rows are hints, not measurements.\n"
    }

    private func number(_ value: Double?) -> String {
        value.map { Decimals.text($0, places: 3) } ?? "undefined"
    }

    private func interval(_ metric: HeadlineMetric) -> String {
        guard let interval = report.intervals[metric] else { return "undefined" }
        return Decimals.text(interval.low, places: 3) + " to "
            + Decimals.text(interval.high, places: 3)
    }
}
