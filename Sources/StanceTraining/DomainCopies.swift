import StanceCore
import StanceNumerics

/// Copies of all features for each domain, beside the ones that the domains share.
///
///     row of domain k:  [x, 0 ... x ... 0]      d (1 + D) columns, the copy in place 1 + k
///     W_k = W_shared + W_copy k                 what a model keeps of it
///
/// The penalty takes both parts alike, so a feature that speaks the same way everywhere is learnt once,
/// from all rows, and one that does not is learnt where it holds.
///
/// - SeeAlso: Daumé III, "Frustratingly Easy Domain Adaptation" (ACL 2007), section 3.
struct DomainCopies {
    /// The domains' names, those of more rows first, equal ones by name.
    let names: [String]
    /// The domain of every row.
    let domains: [Int]
    /// The keys of the words of every row's mentions.
    private let words: [[UInt64]]

    /// Nil where no row has a domain.
    ///
    /// - Throws: `StanceError.badData` when only some rows have one, or all the same.
    init?(_ examples: [Example], words: [[UInt64]]) throws(StanceError) {
        guard examples.contains(where: { $0.domain != nil }) else { return nil }
        var counts: [String: Int] = [:]
        for example in examples {
            guard let domain = example.domain else {
                throw StanceError(
                    .badData, "the row has no domain, but others have one", at: example.location)
            }
            counts[domain, default: 0] += 1
        }
        guard (2...ActorDomains.limit).contains(counts.count) else {
            throw StanceError(
                .badData,
                "\(counts.count) \(counts.count == 1 ? "domain" : "domains") in the domain column; "
                    + "expected 2 to \(ActorDomains.limit)")
        }
        names = counts.sorted {
            $0.value != $1.value
                ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }.map(\.key)
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        domains = examples.map { $0.domain.flatMap { numbers[$0] } ?? 0 }
        self.words = words
    }

    /// The classifier of actors, fitted on some rows.
    func classifier(rows: [Int]) throws(StanceError) -> ActorDomains {
        try ActorDomains(names: names, rows: rows.lazy.map { (domains[$0], words[$0]) })
    }

    /// The domains of some rows as scoring will find them, by their mentions.
    func found(rows: [Int], by classifier: ActorDomains) -> [Int] {
        rows.map { classifier.domain(of: words[$0]) }
    }

    /// The feature rows with their copies; `rowDomains` in the order of the matrix's rows.
    func widened(_ matrix: CSRMatrix, domains rowDomains: [Int]) -> CSRMatrix {
        precondition(rowDomains.count == matrix.rowCount)
        var columns: [Int32] = []
        var values: [Double] = []
        columns.reserveCapacity(2 * matrix.nonZeroCount)
        values.reserveCapacity(2 * matrix.nonZeroCount)
        for row in 0..<matrix.rowCount {
            let entries = matrix.offsets[row]..<matrix.offsets[row + 1]
            let shift = Int32((1 + rowDomains[row]) * matrix.columnCount)
            columns += matrix.columns[entries]
            for entry in entries { columns.append(matrix.columns[entry] + shift) }
            values += matrix.values[entries]
            values += matrix.values[entries]
        }
        return CSRMatrix(
            columnCount: (1 + names.count) * matrix.columnCount,
            offsets: matrix.offsets.map { 2 * $0 }, columns: columns, values: values)
    }

    /// The weights of each domain from those of the widened features.
    func weights(fitted: [Double]) -> [[Double]] {
        let size = fitted.count / (1 + names.count)
        return names.indices.map { domain in
            (0..<size).map { fitted[$0] + fitted[(1 + domain) * size + $0] }
        }
    }
}
