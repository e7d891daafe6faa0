import StanceKit

/// `compare --json`; an undefined value is written as null, never left out.
struct CompareJSON {
    let comparison: ModelComparison
    let examples: [Example]
    let names: (baseline: String, candidate: String)
    /// The metric that decides.
    let metric: HeadlineMetric

    var tree: JSONTree {
        let paired = comparison.paired
        return [
            "baseline": .text(names.baseline), "candidate": .text(names.candidate),
            "n": .integer(paired.n), "groups": .integer(paired.groupCount),
            "scored_by_baseline_only": .integer(comparison.scoredByBaselineOnly),
            "scored_by_candidate_only": .integer(comparison.scoredByCandidateOnly),
            "scored_by_neither": .integer(comparison.scoredByNeither),
            "differences": differences, "metric": .text(metric.rawValue),
            "verdict": .init(paired[metric]?.verdict.rawValue), "mcnemar": mcNemar,
            "bootstrap": comparison.bootstrap.json(unit: paired.unit),
            "notes": .list(comparison.notes.map(JSONTree.text)),
            "changed": .list(comparison.changed.map(json)),
        ]
    }

    /// An object with every headline metric's key.
    private var differences: JSONTree {
        .object(
            present: HeadlineMetric.allCases.map { metric in
                let difference = comparison.paired[metric].map { paired -> JSONTree in
                    [
                        "baseline": .number(paired.baseline),
                        "candidate": .number(paired.candidate),
                        "difference": .number(paired.difference),
                        "interval": paired.interval?.json ?? .null,
                        "verdict": .text(paired.verdict.rawValue),
                    ]
                }
                return (metric.rawValue, difference ?? .null)
            })
    }

    private var mcNemar: JSONTree {
        let test = comparison.mcNemar
        return [
            "baseline_only": .integer(test.baselineOnly),
            "candidate_only": .integer(test.candidateOnly), "p_value": .init(test.pValue),
            "method": .text(test.method.rawValue),
        ]
    }

    private func json(_ row: ModelComparison.ChangedRow) -> JSONTree {
        func probabilities(_ scores: StanceProbabilities) -> JSONTree {
            .list(Stance.allCases.map { .number(scores[$0]) })
        }
        let example = examples[row.row]
        return example.identityJSON.merging([
            "text": .text(example.text), "gold": .text(row.gold.name),
            "baseline": .text(row.baseline.stance.name),
            "candidate": .text(row.candidate.stance.name),
            "baseline_probabilities": probabilities(row.baseline),
            "candidate_probabilities": probabilities(row.candidate),
            "change": .text(row.change.rawValue),
        ])
    }
}
