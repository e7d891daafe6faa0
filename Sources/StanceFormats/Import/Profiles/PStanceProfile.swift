import StanceCore

/// P-Stance: `Tweet,Target,Stance`, a file per target.
///
/// - SeeAlso: Li et al. 2021, P-Stance: A Large Dataset for Stance Detection in Political Domain.
struct PStanceProfile: ImportProfile {
    private let labels: ImportLabels

    init(_ options: ImportOptions) { labels = ImportLabels(options.stanceMap) }

    func layout(of path: String) -> ImportLayout {
        .table(path, required: ["Tweet", "Target", "Stance"])
    }

    func units(of record: ImportRecord) throws -> [ImportUnit] {
        guard case .cells(let cells) = record else { return [] }
        guard let label = cells.given("Stance") else { return [.leftOut(reason: "not labelled")] }
        return [
            .row(
                ImportedRow(
                    text: cells.text("Tweet"), actor: cells.text("Target"),
                    stance: try labels.stance(label)))
        ]
    }
}
