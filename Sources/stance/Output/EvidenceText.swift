import StanceKit

/// What an evaluation says beside the figures: leakage, agreement and suspects.
struct EvidenceText {
    var crossValidation: Trainer.CrossValidation?
    var agreement: Agreement?
    var suspects: LabelSuspects?
    /// The examples behind the suspects, by their row.
    var suspectExamples: [Example] = []
    /// How many suspects, actors and pairs of annotators to list; the rest is counted.
    var limit = 15

    /// What stands before the figures.
    var heading: String {
        guard let cross = crossValidation else { return "" }
        return TextWrap.lines(
            "Cross-validation in \(cross.folds) folds, recipe \(cross.recipe.rawValue), C = "
                + "\(Decimals.short(cross.c)): every row scored by a fit that saw nothing of its "
                + "article. \(cross.choice)", indent: 0) + "\n"
    }

    /// What stands after the figures.
    var text: String {
        var text = ""
        if let cross = crossValidation {
            text += LeakageText(gap: cross.leakage).text
            if let curve = cross.learningCurve {
                text += "\n" + LearningCurveText(curve: curve).text
            }
        }
        return text + agreementText + suspectsText
    }

    private var agreementText: String {
        guard let agreement else { return "" }
        let overall = agreement.overall
        var text =
            "\nAgreement of \(agreement.annotators.count) annotators on "
            + "\(Counted.text(overall.units, "unit")), \(overall.labels) labels\n\n"
        var table = TextTable([.left(""), .right("value"), .right("95 % interval")])
        for (name, value, interval) in [
            ("Krippendorff's alpha, nominal", overall.nominalAlpha, agreement.nominalInterval),
            ("Krippendorff's alpha, ordinal", overall.ordinalAlpha, agreement.ordinalInterval),
        ] {
            table.add([
                TextTable.Cell(name), number(value),
                TextTable.Cell(
                    interval.map { Decimals.interval($0, places: 3) } ?? "undefined"),
            ])
        }
        let isMean = agreement.pairs.count > 1
        table.add([
            TextTable.Cell("Cohen's kappa" + (isMean ? ", mean over pairs" : "")),
            number(overall.kappa), "",
        ])
        text += table.rendered(colour: Terminal.colour) + actorTable(agreement)
        return isMean ? text + pairTable(agreement) : text
    }

    private func actorTable(_ agreement: Agreement) -> String {
        guard !agreement.perActor.isEmpty else { return "" }
        var table = TextTable([
            .left("actor"), .right("units"), .right("alpha nominal"), .right("ordinal"),
            .right("kappa"),
        ])
        for (actor, figures) in agreement.perActor.prefix(limit) {
            table.add([
                TextTable.Cell(Terminal.safe(actor)), "\(figures.units)",
                number(figures.nominalAlpha), number(figures.ordinalAlpha), number(figures.kappa),
            ])
        }
        return "\n" + table.rendered(colour: Terminal.colour, width: Terminal.width)
            + more(agreement.perActor.count)
    }

    private func pairTable(_ agreement: Agreement) -> String {
        var table = TextTable([.left("annotators"), .right("units"), .right("kappa")])
        for pair in agreement.pairs.prefix(limit) {
            table.add([
                TextTable.Cell(Terminal.safe("\(pair.first), \(pair.second)")), "\(pair.units)",
                number(pair.kappa),
            ])
        }
        return "\n" + table.rendered(colour: Terminal.colour, width: Terminal.width)
            + more(agreement.pairs.count)
    }

    private var suspectsText: String {
        guard let suspects else { return "" }
        let share = Decimals.text(suspects.errorShare * 100, places: 1)
        var text =
            "\n"
            + TextWrap.lines(
                "\(Counted.text(suspects.suspects.count, "suspect label")); about \(share) % of the "
                    + "labels are wrong, if the model is right about them.", indent: 0)
        for suspect in suspects.suspects.prefix(limit) {
            let example = suspectExamples[suspect.row]
            let place = example.id ?? example.location?.description ?? "row \(suspect.row + 1)"
            let actor = example.actor.map { "\($0): " } ?? ""
            text +=
                "\n"
                + TextCut.line(
                    Terminal.safe(
                        "  \(actor)\(suspect.gold.name), rather \(suspect.suggested.name) ("
                            + Decimals.signed(suspect.margin, places: 2) + ")  [\(place)]"))
                + TextCut.line(
                    "    "
                        + Terminal.safe(
                            example.text.split(whereSeparator: \.isNewline).joined(separator: " ")))
        }
        return text + more(suspects.suspects.count)
    }

    private func more(_ count: Int) -> String {
        count > limit ? "  and \(count - limit) more (all of them with --json)\n" : ""
    }

    private func number(_ value: Double?) -> TextTable.Cell {
        TextTable.Cell(value.map { Decimals.text($0, places: 3) } ?? "undefined")
    }
}
