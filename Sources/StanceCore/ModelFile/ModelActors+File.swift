/// How a model file keeps the actors of a per-actor model.
///
///     actors.names   u8    the names' UTF-8 bytes one after another, in the model's order
///     actors.ends    u32   where each name ends in `names`
extension SectionWriter {
    mutating func add(_ actors: ModelActors) {
        var end = 0
        add("actors.names", actors.names.flatMap { Array($0.utf8) })
        add(
            "actors.ends",
            actors.names.map { name in
                end += name.utf8.count
                return UInt32(end)
            })
    }
}

extension SectionReader {
    /// The actors, if the file lists any.
    func actors() throws -> ModelActors? {
        guard has("actors.names") else { return nil }
        let ends = try integers("actors.ends").map { Int($0) }
        do {
            let names = try TermList(
                bytes: try bytes("actors.names"), offsets: [0] + ends,
                tags: [UInt8](repeating: 0, count: ends.count))
            return try ModelActors((0..<names.count).map { names.string($0) })
        } catch let error as StanceError {
            throw inconsistent("its actors: \(error.message)")
        }
    }
}
