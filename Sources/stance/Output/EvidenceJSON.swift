import StanceKit

/// `evaluate --json`: the report's keys, and `cross_validation`, `agreement` and `suspects` where
/// there is such a thing.
struct EvidenceJSON: Encodable {
    let report: EvaluationReport
    let evidence: EvidenceText

    private enum Key: String, CodingKey { case crossValidation, leakage, agreement, suspects }

    func encode(to encoder: any Encoder) throws {
        try report.encode(to: encoder)
        var object = encoder.container(keyedBy: Key.self)
        if let cross = evidence.crossValidation {
            try object.encode(Cross(cross), forKey: .crossValidation)
            try object.encode(cross.leakage.map { Leakage($0) }, forKey: .leakage)
        }
        if let agreement = evidence.agreement {
            try object.encode(Agreed(agreement), forKey: .agreement)
        }
        if let suspects = evidence.suspects {
            try object.encode(
                Suspects(suspects, evidence.suspectExamples), forKey: .suspects)
        }
    }

    private struct Cross: Encodable {
        var recipe: String
        var folds: Int
        var c: Double
        var choice: String

        init(_ cross: Trainer.CrossValidation) {
            (recipe, folds, c) = (cross.recipe.rawValue, cross.folds, cross.c)
            choice = cross.choice
        }
    }

    private struct Leakage: Encodable {
        struct Gap: Encodable {
            var difference: Double
            var interval: ConfidenceInterval?

            init(_ paired: PairedDifference) {
                (difference, interval) = (paired.difference, paired.interval)
            }
        }

        var metric = "macro_f1"
        var random: Double
        var articles: Double
        var nearDuplicates: Double
        var randomMinusArticles: Gap
        var articlesMinusNearDuplicates: Gap
        var randomMinusNearDuplicates: Gap
        var rowsWithNearDuplicate: Int

        init(_ gap: LeakageGap) {
            (random, articles, nearDuplicates) = (gap.random, gap.articles, gap.nearDuplicates)
            randomMinusArticles = Gap(gap.randomOverArticles)
            articlesMinusNearDuplicates = Gap(gap.articlesOverNearDuplicates)
            randomMinusNearDuplicates = Gap(gap.randomOverNearDuplicates)
            rowsWithNearDuplicate = gap.rowsWithNearDuplicate
        }
    }

    private struct Agreed: Encodable {
        struct Figures: Encodable {
            var actor: String?
            var units: Int
            var labels: Int
            var alphaNominal: Double?
            var alphaOrdinal: Double?
            var kappa: Double?

            init(_ figures: AgreementFigures, actor: String? = nil) {
                self.actor = actor
                (units, labels, kappa) = (figures.units, figures.labels, figures.kappa)
                (alphaNominal, alphaOrdinal) = (figures.nominalAlpha, figures.ordinalAlpha)
            }
        }

        struct Pair: Encodable {
            var annotators: [String]
            var units: Int
            var kappa: Double?
        }

        var annotators: [String]
        var overall: Figures
        var alphaNominalInterval: ConfidenceInterval?
        var alphaOrdinalInterval: ConfidenceInterval?
        var perActor: [Figures]
        var pairs: [Pair]

        init(_ agreement: Agreement) {
            annotators = agreement.annotators
            overall = Figures(agreement.overall)
            alphaNominalInterval = agreement.nominalInterval
            alphaOrdinalInterval = agreement.ordinalInterval
            perActor = agreement.perActor.map { Figures($0.figures, actor: $0.actor) }
            pairs = agreement.pairs.map {
                Pair(annotators: [$0.first, $0.second], units: $0.units, kappa: $0.kappa)
            }
        }
    }

    private struct Suspects: Encodable {
        struct Row: Encodable {
            var place: String?
            var id: String?
            var actor: String?
            var text: String
            var gold: String
            var suggested: String
            var margin: Double
        }

        var errorShare: Double
        var thresholds: [Double?]
        var confidentJoint: ConfusionMatrix
        var rows: [Row]

        init(_ suspects: LabelSuspects, _ examples: [Example]) {
            errorShare = suspects.errorShare
            thresholds = suspects.thresholds
            confidentJoint = suspects.confidentJoint
            rows = suspects.suspects.map {
                let example = examples[$0.row]
                return Row(
                    place: example.location?.description, id: example.id, actor: example.actor,
                    text: example.text, gold: $0.gold.name, suggested: $0.suggested.name,
                    margin: $0.margin)
            }
        }
    }
}
