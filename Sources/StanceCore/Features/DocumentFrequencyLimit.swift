/// A bound on the number of documents that have a term: `min_df` and `max_df`.
public enum DocumentFrequencyLimit: Sendable, Hashable {
    /// So many documents, at least 1.
    case count(Int)
    /// This share of the documents fitted on, in 0...1.
    case share(Double)

    /// The bound in documents; a share need not come out whole.
    func documents(of documentCount: Int) -> Double {
        switch self {
        case .count(let count): Double(count)
        case .share(let share): share * Double(documentCount)
        }
    }

    /// Checks that the bound makes sense.
    ///
    /// - Throws: `usage` naming the option.
    func check(_ option: String) throws {
        switch self {
        case .count(let count) where count < 1:
            throw StanceError(.usage, "\(option) is \(count) documents; expected at least 1")
        case .share(let share) where !(0...1).contains(share):
            throw StanceError(.usage, "\(option) is a share of \(share); expected 0 to 1")
        default: break
        }
    }
}
