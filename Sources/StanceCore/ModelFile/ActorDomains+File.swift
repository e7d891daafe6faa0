/// How a model file keeps the domains of a model that has several.
///
///     domains.names   u8    the names' UTF-8 bytes one after another
///     domains.ends    u32   where each name ends in `names`
///     domains.words   u32   the words' keys, ascending, each as its low and its high half
///     domains.logs    f32   ln P(word | domain), a row for each word and one for any other
///     domains.weights f32   W of the second and every later domain, one after another
extension SectionWriter {
    mutating func add(_ domains: ActorDomains, weights: [[Double]]) {
        var end = 0
        add("domains.names", domains.names.flatMap { Array($0.utf8) })
        add(
            "domains.ends",
            domains.names.map { name in
                end += name.utf8.count
                return UInt32(end)
            })
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
    func domains(weightCount count: Int) throws -> (ActorDomains, weights: [[Double]])? {
        guard has("domains.names") else { return nil }
        let ends = try integers("domains.ends").map { Int($0) }
        let halves = try integers("domains.words")
        let words = stride(from: 0, to: halves.count - 1, by: 2).map {
            UInt64(halves[$0]) | UInt64(halves[$0 + 1]) << 32
        }
        let numbers = try numbers("domains.weights")
        do {
            let names = try TermList(
                bytes: try bytes("domains.names"), offsets: [0] + ends,
                tags: [UInt8](repeating: 0, count: ends.count))
            let domains = try ActorDomains(
                names: (0..<names.count).map { names.string($0) }, words: words,
                logProbabilities: try self.numbers("domains.logs"))
            guard halves.count.isMultiple(of: 2), count > 0,
                numbers.count == count * (domains.names.count - 1)
            else { throw inconsistent("the weights of its domains do not fit its features") }
            let weights = (1..<domains.names.count).map { domain in
                numbers[(domain - 1) * count..<domain * count].map(Double.init)
            }
            return (domains, weights)
        } catch let error as StanceError {
            throw inconsistent("its domains: \(error.message)")
        }
    }
}
