import StanceKit

/// `evaluate --json`: the report's keys, and `cross_validation`, `leakage`, `agreement` and
/// `suspects` where there is such a thing.
struct EvidenceJSON {
    let report: EvaluationReport
    let evidence: EvidenceText

    var tree: JSONTree {
        var tree = report.json
        if let cross = evidence.crossValidation {
            tree = tree.merging([
                "cross_validation": [
                    "recipe": .text(cross.recipe.rawValue), "folds": .integer(cross.folds),
                    "c": .number(cross.c), "choice": .text(cross.choice),
                ],
                "leakage": LeakageText(gap: cross.leakage).json,
            ])
            if let curve = cross.learningCurve {
                tree = tree.merging(["learning_curve": LearningCurveText(curve: curve).json])
            }
        }
        if let agreement = evidence.agreement {
            tree = tree.merging(["agreement": agreement.json])
        }
        if let suspects = evidence.suspects {
            tree = tree.merging(["suspects": suspects.json(evidence.suspectExamples)])
        }
        return tree
    }
}

extension Agreement {
    fileprivate var json: JSONTree {
        func figures(_ figures: AgreementFigures) -> JSONTree {
            [
                "units": .integer(figures.units), "labels": .integer(figures.labels),
                "alpha_nominal": .init(figures.nominalAlpha),
                "alpha_ordinal": .init(figures.ordinalAlpha), "kappa": .init(figures.kappa),
            ]
        }
        return [
            "annotators": .list(annotators.map(JSONTree.text)), "overall": figures(overall),
            "alpha_nominal_interval": nominalInterval?.json ?? .null,
            "alpha_ordinal_interval": ordinalInterval?.json ?? .null,
            "per_actor": .list(
                perActor.map { figures($0.figures).merging(["actor": .text($0.actor)]) }),
            "pairs": .list(
                pairs.map {
                    [
                        "annotators": .list([.text($0.first), .text($0.second)]),
                        "units": .integer($0.units), "kappa": .init($0.kappa),
                    ]
                }),
        ]
    }
}

extension LabelSuspects {
    fileprivate func json(_ examples: [Example]) -> JSONTree {
        [
            "error_share": .number(errorShare),
            "thresholds": .list(thresholds.map { .init($0) }),
            "confident_joint": confidentJoint.json,
            "rows": .list(
                suspects.map { suspect in
                    let example = examples[suspect.row]
                    return example.identityJSON.merging([
                        "text": .text(example.text), "gold": .text(suspect.gold.name),
                        "suggested": .text(suspect.suggested.name),
                        "margin": .number(suspect.margin),
                    ])
                }),
        ]
    }
}

extension Example {
    /// What tells which row it is; parts that the row lacks are left out.
    var identityJSON: JSONTree {
        .object(present: [
            ("place", location.map { .text($0.description) }), ("id", id.map(JSONTree.text)),
            ("actor", actor.map(JSONTree.text)),
        ])
    }
}
