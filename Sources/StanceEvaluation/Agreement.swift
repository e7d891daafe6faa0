import StanceCore

/// How far annotators agree on some units.
public struct AgreementFigures: Sendable, Hashable {
    /// The units that two annotators or more labelled.
    public let units: Int
    /// The labels of these units.
    public let labels: Int
    /// Krippendorff's alpha for labels without an order; nil when undefined.
    public let nominalAlpha: Double?
    /// Krippendorff's alpha for critical < neutral < supportive; nil when undefined.
    public let ordinalAlpha: Double?
    /// Cohen's kappa; of more than two annotators the mean over the pairs that have one (Light 1971).
    public let kappa: Double?
}

/// Cohen's kappa of two annotators.
public struct AnnotatorPair: Sendable, Hashable {
    /// The one whose name comes first.
    public let first: String
    /// The other.
    public let second: String
    /// The labels of both: rows the first one's, columns the second one's.
    public let confusion: ConfusionMatrix

    /// The units that both labelled.
    public var units: Int { confusion.count }
    /// Cohen's kappa, at most 1; nil when both gave all units one label.
    public var kappa: Double? { confusion.cohenKappa }
}

/// How far the annotators of labelled rows agree, overall and per actor.
///
/// A unit is a text seen from one actor; each annotator labels it at most once. Units that one
/// annotator labelled count nowhere.
public struct Agreement: Sendable {
    /// The annotators, by name.
    public let annotators: [String]
    /// The figures of all units.
    public let overall: AgreementFigures
    /// The interval of the nominal alpha, articles resampled as in `ClusterBootstrap`.
    public let nominalInterval: ConfidenceInterval?
    /// The interval of the ordinal alpha.
    public let ordinalInterval: ConfidenceInterval?
    /// Each two annotators who share a unit, by name.
    public let pairs: [AnnotatorPair]
    /// The figures of each actor, the one with the most units first, equal ones by name.
    public let perActor: [(actor: String, figures: AgreementFigures)]

    /// Measures the agreement of rows that name their annotator; others are left out.
    ///
    /// - Returns: nil when no unit has labels of two annotators.
    /// - Throws: `StanceError.badData` when an annotator labels a unit twice.
    public init?(
        of examples: [Example], bootstrap: BootstrapOptions = .standard
    ) throws(StanceError) {
        let units = try AnnotatedUnit.units(of: examples).filter { $0.labels.count > 1 }
        guard !units.isEmpty else { return nil }
        annotators = Set(units.flatMap { $0.labels.map(\.annotator) }).sorted()
        overall = AgreementFigures(units)
        pairs = AnnotatedUnit.pairs(of: units)
        var unitsOfActor: [String: [AnnotatedUnit]] = [:]
        for unit in units {
            if let actor = unit.actor { unitsOfActor[actor, default: []].append(unit) }
        }
        perActor = unitsOfActor.map { (actor: $0.key, figures: AgreementFigures($0.value)) }
            .sorted { ($1.figures.units, $0.actor) < ($0.figures.units, $1.actor) }

        var groups: [CoincidenceMatrix] = []
        for (index, unit) in units.enumerated() {
            if index == 0 || unit.group != units[index - 1].group { groups.append(.init()) }
            groups[groups.count - 1].add(unit.counts)
        }
        var values: (nominal: [Double], ordinal: [Double]) = ([], [])
        var draws = GroupDraws(groupCount: groups.count, seed: bootstrap.seed)
        for _ in 0..<(groups.count > 1 ? bootstrap.replicates : 0) {
            var matrix = CoincidenceMatrix()
            for (group, count) in zip(groups, draws.next()) where count > 0 {
                matrix.add(group, times: Double(count))
            }
            if let alpha = matrix.nominalAlpha { values.nominal.append(alpha) }
            if let alpha = matrix.ordinalAlpha { values.ordinal.append(alpha) }
        }
        nominalInterval = ConfidenceInterval(
            percentilesOf: values.nominal, level: bootstrap.level)
        ordinalInterval = ConfidenceInterval(
            percentilesOf: values.ordinal, level: bootstrap.level)
    }
}

extension AgreementFigures {
    /// Measures units that each have two labels or more.
    fileprivate init(_ units: [AnnotatedUnit]) {
        var matrix = CoincidenceMatrix()
        for unit in units { matrix.add(unit.counts) }
        self.units = units.count
        labels = units.reduce(0) { $0 + $1.labels.count }
        nominalAlpha = matrix.nominalAlpha
        ordinalAlpha = matrix.ordinalAlpha
        let kappas = AnnotatedUnit.pairs(of: units).compactMap(\.kappa)
        kappa = kappas.isEmpty ? nil : kappas.reduce(0, +) / Double(kappas.count)
    }
}

/// A text seen from one actor, with the labels that annotators gave it.
private struct AnnotatedUnit {
    struct Key: Hashable {
        var text: String
        var actor: String?
    }

    var actor: String?
    /// What the bootstrap draws: the article, else the text.
    var group: String
    var text: String
    /// By annotator.
    var labels: [(annotator: String, stance: Stance)] = []

    /// How many annotators gave each label.
    var counts: [Int] {
        Stance.allCases.map { stance in labels.count { $0.stance == stance } }
    }

    /// The units in an order that the rows' cannot change: by group, text and actor.
    static func units(of examples: [Example]) throws(StanceError) -> [AnnotatedUnit] {
        var units: [Key: AnnotatedUnit] = [:]
        for example in examples {
            guard let annotator = example.annotator, let gold = example.gold else { continue }
            let key = Key(text: example.text, actor: example.actor)
            var unit =
                units[key]
                ?? AnnotatedUnit(
                    actor: example.actor,
                    group: example.group.map { "group \($0)" } ?? "text \(example.text)",
                    text: example.text)
            guard !unit.labels.contains(where: { $0.annotator == annotator }) else {
                throw StanceError(
                    .badData,
                    "annotator \"\(annotator)\" labels this text"
                        + (example.actor.map { " and actor \"\($0)\"" } ?? "") + " twice",
                    at: example.location)
            }
            unit.labels.append((annotator, gold))
            units[key] = unit
        }
        return units.values.map { unit in
            var unit = unit
            unit.labels.sort { $0.annotator < $1.annotator }
            return unit
        }.sorted { ($0.group, $0.text, $0.actor ?? "") < ($1.group, $1.text, $1.actor ?? "") }
    }

    static func pairs(of units: [AnnotatedUnit]) -> [AnnotatorPair] {
        struct Names: Hashable { var first, second: String }
        var matrices: [Names: ConfusionMatrix] = [:]
        for unit in units {
            for (place, label) in unit.labels.enumerated() {
                for other in unit.labels[(place + 1)...] {
                    matrices[
                        Names(first: label.annotator, second: other.annotator),
                        default: ConfusionMatrix()
                    ].record(gold: label.stance, predicted: other.stance)
                }
            }
        }
        return matrices.map {
            AnnotatorPair(first: $0.key.first, second: $0.key.second, confusion: $0.value)
        }.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }
}
