/// How a model file keeps the actors of a per-actor model: the list of names `actors`.
extension SectionWriter {
    mutating func add(_ actors: ModelActors) { add(names: actors.names, as: "actors") }
}

extension SectionReader {
    /// The actors, if the file lists any.
    func actors() throws -> ModelActors? {
        do {
            return try names(of: "actors").map { try ModelActors($0) }
        } catch let error as StanceError {
            throw inconsistent("its actors: \(error.message)")
        }
    }
}
