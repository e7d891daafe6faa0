/// How a model file keeps the domains of a model that has several: the list of names `domains`, and
///
///     domains.words   u32   the words' keys, ascending, each as its low and its high half
///     domains.logs    f32   ln P(word | domain), a row for each word and one for any other
///     domains.weights f32   W of the second and every later domain, one after another
extension SectionWriter {
    mutating func add(_ domains: ActorDomains, weights: [[Double]]) {
        add(names: domains.names, as: "domains")
        add(
            "domains.words",
            domains.words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] })
        add("domains.logs", domains.logProbabilities)
        add("domains.weights", weights.flatMap { $0.map { Float($0) } })
    }
}

extension SectionReader {
    /// The domains and the weights of all but the first, `count` numbers each; nil if the file has
    /// none.
    func domains(weightCount count: Int) throws -> (names: ActorDomains, laterWeights: [[Double]])?
    {
        do {
            guard let names = try names(of: "domains") else { return nil }
            guard let words = try longIntegers("domains.words") else {
                throw StanceError(.badData, "half a word")
            }
            let domains = try ActorDomains(
                names: names, words: words, logProbabilities: try numbers("domains.logs"))
            let weights = try doubles("domains.weights")
            guard count > 0, weights.count == count * (names.count - 1)
            else { throw StanceError(.badData, "their weights do not fit the features") }
            return (
                domains,
                (1..<names.count).map { domain in
                    Array(weights[(domain - 1) * count..<domain * count])
                }
            )
        } catch let error as StanceError {
            throw inconsistent("its domains: \(error.message)")
        }
    }
}
